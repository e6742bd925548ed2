import type { SearchHit } from '../core/index/searchHit';
import { inScope, isEmpty, parseQuery, type Query } from '../core/query/parseQuery';
import type { Offer } from './queryHelp';
import type { SearchBoxDeps, SearchBoxOptions } from './searchBoxTypes';

/** Maximum number of listed papers. Beyond that, typing another word is quicker than scrolling. */
const MAX_HITS = 50;
const MAX_RELAXED = 3;
/** Maximum number of searches for these filters on one keystroke. */
const MAX_RELAXED_TRIALS = 6;

/** Results of a query; if there are none, the queries with one filter removed that have results. */
export interface Answer {
  readonly hits: readonly SearchHit[];
  readonly relaxed: readonly Offer[];
}

/**
 * Answers a query of a search box.
 * @param expanded expand the search with terms of its best results
 */
export async function answer(
  { papers, help }: Pick<SearchBoxDeps, 'papers' | 'help'>,
  request: SearchBoxOptions,
  query: Query,
  { expanded, signal }: { readonly expanded: boolean; readonly signal: AbortSignal },
): Promise<Answer> {
  // The library assigns topics later. The rows then show them.
  const options = { typing: !expanded, explore: expanded, early: true, signal };
  const search = (asked: Query, limit: number): Promise<readonly SearchHit[]> =>
    papers.search(request.scope ? inScope(asked, request.scope) : asked, { ...options, limit });
  const found = await search(query, MAX_HITS);
  const hits = isEmpty(query) ? chosenFirst(papers, request, found) : found;
  const relaxed: Offer[] = [];
  for (const offer of hits.length === 0 ? help.relax(query).slice(0, MAX_RELAXED_TRIALS) : []) {
    if (relaxed.length === MAX_RELAXED) break;
    if ((await search(parseQuery(offer.text), 1)).length > 0) relaxed.push(offer);
  }
  return { hits, relaxed: relaxed };
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
