import type { SearchHit } from '../core/index/searchHit';
import { inScope, isEmpty, parseQuery, type Query } from '../core/query/parseQuery';
import type { Offer } from './queryHelp';
import type { BoxParts, BoxRequest } from './searchBoxTypes';

/** Maximum number of papers listed; beyond that another word is quicker than scrolling. */
const MOST_ROWS = 50;
/** Maximum number of filters offered to be removed. */
const MOST_WIDER = 3;
/** Maximum number of searches made to find these filters, on one keystroke. */
const MOST_TRIED = 6;

/** What a query finds; if nothing, the queries with one filter less that find something. */
export interface Answer {
  readonly hits: readonly SearchHit[];
  readonly wider: readonly Offer[];
}

/**
 * Answers a query of a search box.
 * @param wide the search is widened with words of the best answers
 */
export async function answer(
  { papers, help }: Pick<BoxParts, 'papers' | 'help'>,
  request: BoxRequest,
  query: Query,
  { wide, signal }: { readonly wide: boolean; readonly signal: AbortSignal },
): Promise<Answer> {
  // Rows get their topics later, when the library has assigned them.
  const options = { typing: !wide, explore: wide, early: true, signal };
  const search = (asked: Query, limit: number): Promise<readonly SearchHit[]> =>
    papers.search(request.scope ? inScope(asked, request.scope) : asked, { ...options, limit });
  const found = await search(query, MOST_ROWS);
  const hits = isEmpty(query) ? withFirst(papers, request, found) : found;
  const wider: Offer[] = [];
  for (const offer of hits.length === 0 ? help.widen(query).slice(0, MOST_TRIED) : []) {
    if (wider.length === MOST_WIDER) break;
    if ((await search(parseQuery(offer.text), 1)).length > 0) wider.push(offer);
  }
  return { hits, wider };
}

/** Puts the chosen papers and the request's own paper before the others. */
function withFirst(
  papers: BoxParts['papers'],
  { first, several }: BoxRequest,
  hits: readonly SearchHit[],
): readonly SearchHit[] {
  const ids = new Set([...(several?.ids ?? []), ...(first === undefined ? [] : [first])]);
  const known = [...ids].flatMap((id) => papers.paper(id) ?? []);
  return [
    ...known.map((paper) => ({ paper, score: 0, terms: [] })),
    ...hits.filter(({ paper }) => !ids.has(paper.id)),
  ];
}
