import type { IndexReader } from '../read/indexReader';
import type { ScoreAccumulator } from '../read/accumulator';

/** What one word of a query finds: papers, and for each its score and its marks. */
export interface CachedPostings {
  readonly docs: Uint32Array;
  readonly scores: Float64Array;
  readonly marks: Uint16Array;
}

/** As many words as a query is looked for by, and their spellings in one word. */
const MAX_CACHED_TERMS = 24;

const cache = new WeakMap<IndexReader, Map<string, CachedPostings>>();

/**
 * What a word finds in a corpus, which never changes; the words that were asked for last are kept, for while a query is
 * typed, all of its words but the last find the same with each key.
 * @param key the word, with all that the answer depends on
 */
export function cachedPostings(
  index: IndexReader,
  key: string,
  find: (into: ScoreAccumulator) => void,
): CachedPostings {
  const cached = cache.get(index) ?? new Map<string, CachedPostings>();
  cache.set(index, cached);
  const postings = cached.get(key) ?? findPostings(index, find);
  // The last is the latest.
  cached.delete(key);
  cached.set(key, postings);
  const [oldest] = cached.keys();
  if (cached.size > MAX_CACHED_TERMS && oldest !== undefined) cached.delete(oldest);
  return postings;
}

function findPostings(index: IndexReader, find: (into: ScoreAccumulator) => void): CachedPostings {
  const accumulator = index.borrowAccumulator();
  find(accumulator);
  const docs = accumulator.matchedDocs.slice();
  const values = new Float64Array(docs.length);
  const marks = new Uint16Array(docs.length);
  copyOut(accumulator, docs, values, marks);
  index.returnAccumulator(accumulator);
  return { docs, scores: values, marks };
}

function copyOut(
  accumulator: ScoreAccumulator,
  docs: Uint32Array,
  values: Float64Array,
  marks: Uint16Array,
): void {
  for (let i = 0; i < docs.length; i++) {
    const doc = docs[i] ?? 0;
    values[i] = accumulator.scores[doc] ?? 0;
    marks[i] = accumulator.matchMask[doc] ?? 0;
  }
}

/** More than people type of a query before they are done; then it begins anew. */
const MAX_MEMOIZED = 500;
const memo = new WeakMap<IndexReader, Map<string, unknown>>();
/**
 * What was found out about words of a corpus, which never changes: while a query is typed, all of its words but the last
 * are looked up anew with each key.
 * @param key what was asked, with all that the answer depends on
 */
export function memoize<T>(index: IndexReader, key: string, find: () => T): T {
  const known = memo.get(index) ?? new Map<string, unknown>();
  memo.set(index, known);
  if (known.has(key)) return known.get(key) as T;
  const found = find();
  if (known.size >= MAX_MEMOIZED) known.clear();
  known.set(key, found);
  return found;
}
