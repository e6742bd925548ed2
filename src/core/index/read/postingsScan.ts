import { lengthNorm, bm25Weight } from './bm25';
import type { FieldLengths, OffsetSegment } from './indexReader';
import { lowerBound } from './numeric';
import { titleCount, weightedFrequency, type Segment, type TextPostings } from '../segment/segment';
import type { ScoreAccumulator } from './accumulator';

// The innermost loops of a keystroke. Each is a function that does nothing after it: V8 compiles a loop while it runs for
// the first time, and gives that up again and again where something follows that it has not seen run. What they gather
// is a number for each paper, as in WIDENED.

/** How a scorer adds to a tally. */
export interface ScanOptions {
  /** Multiplies each weight. */
  readonly factor: number;
  /** Marks the papers in the tally. */
  readonly bits: number;
  /** Raises a paper to the weight instead of adding it. */
  readonly raise?: boolean;
  /** Factor for the weight of the title alone, on top; papers whose title matches are marked with TITLE_BIT. */
  readonly title?: number;
  /** Only papers in this tally are scored. */
  readonly only?: ScoreAccumulator | undefined;
  /** None are scored where there are more papers than this. */
  readonly maxDocs?: number;
}

/** Marks papers in a slot's tally whose title matches. */
export const TITLE_BIT = 4;

/**
 * Both counts of a posting as they are added up, by its packed counts: the frequency in the low half, the title's count
 * in the high one. A few hundred words, each at most 52 times in a paper, don't carry over.
 */
const WIDENED = Uint32Array.from(
  { length: 256 },
  (_, packed) => weightedFrequency(packed) | (titleCount(packed) << 16),
);
const FREQUENCY = 0xffff;
const IN_TITLE = 16;

/** Longest paper, in words, whose norm is kept ready; few are longer. */
const LONGEST = 512;

/** Lengths of papers, with the norm of each length up to LONGEST. */
export interface Norms extends FieldLengths {
  readonly norms: Float64Array;
}

/** Lengths with their norms. */
export function normsOf(lengths: FieldLengths): Norms {
  const norms = new Float64Array(LONGEST + 1);
  for (let length = 0; length <= LONGEST; length++) norms[length] = lengthNorm(length, lengths.mean);
  return { ...lengths, norms };
}

/**
 * Adds up a word's occurrences in all papers of a segment.
 * @param gathered of the segment's papers alone: what a damaged file says of others is lost
 */
export function scanDense({ starts, docs, counts }: TextPostings, word: number, gathered: Uint32Array): void {
  const end = starts[word + 1] ?? 0;
  for (let i = starts[word] ?? 0; i < end; i++) {
    const doc = docs[i] ?? 0;
    gathered[doc] = (gathered[doc] ?? 0) + (WIDENED[counts[i] ?? 0] ?? 0);
  }
}

/** The same for a word in few papers, each of which is noted when it is first met; returns how many there are by now. */
export function addSparsePostings(
  { starts, docs, counts }: TextPostings,
  word: number,
  { base, deletedDocs }: OffsetSegment,
  gathered: Uint32Array,
  found: Uint32Array,
  before: number,
): number {
  let next = before;
  const end = starts[word + 1] ?? 0;
  for (let i = starts[word] ?? 0; i < end; i++) {
    const doc = docs[i] ?? 0;
    if (deletedDocs?.[doc] === 1 || doc >= gathered.length) continue;
    const old = gathered[doc] ?? 0;
    if (old === 0) found[next++] = base + doc;
    gathered[doc] = old + (WIDENED[counts[i] ?? 0] ?? 0);
  }
  return next;
}

/** Notes the living papers of a shard for which anything was gathered; returns how many there are by now. */
export function scanCollected(
  { base, deletedDocs }: OffsetSegment,
  gathered: Uint32Array,
  found: Uint32Array,
  before: number,
): number {
  let next = before;
  for (let doc = 0; doc < gathered.length; doc++) {
    if (gathered[doc] === 0) continue;
    if (deletedDocs?.[doc] === 1) gathered[doc] = 0;
    else found[next++] = base + doc;
  }
  return next;
}

/** Adds up a word's occurrences in a few papers, each looked up by itself; returns how many there are by now. */
export function lookUpDocs(
  { text, fingerprints }: Segment,
  word: number,
  base: number,
  only: Uint32Array,
  gathered: Uint32Array,
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
    gathered[doc] = WIDENED[counts[at] ?? 0] ?? 0;
  }
  return next;
}

/** Weighs what was gathered for some papers, adds it to a tally, and forgets it; returns how many the tally has. */
export function addScores(
  docs: Uint32Array,
  gathered: Uint32Array,
  rarity: number,
  { lengths, norms, mean }: Norms,
  { lengths: titleLengths, norms: titleNorms, mean: titleMean }: Norms,
  { factor, bits: marks, raise = false, title = 0, only }: ScanOptions,
  { scores, matchMask, docs: list, count }: ScoreAccumulator,
): number {
  const allowed = only?.matchMask;
  let listed = count;
  for (let i = 0; i < docs.length; i++) {
    const doc = docs[i] ?? 0;
    const counts = gathered[doc] ?? 0;
    gathered[doc] = 0;
    if (allowed?.[doc] === 0) continue;
    const length = lengths[doc] ?? 0;
    let score = bm25Weight(rarity, counts & FREQUENCY, norms[length] ?? lengthNorm(length, mean));
    const before = matchMask[doc] ?? 0;
    if (before === 0) list[listed++] = doc;
    if (title > 0 && counts > FREQUENCY) {
      const titleLength = titleLengths[doc] ?? 0;
      const titleNorm = titleNorms[titleLength] ?? lengthNorm(titleLength, titleMean);
      score += title * bm25Weight(rarity, counts >>> IN_TITLE, titleNorm);
      matchMask[doc] = before | marks | TITLE_BIT;
    } else matchMask[doc] = before | marks;
    const value = factor * score;
    const old = scores[doc] ?? 0;
    if (!raise) scores[doc] = old + value;
    else if (value > old) scores[doc] = value;
  }
  return listed;
}

/** Clears what was gathered for some papers. */
export function clear(docs: Uint32Array, gathered: Uint32Array): void {
  for (let i = 0; i < docs.length; i++) gathered[docs[i] ?? 0] = 0;
}
