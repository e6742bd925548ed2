import { hitOf } from '../../core/index/searcher/hits';
import type { PaperFacts } from '../../core/index/searcher/paperTest';
import type { SearchHit, SearchOptions } from '../../core/index/searchHit';
import type { Paper } from '../../core/paper/paper';
import type { Clause, Query } from '../../core/query/parseQuery';
import { asksForTexts } from '../../core/query/queryNeeds';
import { textFilters } from '../../core/query/textQuery';
import { waitAtMost } from '../waitAtMost';

export interface SearchedTexts extends Required<Pick<PaperFacts, 'inTexts'>> {
  readonly size: number;
  refresh(): Promise<void>;
}

/** Wait for the index of the kept texts while the user types. */
const MAX_WAIT_MS = 500;

/**
 * Waits until a query can search the kept texts.
 * @param early search those that are indexed so far, and wait only a short time for the first ones
 */
export async function textsReady(
  texts: SearchedTexts | undefined,
  query: Query,
  early: boolean,
): Promise<void> {
  if (!texts || !asksForTexts(query)) return;
  const refreshed = texts.refresh();
  if (!early) await refreshed;
  else if (texts.size === 0) await waitAtMost(MAX_WAIT_MS, refreshed);
}

export interface TextSearchLibrary {
  passing(query: Query, ids: ReadonlySet<string>): Promise<ReadonlySet<string>>;
  paper(id: string): Paper | undefined;
}

/**
 * Answers a query that is ranked by the kept texts. First finds the few papers whose texts match, then tests
 * the other filters on them. Testing each paper for each word took six times as long.
 * @returns the best match first; of equal ones, the newest first
 */
export async function searchByTexts(
  query: Query,
  { limit, typing = true }: SearchOptions,
  { inTexts }: PaperFacts,
  library: TextSearchLibrary,
): Promise<readonly SearchHit[]> {
  const filters = textFilters(query);
  const scores = filters.flatMap((filter) => inTexts?.(filter, typing && filter.open) ?? []);
  const [fewest, ...others] = scores.sort((a, b) => a.size - b.size);
  const ids = [...(fewest?.keys() ?? [])].filter((id) => others.every((one) => one.has(id)));
  if (ids.length === 0) return [];
  const isOther = (clause: Clause): boolean => !filters.some((filter) => filter === clause);
  // Without its text, the query matches no paper by id or title.
  const rest: Query = {
    ...query,
    text: '',
    clauses: query.clauses.filter(isOther),
    scope: (query.scope ?? []).filter(isOther),
  };
  const passing = await library.passing(rest, new Set(ids));
  return ids
    .flatMap((id) => {
      const paper = passing.has(id) ? library.paper(id) : undefined;
      return paper ? [{ paper, score: scores.reduce((sum, one) => sum + (one.get(id) ?? 0), 0) }] : [];
    })
    .sort((a, b) => b.score - a.score || (a.paper.published < b.paper.published ? 1 : -1))
    .slice(0, limit)
    .map(({ paper, score }) => hitOf(paper, score, () => []));
}
