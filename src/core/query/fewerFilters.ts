import { parseQuery, type Query } from './parseQuery';

/** Maximum number of filters offered to be removed. */
const MAX_OFFERS = 3;
/** Maximum number of searches for these filters on one keystroke. */
const MAX_TRIALS = 6;

/**
 * Picks the rows "Without …" below an empty answer.
 * @param candidates the query without one of its filters each, the most promising first
 * @returns the first candidates that have results
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
