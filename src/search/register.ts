import * as vscode from 'vscode';
import { completions, knownValue } from '../core/query/completions';
import type { Paper } from '../core/paper/paper';
import { MOST_FILTERS, parseQuery } from '../core/query/parseQuery';
import { troublesOf, widerQueries, type Trouble } from '../core/query/suggestions';
import { Command } from '../ids';
import type { Log } from '../log';
import { LibraryValues } from './fieldValues';
import { queryInWords } from './queryDescription';
import { matchReason } from './snippet';
import { SearchPick, type QueryHelp, type Searchable } from './searchPick';

/** Completions shown above the answers; more would push the best paper out of sight. */
const MOST_COMPLETIONS = 6;

/** What the search works with. */
export interface SearchDeps extends Searchable {
  papers(): readonly Paper[];
}

/**
 * Puts `papers.search` in place; its argument, where it is a text, is what the box starts with. `onOpen` hears that
 * somebody searches.
 */
export function registerSearch(papers: SearchDeps, log: Log, onOpen: () => void): vscode.Disposable {
  let open: SearchPick | undefined;
  const values = new LibraryValues();
  const command = vscode.commands.registerCommand(Command.search, (text?: unknown) => {
    onOpen();
    open?.dispose();
    open = new SearchPick(papers, queryHelp(papers, values), log, typeof text === 'string' ? text : '');
  });
  return vscode.Disposable.from(command, values, { dispose: () => open?.dispose() });
}

function queryHelp(papers: SearchDeps, values: LibraryValues): QueryHelp {
  const labelled = (id: string): string => papers.topics().find((topic) => topic.id === id)?.label ?? id;
  return {
    describe: (text) => queryInWords(parseQuery(text), labelled, vscode.l10n),
    reasons: (text) => {
      const query = parseQuery(text);
      return (hit) => matchReason(hit, query);
    },
    correct: (text) => troublesOf(parseQuery(text), papers.topics()).flatMap(correctionsOf),
    widen: (text) =>
      widerQueries(parseQuery(text)).map(({ without, text: wider }) => ({
        text: wider,
        label: vscode.l10n.t('Without {0}', without),
        hint: wider,
      })),
    complete: (text) => {
      const topics = papers.topics().map(({ id, label }) => knownValue(id, label));
      const known = { ...values.of(papers.papers()), topics };
      return completions(text, text.length, known, MOST_COMPLETIONS).map(
        ({ start, insert, label, kind }) => ({
          text: `${text.slice(0, start)}${insert}`,
          label,
          hint: kind === 'keyword' ? keywordHint(label) : insert.trim(),
        }),
      );
    },
    onDidLearn: values.onDidLearn,
  };
}

/** What is offered, or said, about something that was probably not meant as it was typed. */
function correctionsOf(trouble: Trouble): readonly { text?: string; label: string; hint: string }[] {
  if (trouble.kind === 'topic' && trouble.instead.length === 0) {
    const label = vscode.l10n.t('There is no topic {0}', trouble.typed);
    return [{ label, hint: vscode.l10n.t('Type topic: to see which there are.') }];
  }
  if (trouble.kind === 'date' && trouble.instead.length === 0) {
    const label = vscode.l10n.t('{0} is no date, so it is searched as words', trouble.typed);
    return [{ label, hint: vscode.l10n.t('{0} takes 2024, 2024-06 or 2024-06-15.', trouble.keyword) }];
  }
  if (trouble.kind === 'filter') {
    const label = vscode.l10n.t('{0} is ignored', trouble.typed);
    return [
      { label, hint: vscode.l10n.t('Only the first {0} filters count, and none after them.', MOST_FILTERS) },
    ];
  }
  const hint =
    trouble.kind === 'quote'
      ? vscode.l10n.t('closes the phrase')
      : vscode.l10n.t('instead of {0}', trouble.typed);
  return trouble.instead.map(({ label, text }) => ({ text, label, hint }));
}

function keywordHint(keyword: string): string {
  switch (keyword) {
    case 'title:':
      return vscode.l10n.t('words of the title');
    case 'abstract:':
      return vscode.l10n.t('words of the abstract');
    case 'author:':
      return vscode.l10n.t('name of an author');
    case 'topic:':
      return vscode.l10n.t('papers on one topic');
    case 'repo:':
      return vscode.l10n.t('owner or name of a repository');
    case 'category:':
      return vscode.l10n.t('arXiv category, such as cs.CL');
    case 'has:':
      return vscode.l10n.t('papers with code');
    case 'is:':
      return vscode.l10n.t('saved or unread papers');
    case 'year:':
      return vscode.l10n.t('published in a year');
    case 'after:':
      return vscode.l10n.t('published since a year, month or day');
    case 'before:':
      return vscode.l10n.t('published before a year, month or day');
    case 'sort:':
      return vscode.l10n.t('order by relevance, date or upvotes');
    default:
      return '';
  }
}
