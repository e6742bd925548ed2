import { parseQuery, type Query } from './parseQuery';

const MAX_OFFERS = 3;
/** Maximum number of searches on one keystroke. */
const MAX_TRIALS = 6;

/**
 * Returns the rows "Without …" below an empty answer: the first candidates that have results.
 * @param candidates the query without one filter each, the most promising first
 */
export async function withFewerFilters<T extends { readonly text: string }>(
  candidates: readonly T[],
  search: (query: Query, limit: number) => Promise<readonly unknown[]>,
): Promise<readonly T[]> {
  const offers: T[] = [];
  for (const candidate of candidates.slice(0, MAX_TRIALS)) {
    if (offers.length === MAX_OFFERS) break;
    if ((await search(parseQuery(candidate.text), 1)).length > 0) offers.push(candidate);
  }
  return offers;
}
