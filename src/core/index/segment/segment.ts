import type { LazyPages } from './lazyPages';
import type { TermDictionary } from './termDictionary';
import { TITLE_WEIGHT } from './titleWeight';

/** Postings: the documents of word `i` are `docs[starts[i]..starts[i + 1]]`, ascending. */
export interface Postings {
  readonly starts: Uint32Array;
  readonly docs: Uint16Array;
}

/** Postings with term frequencies, as `packCounts(title, abstract)`. */
export interface TextPostings extends Postings {
  readonly counts: Uint8Array;
}

/** Documents by the first word of their title, words ascending, without untitled ones. */
export interface TitlePrefixes {
  readonly words: Uint32Array;
  readonly docs: Uint16Array;
}

/** The index of up to MAX_SEGMENT_DOCS papers: immutable flat arrays that threads can share. */
export interface Segment {
  /** Paper ids in the segment's order (not sorted). */
  readonly ids: TermDictionary;
  /** Packed by `packTotals`, so that the start need not add up lengths. */
  readonly totals: Uint32Array;
  /** See `fingerprintOf`. */
  readonly fingerprints: Uint32Array;
  readonly titleHashes: Uint32Array;
  /** Number of words in title (times TITLE_WEIGHT) and abstract: without stop words, and with them. */
  readonly stemLengths: Uint32Array;
  readonly wordLengths: Uint32Array;
  /** Excludes stop words. */
  readonly titleLengths: Uint32Array;
  readonly words: TermDictionary;
  readonly stems: TermDictionary;
  /** NO_STEM for a stop word. */
  readonly stemOfWord: Uint32Array;
  /** Words of stem `i`: `stemWords[stemStarts[i]..stemStarts[i + 1]]`. */
  readonly stemStarts: Uint32Array;
  readonly stemWords: Uint32Array;
  readonly text: TextPostings;
  readonly authors: Postings;
  readonly repositories: Postings;
  readonly titlePrefixes: TitlePrefixes;
  /** See `ForwardIndex`. */
  readonly sequenceStarts: Uint32Array;
  readonly sequences: Uint8Array;
  readonly codeOfWord: Uint32Array;
  readonly wordOfCode: Uint32Array;
  /** Loads parts of `sequences` on demand; undefined if all are in memory. */
  readonly pages?: LazyPages;
}

export const NO_STEM = 0xffffffff;
/** Document numbers fit 16 bits. */
export const MAX_SEGMENT_DOCS = 65_536;

/** Maximum term frequencies in `packCounts`. Further occurrences are ignored. */
export const MAX_TITLE_COUNT = 7;
export const MAX_ABSTRACT_COUNT = 31;

/** Sums of all documents, in words. */
export interface Totals {
  readonly stemLengths: number;
  readonly wordLengths: number;
  readonly titleLengths: number;
}

export const TOTALS_LENGTH = 6;

/** Packs 64-bit floats as pairs of 32 bits, which need no alignment to eight bytes in a file. */
export function packTotals({ stemLengths, wordLengths, titleLengths }: Totals): Uint32Array {
  return new Uint32Array(Float64Array.of(stemLengths, wordLengths, titleLengths).buffer);
}

/** Unpacks the result of `packTotals`. */
export function unpackTotals(packed: Uint32Array): Totals {
  const [stemLengths = 0, wordLengths = 0, titleLengths = 0] = new Float64Array(packed.slice().buffer);
  return { stemLengths, wordLengths, titleLengths };
}

/** Packs term frequencies in a byte: 3 bits for the title, 5 for the abstract. */
export function packCounts(title: number, abstract: number): number {
  return (title << 5) | abstract;
}

/** Returns the term frequency for scoring: title occurrences count TITLE_WEIGHT times. */
export function weightedFrequency(counts: number): number {
  return TITLE_WEIGHT * (counts >> 5) + (counts & MAX_ABSTRACT_COUNT);
}

/** Returns the term frequency in the title. */
export function titleCount(counts: number): number {
  return counts >> 5;
}
