import { filtersOf, type Query } from '../../query/parseQuery';
import type { IndexReader } from '../read/indexReader';
import { exactLookup } from './exactLookup';
import { filteringDocs } from './filter';
import type { PaperFacts } from './paperTest';

/**
 * Returns whether filters alone decide what a query finds. They do not with `sort:`, where papers that match more words
 * hide the others.
 */
export function isDecidedByFilters({ clauses, sort }: Query): boolean {
  return (
    sort === 'relevance' && clauses.every((clause) => clause.kind !== 'text' || clause.presence !== 'may')
  );
}

/**
 * Finds the given papers that a query finds, if filters decide. Computes no scores and reads the tokens of these papers
 * only. Yields after each filter.
 * @returns by document id, 1 for the papers found
 */
export function* foundAmong(
  index: IndexReader,
  query: Query,
  docs: readonly number[],
  facts: PaperFacts,
  numberOf: (id: string) => number | undefined,
  typing = false,
): Generator<void, Uint8Array> {
  const scope = yield* filteringDocs(index, query.scope ?? [], facts, false);
  const some = new Uint8Array(index.maxDoc);
  for (const doc of docs) if (scope?.[doc] !== 0) some[doc] = 1;
  const exact = exactLookup(index, query, false, some, scope, numberOf);
  yield;
  if (!exact.only) return (yield* filteringDocs(index, filtersOf(query), facts, typing, some)) ?? some;
  const found = new Uint8Array(index.maxDoc);
  for (const doc of exact.docs) found[doc] = some[doc] ?? 0;
  return found;
}
