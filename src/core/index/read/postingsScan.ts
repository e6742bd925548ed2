import { lengthNorm, bm25Weight } from './bm25';
import type { FieldLengths, OffsetSegment } from './indexReader';
import { lowerBound } from './numeric';
import { titleCount, weightedFrequency, type Segment, type TextPostings } from '../segment/segment';
import type { ScoreAccumulator } from './accumulator';

// The innermost loops of a query. They collect one number for each paper, in the format of WIDENED. Each function ends
// with its loop: V8 compiles a loop during its first run, and repeatedly discards that code if statements that have not
// run yet follow.

/** How a scorer adds to an accumulator: `factor` multiplies weights, `mask` is set for each match. */
export interface ScanOptions {
  readonly factor: number;
  readonly mask: number;
  /** Maximum of score and weight instead of their sum. */
  readonly max?: boolean;
  /** Factor of the additional weight of the title alone; papers whose title matches get TITLE_BIT. */
  readonly title?: number;
  /** Scores only these papers. */
  readonly only?: ScoreAccumulator | undefined;
  /** Scores no paper if more papers than this match. */
  readonly maxDocs?: number;
}

export const TITLE_BIT = 4;

/**
 * Both counts of a posting: weighted frequency in the low half, title count in the high half. A few hundred words do
 * not overflow, because each adds at most 52.
 */
const WIDENED = Uint32Array.from(
  { length: 256 },
  (_, packed) => weightedFrequency(packed) | (titleCount(packed) << 16),
);
const FREQUENCY = 0xffff;
const IN_TITLE = 16;

/** Maximum length, in words, of precomputed norms; few papers are longer. */
const MAX_CACHED_LENGTH = 512;

/** `norms` covers lengths up to MAX_CACHED_LENGTH. */
export interface Norms extends FieldLengths {
  readonly norms: Float64Array;
}

/** BM25's norms (Robertson & Zaragoza). */
export function normsOf(lengths: FieldLengths): Norms {
  const norms = new Float64Array(MAX_CACHED_LENGTH + 1);
  for (let length = 0; length <= MAX_CACHED_LENGTH; length++)
    norms[length] = lengthNorm(length, lengths.mean);
  return { ...lengths, norms };
}

/**
 * Adds up a word's occurrences in all papers of a segment.
 * @param frequencies covers this segment only: writes beyond its end, as from a damaged file, are ignored
 */
export function scanDense(
  { starts, docs, counts }: TextPostings,
  word: number,
  frequencies: Uint32Array,
): void {
  const end = starts[word + 1] ?? 0;
  for (let i = starts[word] ?? 0; i < end; i++) {
    const doc = docs[i] ?? 0;
    frequencies[doc] = (frequencies[doc] ?? 0) + (WIDENED[counts[i] ?? 0] ?? 0);
  }
}

/** Like `scanDense`, but records each live paper when first met; returns the number recorded so far. */
export function addSparsePostings(
  { starts, docs, counts }: TextPostings,
  word: number,
  { base, deletedDocs }: OffsetSegment,
  frequencies: Uint32Array,
  found: Uint32Array,
  before: number,
): number {
  let next = before;
  const end = starts[word + 1] ?? 0;
  for (let i = starts[word] ?? 0; i < end; i++) {
    const doc = docs[i] ?? 0;
    if (deletedDocs?.[doc] === 1 || doc >= frequencies.length) continue;
    const old = frequencies[doc] ?? 0;
    if (old === 0) found[next++] = base + doc;
    frequencies[doc] = old + (WIDENED[counts[i] ?? 0] ?? 0);
  }
  return next;
}

/** Records live papers with occurrences; returns the number recorded so far. */
export function scanCollected(
  { base, deletedDocs }: OffsetSegment,
  frequencies: Uint32Array,
  found: Uint32Array,
  before: number,
): number {
  let next = before;
  for (let doc = 0; doc < frequencies.length; doc++) {
    if (frequencies[doc] === 0) continue;
    if (deletedDocs?.[doc] === 1) frequencies[doc] = 0;
    else found[next++] = base + doc;
  }
  return next;
}

/** Looks a word up in each of a few papers; returns the number recorded so far. */
export function lookUpDocs(
  { text, fingerprints }: Segment,
  word: number,
  base: number,
  only: Uint32Array,
  frequencies: Uint32Array,
  found: Uint32Array,
  before: number,
): number {
  const { starts, docs, counts } = text;
  const [start, end] = [starts[word] ?? 0, starts[word + 1] ?? 0];
  let next = before;
  for (let i = 0; i < only.length; i++) {
    const doc = only[i] ?? 0;
    const local = doc - base;
    if (local < 0 || local >= fingerprints.length) continue;
    const at = lowerBound(docs, local, start, end);
    if (at === end || docs[at] !== local) continue;
    found[next++] = doc;
    frequencies[doc] = WIDENED[counts[at] ?? 0] ?? 0;
  }
  return next;
}

/** Adds scores and clears counts; returns the accumulator's size. */
export function addScores(
  docs: Uint32Array,
  frequencies: Uint32Array,
  termIdf: number,
  { lengths, norms, mean }: Norms,
  { lengths: titleLengths, norms: titleNorms, mean: titleMean }: Norms,
  { factor, mask: mask, max = false, title = 0, only }: ScanOptions,
  { scores, matchMask, docs: list, count }: ScoreAccumulator,
): number {
  const allowed = only?.matchMask;
  let listed = count;
  for (let i = 0; i < docs.length; i++) {
    const doc = docs[i] ?? 0;
    const counts = frequencies[doc] ?? 0;
    frequencies[doc] = 0;
    if (allowed?.[doc] === 0) continue;
    const length = lengths[doc] ?? 0;
    let score = bm25Weight(termIdf, counts & FREQUENCY, norms[length] ?? lengthNorm(length, mean));
    const before = matchMask[doc] ?? 0;
    if (before === 0) list[listed++] = doc;
    if (title > 0 && counts > FREQUENCY) {
      const titleLength = titleLengths[doc] ?? 0;
      const titleNorm = titleNorms[titleLength] ?? lengthNorm(titleLength, titleMean);
      score += title * bm25Weight(termIdf, counts >>> IN_TITLE, titleNorm);
      matchMask[doc] = before | mask | TITLE_BIT;
    } else matchMask[doc] = before | mask;
    const value = factor * score;
    const old = scores[doc] ?? 0;
    if (!max) scores[doc] = old + value;
    else if (value > old) scores[doc] = value;
  }
  return listed;
}

/** Clears the counts of some papers. */
export function clear(docs: Uint32Array, frequencies: Uint32Array): void {
  for (let i = 0; i < docs.length; i++) frequencies[docs[i] ?? 0] = 0;
}
