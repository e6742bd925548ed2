import * as vscode from 'vscode';
import type { SearchHit } from '../core/index/searchHit';
import type { Paper } from '../core/paper/paper';
import { completions, isHalfTyped, knownValue } from '../core/query/completions';
import { MAX_FILTERS, type Query } from '../core/query/parseQuery';
import { suggestionsFor, relaxedQueries, type QuerySuggestion } from '../core/query/suggestions';
import type { Event } from '../emitter';
import type { FieldValues } from './fieldValues';
import { describeInWords } from './queryDescription';
import { snippet } from '../core/highlight/snippet';

/** Maximum number of completions above the papers. More would push the best paper out of view. */
const MAX_COMPLETIONS = 6;
/** Maximum number of completions of an incomplete filter. All topics fit. */
const MAX_FIELD_VALUES = 50;

export interface Note {
  readonly label: string;
  readonly hint: string;
}

/** Replacement for the text in the box. */
export interface Offer extends Note {
  readonly text: string;
}

export interface Correction extends Note {
  readonly text?: string;
}

export interface QueryHelp {
  /** Returns '' if a description adds nothing to the typed text. */
  describe(query: Query): string;
  snippet(query: Query, hit: SearchHit): string;
  /** Returns completions of the last word, each as the whole text of the box. */
  complete(query: Query): readonly Offer[];
  isHalfTyped(query: Query): boolean;
  correct(query: Query): readonly Correction[];
  /** Returns the query with one filter removed, for queries without a match. */
  relax(query: Query): readonly Offer[];
  readonly onDidUpdate: Event<void>;
}

export interface HelpSource {
  papers(): readonly Paper[];
  topics(): readonly { readonly id: string; readonly label: string }[];
}

export interface TagSource {
  tags(): readonly string[];
}

/** Creates the search box's query help from the library's papers, topics, field values and notes. */
export function queryHelp(library: HelpSource, values: FieldValues, notes: TagSource): QueryHelp {
  const topicLabel = (id: string): string => library.topics().find((topic) => topic.id === id)?.label ?? id;
  const known = (): ReturnType<FieldValues['of']> => values.of(library.papers());
  const help: QueryHelp = {
    describe: (query) => describeInWords(query, topicLabel, vscode.l10n),
    snippet: (query, hit) => snippet(hit, query),
    correct: (query) =>
      suggestionsFor(
        query,
        library.topics(),
        known().years.map(({ value }) => value),
      ).flatMap(correctionsOf),
    relax: (query) =>
      relaxedQueries(query).map(({ without, text }) => ({
        text,
        label: vscode.l10n.t('Without {0}', without),
        hint: text,
      })),
    isHalfTyped: (query) => isHalfTyped(query, library.topics()),
    complete: (query) => {
      const topics = library.topics().map(({ id, label }) => knownValue(id, label));
      const tags = notes.tags().map((tag) => knownValue(tag));
      const limit = help.isHalfTyped(query) ? MAX_FIELD_VALUES : MAX_COMPLETIONS;
      return completions(query, { ...known(), topics, tags }, limit).map(
        ({ start, insert, label, kind }) => ({
          text: `${query.text.slice(0, start)}${insert}`,
          label,
          hint: kind === 'keyword' ? keywordHint(label) : insert.trim(),
        }),
      );
    },
    onDidUpdate: values.onDidUpdate,
  };
  return help;
}

function correctionsOf(suggestion: QuerySuggestion): readonly Correction[] {
  if (suggestion.kind === 'topic' && suggestion.instead.length === 0) {
    const label = vscode.l10n.t('There is no topic {0}', suggestion.typed);
    return [{ label, hint: vscode.l10n.t('Type topic: to see the topics.') }];
  }
  if (suggestion.kind === 'date' && suggestion.instead.length === 0) {
    const label = vscode.l10n.t('{0} is not a date, so it is searched as words', suggestion.typed);
    return [{ label, hint: vscode.l10n.t('{0} takes 2024, 2024-06 or 2024-06-15.', suggestion.keyword) }];
  }
  if (suggestion.kind === 'filter') {
    const label = vscode.l10n.t('{0} is ignored', suggestion.typed);
    return [{ label, hint: vscode.l10n.t('Only the first {0} filters count.', MAX_FILTERS) }];
  }
  return suggestion.instead.map(({ label, text }) => ({ text, label, hint: correctionHint(suggestion) }));
}

function correctionHint({ kind, typed }: QuerySuggestion): string {
  if (kind === 'quote') return vscode.l10n.t('closes the phrase');
  if (kind === 'year') return vscode.l10n.t('only papers published in {0}', typed);
  return vscode.l10n.t('instead of {0}', typed);
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
      return vscode.l10n.t('papers with code or a note');
    case 'tag:':
      return vscode.l10n.t('tag of a note');
    case 'note:':
      return vscode.l10n.t('words of your note');
    case 'text:':
      return vscode.l10n.t('words of the full texts that you kept');
    case 'is:':
      return vscode.l10n.t('saved, unread or new papers');
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
