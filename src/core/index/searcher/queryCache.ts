import { LruMap } from '../../lang/lruMap';
import type { IndexReader } from '../read/indexReader';
import type { ScoreAccumulator } from '../read/accumulator';

export interface CachedPostings {
  readonly docs: Uint32Array;
  readonly scores: Float64Array;
  readonly termMasks: Uint16Array;
}

/** Covers the terms of one query and their joined spellings. */
const MAX_CACHED_TERMS = 24;

const cache = new WeakMap<IndexReader, LruMap<string, CachedPostings>>();

/**
 * Caches the scored postings of a term: while the user types, only the last term changes. Entries stay valid, because
 * an index reader never changes.
 * @param key the term and everything else that its score depends on
 */
export function cachedPostings(
  index: IndexReader,
  key: string,
  find: (into: ScoreAccumulator) => void,
): CachedPostings {
  const cached = cache.get(index) ?? new LruMap<string, CachedPostings>(MAX_CACHED_TERMS);
  cache.set(index, cached);
  const known = cached.get(key);
  if (known !== undefined) return known;
  const postings = findPostings(index, find);
  cached.set(key, postings);
  return postings;
}

function findPostings(index: IndexReader, find: (into: ScoreAccumulator) => void): CachedPostings {
  const accumulator = index.borrowAccumulator();
  find(accumulator);
  const docs = accumulator.matchedDocs.slice();
  const values = new Float64Array(docs.length);
  const termMasks = new Uint16Array(docs.length);
  copyOut(accumulator, docs, values, termMasks);
  index.returnAccumulator(accumulator);
  return { docs, scores: values, termMasks };
}

function copyOut(
  accumulator: ScoreAccumulator,
  docs: Uint32Array,
  values: Float64Array,
  termMasks: Uint16Array,
): void {
  for (let i = 0; i < docs.length; i++) {
    const doc = docs[i] ?? 0;
    values[i] = accumulator.scores[doc] ?? 0;
    termMasks[i] = accumulator.matchMask[doc] ?? 0;
  }
}

/** More entries than a user types for one query. A full cache is cleared. */
const MAX_MEMOIZED = 500;
const memo = new WeakMap<IndexReader, Map<string, unknown>>();
/**
 * Caches lookups in an index reader, which never changes: each key press looks up every word again.
 * @param key the request and everything else that its result depends on
 */
export function memoize<T>(index: IndexReader, key: string, find: () => T): T {
  const results = memo.get(index) ?? new Map<string, unknown>();
  memo.set(index, results);
  if (results.has(key)) return results.get(key) as T;
  const found = find();
  if (results.size >= MAX_MEMOIZED) results.clear();
  results.set(key, found);
  return found;
}
