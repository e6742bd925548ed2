import * as vscode from 'vscode';
import type { SearchHit } from '../../core/index/searchHit';
import { arxivDate, findArxivIds } from '../../core/links/arxiv';
import type { Query } from '../../core/query/parseQuery';
import { asksForTexts } from '../../core/query/queryNeeds';
import type { Answer } from '../answerQuery';
import type { HubOfferState } from '../hubOffer';
import { hubRows } from './hubRows';
import { completionRow, correctionRow, type HitRow, type Row } from './row';
import { showAllRow } from './showAllRow';
import { addRow, fallbackRow, keepTextsRow, noMatchRows } from './noMatchRows';
import { hitRow } from './hitRow';
import type { SearchBoxDeps, SearchBoxOptions } from '../searchBoxTypes';

export interface BoxRows {
  readonly rows: readonly Row[];
  /** The row to focus unless the user moved the focus. */
  readonly first: Row | undefined;
  readonly papers: readonly string[];
}

/**
 * Returns the rows for an answer: corrections, completions, the library's papers, papers that only kept texts match,
 * Hugging Face's papers.
 * @param loaded whether the answer covers the whole library
 * @param beyond Hugging Face's results; `undefined` if that search is not offered
 */
export function boxRows(
  deps: SearchBoxDeps,
  request: SearchBoxOptions,
  query: Query,
  { hits, hasMore, inTexts, excerpts, relaxed }: Answer,
  loaded: boolean,
  beyond: HubOfferState | undefined,
): BoxRows {
  const { help, papers } = deps;
  const rowOf = rowMaker(deps, request, query, excerpts);
  const found = hits.map((hit) => rowOf(hit));
  const kept = inTexts.map((hit) => rowOf(hit, vscode.l10n.t('in the kept text')));
  const listed = new Set([...hits, ...inTexts].map(({ paper }) => paper.id));
  const others = beyond
    ? hubRows(beyond, listed, (paper) => {
        const own = papers.has(paper.id) ? papers.paper(paper.id) : undefined;
        const origin = own && vscode.l10n.t('in your library');
        return rowOf({ paper: own ?? paper, score: 0, terms: [] }, origin);
      })
    : [];
  const completions = help.complete(query).map(completionRow);
  const corrections = help.correct(query).map(correctionRow);
  const isAnswered = found.length + kept.length > 0;
  // Without results, `noMatchRows` adds this row.
  const ids = isAnswered && loaded && request.scope === undefined ? findArxivIds(query.text).ids : [];
  const missing = ids.find((id) => isMissing(id, papers, listed));
  const add = missing === undefined ? [] : [addRow(missing)];
  const local = isAnswered
    ? [
        ...add,
        ...found,
        ...(hasMore ? showAllRow(query, request) : []),
        ...(kept.length > 0 ? [textSeparator(), ...kept] : []),
      ]
    : [
        ...noMatchRows(query, relaxed, request.scope?.text),
        ...(asksForTexts(query) && deps.texts.size === 0 ? [keepTextsRow()] : []),
      ];
  const rows: readonly Row[] = [...corrections, ...completions, ...local, ...others];
  const fromHub = others.filter((row): row is HitRow => 'paperId' in row);
  // Focuses Hugging Face's rows if the user searched there, else an incomplete filter's completion, else the row that
  // adds a paper if the query names no other, else the best paper. Other completions are one arrow key above the paper.
  const asked =
    beyond?.kind === 'papers'
      ? fromHub[0]
      : others.find((row) => 'asksHub' in row && beyond?.kind !== 'offered');
  const completion = help.isHalfTyped(query) ? completions[0] : undefined;
  return {
    rows,
    first:
      asked ??
      completion ??
      (ids.some((id) => listed.has(id)) ? undefined : add[0]) ??
      found[0] ??
      kept[0] ??
      fallbackRow(rows),
    papers: [...found, ...kept, ...fromHub].map(({ paperId }) => paperId),
  };
}

/** Whether the library lacks the paper of an id. If a listed id begins with it, the user is probably still typing. */
function isMissing(id: string, papers: SearchBoxDeps['papers'], listed: ReadonlySet<string>): boolean {
  if (arxivDate(id) === undefined || papers.has(id) || papers.has(id.toLowerCase())) return false;
  return ![...listed].some((other) => other.startsWith(id));
}

function textSeparator(): Row {
  return {
    label: vscode.l10n.t('Only in kept texts'),
    kind: vscode.QuickPickItemKind.Separator,
    note: true,
  };
}

function rowMaker(
  { papers, saved, help }: SearchBoxDeps,
  request: SearchBoxOptions,
  query: Query,
  excerpts: Answer['excerpts'],
): (hit: SearchHit, origin?: string) => HitRow {
  const labels = new Map(papers.topics().map(({ id, label }) => [id, label]));
  return (hit, origin = '') => {
    const { id } = hit.paper;
    return hitRow(hit, {
      excerpt: excerpts.get(id) ?? help.snippet(query, hit),
      topicLabel: (topic) => labels.get(topic) ?? topic,
      saved: saved.isSaved(id),
      origin: saved.isAdded(id) ? vscode.l10n.t('added by you') : origin,
      canClone: request.scope === undefined,
      chosen: request.several?.has(id),
    });
  };
}
