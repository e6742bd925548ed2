import type { SearchHit } from '../core/index/searchHit';
import { withFewerFilters } from '../core/query/fewerFilters';
import { inScope, isEmpty, type Query } from '../core/query/parseQuery';
import type { Offer } from './queryHelp';
import { inKeptTexts, textFilters } from '../core/query/textQuery';
import { MAX_HITS } from '../papers/searchLimit';
import type { SearchBoxDeps, SearchBoxOptions, SearchedTexts } from './searchBoxTypes';

/** Maximum number of papers that only kept texts match. */
const MAX_IN_TEXTS = 10;
/** Kept texts are read from files, so only two screens of rows get a sentence. */
const MAX_EXCERPTS = 24;

/** Results of a query, or without results the queries with one filter removed. */
export interface Answer {
  readonly hits: readonly SearchHit[];
  /** False for an expanded search, which the library view cannot run. */
  readonly hasMore: boolean;
  /** Papers that only kept texts match, listed below `hits`. */
  readonly inTexts: readonly SearchHit[];
  /** Matching sentences of kept texts, by paper. */
  readonly excerpts: ReadonlyMap<string, string>;
  readonly relaxed: readonly Offer[];
}

/**
 * Answers a query of a search box.
 * @param expanded adds terms of the best results to the search
 */
export async function answerQuery(
  { papers, texts, help }: Pick<SearchBoxDeps, 'papers' | 'texts' | 'help'>,
  request: SearchBoxOptions,
  query: Query,
  { expanded, signal }: { readonly expanded: boolean; readonly signal: AbortSignal },
): Promise<Answer> {
  // The library assigns topics later. The rows then show them.
  const options = { typing: !expanded, explore: expanded, early: true, signal };
  const search = (asked: Query, limit: number): Promise<readonly SearchHit[]> =>
    papers.search(request.scope ? inScope(asked, request.scope) : asked, { ...options, limit });
  const all = await search(query, MAX_HITS + 1);
  const found = all.slice(0, MAX_HITS);
  const hits = isEmpty(query) ? chosenFirst(papers, request, found) : found;
  const textQuery = inKeptTexts(query);
  const inTexts = textQuery ? await onlyInTexts(texts, textQuery, hits, search) : [];
  const excerpts = await excerptsOf(texts, textQuery ?? query, textQuery ? inTexts : hits, signal);
  const isAnswered = hits.length + inTexts.length > 0;
  const relaxed = isAnswered ? [] : await withFewerFilters(help.relax(query), search);
  return { hits, hasMore: !expanded && all.length > found.length, inTexts, excerpts, relaxed };
}

/** Returns papers whose kept text has all words of the query, without `hits`. */
async function onlyInTexts(
  texts: SearchedTexts,
  textQuery: Query,
  hits: readonly SearchHit[],
  search: (asked: Query, limit: number) => Promise<readonly SearchHit[]>,
): Promise<readonly SearchHit[]> {
  if (texts.size === 0) {
    // The other rows do not wait until the index of the texts is open.
    void texts.refresh();
    return [];
  }
  const listed = new Set(hits.map(({ paper }) => paper.id));
  const found = await search(textQuery, listed.size + MAX_IN_TEXTS);
  return found.filter(({ paper }) => !listed.has(paper.id)).slice(0, MAX_IN_TEXTS);
}

async function excerptsOf(
  texts: SearchedTexts,
  query: Query,
  hits: readonly SearchHit[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const excerpts = new Map<string, string>();
  if (textFilters(query).length === 0) return excerpts;
  for (const { paper } of hits.slice(0, MAX_EXCERPTS)) {
    const found = await texts.excerpt(paper.id, query);
    signal.throwIfAborted();
    if (found !== undefined) excerpts.set(paper.id, found);
  }
  return excerpts;
}

function chosenFirst(
  papers: SearchBoxDeps['papers'],
  { first, several }: SearchBoxOptions,
  hits: readonly SearchHit[],
): readonly SearchHit[] {
  const ids = new Set([...(several?.ids ?? []), ...(first === undefined ? [] : [first])]);
  const known = [...ids].flatMap((id) => papers.paper(id) ?? []);
  return [
    ...known.map((paper) => ({ paper, score: 0, terms: [] })),
    ...hits.filter(({ paper }) => !ids.has(paper.id)),
  ];
}
