import type { Corpus } from '../read/indexReader';
import type { Tally } from '../read/accumulator';

/** What one word of a query finds: papers, and for each its score and its marks. */
export interface Slot {
  readonly docs: Uint32Array;
  readonly values: Float64Array;
  readonly marks: Uint16Array;
}

/** As many words as a query is looked for by, and their spellings in one word. */
const MAX_CACHED_TERMS = 24;

const kept = new WeakMap<Corpus, Map<string, Slot>>();

/**
 * What a word finds in a corpus, which never changes; the words that were asked for last are kept, for while a query is
 * typed, all of its words but the last find the same with each key.
 * @param key the word, with all that the answer depends on
 */
export function keptSlot(corpus: Corpus, key: string, find: (into: Tally) => void): Slot {
  const slots = kept.get(corpus) ?? new Map<string, Slot>();
  kept.set(corpus, slots);
  const slot = slots.get(key) ?? foundSlot(corpus, find);
  // The last is the latest.
  slots.delete(key);
  slots.set(key, slot);
  const [oldest] = slots.keys();
  if (slots.size > MAX_CACHED_TERMS && oldest !== undefined) slots.delete(oldest);
  return slot;
}

function foundSlot(corpus: Corpus, find: (into: Tally) => void): Slot {
  const tally = corpus.borrow();
  find(tally);
  const docs = tally.touched.slice();
  const values = new Float64Array(docs.length);
  const marks = new Uint16Array(docs.length);
  copyOut(tally, docs, values, marks);
  corpus.giveBack(tally);
  return { docs, values, marks };
}

function copyOut(tally: Tally, docs: Uint32Array, values: Float64Array, marks: Uint16Array): void {
  for (let i = 0; i < docs.length; i++) {
    const doc = docs[i] ?? 0;
    values[i] = tally.values[doc] ?? 0;
    marks[i] = tally.bits[doc] ?? 0;
  }
}

/** More than people type of a query before they are done; then it begins anew. */
const MAX_MEMOIZED = 500;
const answers = new WeakMap<Corpus, Map<string, unknown>>();
/**
 * What was found out about words of a corpus, which never changes: while a query is typed, all of its words but the last
 * are looked up anew with each key.
 * @param key what was asked, with all that the answer depends on
 */
export function remembered<T>(corpus: Corpus, key: string, find: () => T): T {
  const known = answers.get(corpus) ?? new Map<string, unknown>();
  answers.set(corpus, known);
  if (known.has(key)) return known.get(key) as T;
  const found = find();
  if (known.size >= MAX_MEMOIZED) known.clear();
  known.set(key, found);
  return found;
}
