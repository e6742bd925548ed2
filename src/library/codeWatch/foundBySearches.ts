import type { SearchHit, SearchOptions } from '../../core/index/searchHit';
import type { Query } from '../../core/query/parseQuery';
import { followedQuery } from '../../core/savedSearches/followedQuery';
import { readSavedSearches } from '../../core/savedSearches/savedSearch';

/** Returns which papers any of the saved searches finds. @param setting value of the setting of the saved searches */
export async function foundBySearches(
  setting: unknown,
  ids: ReadonlySet<string>,
  search: (query: Query, options: SearchOptions) => Promise<readonly SearchHit[]>,
): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const { query } of readSavedSearches(setting).searches) {
    if (found.size === ids.size) break;
    const hits = await search(followedQuery(query), { typing: false });
    for (const { paper } of hits) if (ids.has(paper.id)) found.add(paper.id);
  }
  return [...found];
}
