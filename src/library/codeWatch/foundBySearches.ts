import type { Query } from '../../core/query/parseQuery';
import { followedQuery } from '../../core/savedSearches/savedSearchQuery';
import { readSavedSearches } from '../../core/savedSearches/savedSearch';

/**
 * Returns the papers that any saved search finds.
 * @param setting the raw value of the setting
 */
export async function foundBySearches(
  setting: unknown,
  ids: ReadonlySet<string>,
  findAmong: (query: Query, ids: ReadonlySet<string>) => Promise<ReadonlySet<string>>,
): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const { query } of readSavedSearches(setting).searches) {
    if (found.size === ids.size) break;
    for (const id of await findAmong(followedQuery(query), ids)) found.add(id);
  }
  return [...found];
}
