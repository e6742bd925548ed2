import { norm, weight } from './bm25';
import type { Lengths, PlacedShard } from './indexReader';
import { lowerBound } from './numeric';
import { countInTitle, frequencyOf, type Segment, type TextPostings } from '../segment/segment';
import type { Tally } from './accumulator';

// The innermost loops of a keystroke. Each is a function that does nothing after it: V8 compiles a loop while it runs for
// the first time, and gives that up again and again where something follows that it has not seen run. What they gather
// is a number for each paper, as in WIDENED.

/** How a scorer adds to a tally. */
export interface Adding {
  /** Multiplies each weight. */
  readonly factor: number;
  /** Marks the papers in the tally. */
  readonly bits: number;
  /** Raises a paper to the weight instead of adding it. */
  readonly raise?: boolean;
  /** Factor for the weight of the title alone, on top; papers whose title matches are marked with TITLE_BIT. */
  readonly title?: number;
  /** Only papers in this tally are scored. */
  readonly among?: Tally | undefined;
  /** None are scored where there are more papers than this. */
  readonly most?: number;
}

/** Marks papers in a slot's tally whose title matches. */
export const TITLE_BIT = 4;

/**
 * Both counts of a posting as they are added up, by its packed counts: the frequency in the low half, the title's count
 * in the high one. A few hundred words, each at most 52 times in a paper, don't carry over.
 */
const WIDENED = Uint32Array.from(
  { length: 256 },
  (_, packed) => frequencyOf(packed) | (countInTitle(packed) << 16),
);
const FREQUENCY = 0xffff;
const IN_TITLE = 16;

/** Longest paper, in words, whose norm is kept ready; few are longer. */
const LONGEST = 512;

/** Lengths of papers, with the norm of each length up to LONGEST. */
export interface Norms extends Lengths {
  readonly norms: Float64Array;
}

/** Lengths with their norms. */
export function withNorms(lengths: Lengths): Norms {
  const norms = new Float64Array(LONGEST + 1);
  for (let length = 0; length <= LONGEST; length++) norms[length] = norm(length, lengths.mean);
  return { ...lengths, norms };
}

/**
 * Adds up a word's occurrences in all papers of a segment.
 * @param gathered of the segment's papers alone: what a damaged file says of others is lost
 */
export function addPostings(
  { starts, docs, counts }: TextPostings,
  word: number,
  gathered: Uint32Array,
): void {
  const end = starts[word + 1] ?? 0;
  for (let i = starts[word] ?? 0; i < end; i++) {
    const doc = docs[i] ?? 0;
    gathered[doc] = (gathered[doc] ?? 0) + (WIDENED[counts[i] ?? 0] ?? 0);
  }
}

/** The same for a word in few papers, each of which is noted when it is first met; returns how many there are by now. */
export function addRarePostings(
  { starts, docs, counts }: TextPostings,
  word: number,
  { base, dead }: PlacedShard,
  gathered: Uint32Array,
  found: Uint32Array,
  before: number,
): number {
  let next = before;
  const end = starts[word + 1] ?? 0;
  for (let i = starts[word] ?? 0; i < end; i++) {
    const doc = docs[i] ?? 0;
    if (dead?.[doc] === 1 || doc >= gathered.length) continue;
    const old = gathered[doc] ?? 0;
    if (old === 0) found[next++] = base + doc;
    gathered[doc] = old + (WIDENED[counts[i] ?? 0] ?? 0);
  }
  return next;
}

/** Notes the living papers of a shard for which anything was gathered; returns how many there are by now. */
export function findGathered(
  { base, dead }: PlacedShard,
  gathered: Uint32Array,
  found: Uint32Array,
  before: number,
): number {
  let next = before;
  for (let doc = 0; doc < gathered.length; doc++) {
    if (gathered[doc] === 0) continue;
    if (dead?.[doc] === 1) gathered[doc] = 0;
    else found[next++] = base + doc;
  }
  return next;
}

/** Adds up a word's occurrences in a few papers, each looked up by itself; returns how many there are by now. */
export function lookUp(
  { text, fingerprints }: Segment,
  word: number,
  base: number,
  among: Uint32Array,
  gathered: Uint32Array,
  found: Uint32Array,
  before: number,
): number {
  const { starts, docs, counts } = text;
  const [start, end] = [starts[word] ?? 0, starts[word + 1] ?? 0];
  let next = before;
  for (let i = 0; i < among.length; i++) {
    const doc = among[i] ?? 0;
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
export function addWeights(
  docs: Uint32Array,
  gathered: Uint32Array,
  rarity: number,
  { values: lengths, norms, mean }: Norms,
  { values: titleLengths, norms: titleNorms, mean: titleMean }: Norms,
  { factor, bits: marks, raise = false, title = 0, among }: Adding,
  { values, bits, list, count }: Tally,
): number {
  const allowed = among?.bits;
  let listed = count;
  for (let i = 0; i < docs.length; i++) {
    const doc = docs[i] ?? 0;
    const counts = gathered[doc] ?? 0;
    gathered[doc] = 0;
    if (allowed?.[doc] === 0) continue;
    const length = lengths[doc] ?? 0;
    let score = weight(rarity, counts & FREQUENCY, norms[length] ?? norm(length, mean));
    const before = bits[doc] ?? 0;
    if (before === 0) list[listed++] = doc;
    if (title > 0 && counts > FREQUENCY) {
      const titleLength = titleLengths[doc] ?? 0;
      const titleNorm = titleNorms[titleLength] ?? norm(titleLength, titleMean);
      score += title * weight(rarity, counts >>> IN_TITLE, titleNorm);
      bits[doc] = before | marks | TITLE_BIT;
    } else bits[doc] = before | marks;
    const value = factor * score;
    const old = values[doc] ?? 0;
    if (!raise) values[doc] = old + value;
    else if (value > old) values[doc] = value;
  }
  return listed;
}

/** Clears what was gathered for some papers. */
export function forget(docs: Uint32Array, gathered: Uint32Array): void {
  for (let i = 0; i < docs.length; i++) gathered[docs[i] ?? 0] = 0;
}
