import type { SearchHit, SearchOptions } from '../../core/index/searchHit';
import { hitOf } from '../../core/index/searcher/hits';
import type { PaperFacts } from '../../core/index/searcher/paperTest';
import type { Query } from '../../core/query/parseQuery';
import { asksForTexts } from '../../core/query/queryNeeds';
import { isRankedByTexts, textFilters } from '../../core/query/textQuery';
import { within } from '../within';

/** The kept texts, as a search needs them. */
export interface SearchedTexts extends Required<Pick<PaperFacts, 'inTexts'>> {
  /** Number of texts that can be searched. */
  readonly size: number;
  /** Indexes the texts that were kept, replaced or removed. */
  refresh(): Promise<void>;
}

/** Maximum wait in ms for the index of the kept texts while the user types. Indexing all texts takes longer. */
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
  else if (texts.size === 0) await within(MAX_WAIT_MS, refreshed);
}

/**
 * Runs a search. If the query consists of filters with `text:` among them, the papers come in the order of how well their
 * kept texts match, the best first. Other searches keep their order.
 */
export async function searchByTexts(
  search: (options: SearchOptions) => Promise<readonly SearchHit[]>,
  query: Query,
  options: SearchOptions,
  { inTexts }: PaperFacts,
): Promise<readonly SearchHit[]> {
  if (!isRankedByTexts(query)) return search(options);
  const { limit, ...all } = options;
  const hits = await search(all);
  const typing = options.typing !== false;
  const found = textFilters(query).flatMap((filter) => inTexts?.(filter, typing && filter.open) ?? []);
  const scored = hits.map((hit) => ({
    hit,
    score: found.reduce((sum, scores) => sum + (scores.get(hit.paper.id) ?? 0), 0),
  }));
  return scored
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ hit, score }) => hitOf(hit.paper, score, () => hit.terms));
}
