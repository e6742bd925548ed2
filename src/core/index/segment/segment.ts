import type { LazyPages } from './lazyPages';
import type { TermDictionary } from './termDictionary';

/** Where a word occurs: the papers of word `i` are `docs[starts[i]..starts[i + 1]]`, ascending. */
export interface Postings {
  readonly starts: Uint32Array;
  readonly docs: Uint16Array;
}

/** Postings of title and abstract, with how often: `packCounts(title, abstract)`. */
export interface TextPostings extends Postings {
  readonly counts: Uint8Array;
}

/** Papers by the first word of their title: words ascending, with the paper of each. Papers without a title are left out. */
export interface TitlePrefixes {
  readonly words: Uint32Array;
  readonly docs: Uint16Array;
}

/** Papers whose words are indexed together; never changed once built, and flat, so that it moves between threads. */
export interface Segment {
  /** Paper ids in the segment's order (not sorted). */
  readonly ids: TermDictionary;
  /** Sums of the three lengths, as `packTotals` packs them, so that a start needn't look at each paper. */
  readonly totals: Uint32Array;
  /** What tells that a paper is as it was indexed. */
  readonly fingerprints: Uint32Array;
  readonly titleHashes: Uint32Array;
  /** Words of title (counted TITLE_WEIGHT times) and abstract: without stop words, and all of them. */
  readonly stemLengths: Uint32Array;
  readonly wordLengths: Uint32Array;
  /** Words of the title alone. */
  readonly titleLengths: Uint32Array;
  readonly words: TermDictionary;
  readonly stems: TermDictionary;
  /** Stem of each word; NO_STEM for a stop word. */
  readonly stemOfWord: Uint32Array;
  /** Words of stem `i`: `stemWords[stemStarts[i]..stemStarts[i + 1]]`. */
  readonly stemStarts: Uint32Array;
  readonly stemWords: Uint32Array;
  readonly text: TextPostings;
  readonly authors: Postings;
  readonly repositories: Postings;
  readonly titlePrefixes: TitlePrefixes;
  /** Each paper's sequence of words and marks as codes of 7 bits a byte, frequent words in one byte. */
  readonly sequenceStarts: Uint32Array;
  readonly sequences: Uint8Array;
  readonly codeOfWord: Uint32Array;
  readonly wordOfCode: Uint32Array;
  /** Asked before sequences are read; undefined where all of them are there. */
  readonly pages?: LazyPages;
}

export const NO_STEM = 0xffffffff;
/** A word of the title counts as this many words of the abstract. */
export const TITLE_WEIGHT = 3;
/** Papers of one segment; their numbers fit 16 bits. */
export const MAX_SEGMENT_DOCS = 65_536;

/** Repetitions that count, in a title and in an abstract; more are left out, of the length as well. */
export const MAX_TITLE_COUNT = 7;
export const MAX_ABSTRACT_COUNT = 31;

/** Sums of what is counted of all papers' lengths. */
export interface Totals {
  readonly stemLengths: number;
  readonly wordLengths: number;
  readonly titleLengths: number;
}

/** Numbers of 32 bits that packed totals take. */
export const TOTALS_LENGTH = 6;

/** Sums as 64-bit floating-point numbers in pairs of 32 bits, which a file holds at any multiple of four bytes. */
export function packTotals({ stemLengths, wordLengths, titleLengths }: Totals): Uint32Array {
  return new Uint32Array(Float64Array.of(stemLengths, wordLengths, titleLengths).buffer);
}

/** Totals of `TOTALS_LENGTH` packed numbers. */
export function unpackTotals(packed: Uint32Array): Totals {
  const [stemLengths = 0, wordLengths = 0, titleLengths = 0] = new Float64Array(packed.slice().buffer);
  return { stemLengths, wordLengths, titleLengths };
}

/** Both counts in one byte. */
export function packCounts(title: number, abstract: number): number {
  return (title << 5) | abstract;
}

/** Frequency of a word as it is ranked: the title's words count more. */
export function weightedFrequency(counts: number): number {
  return TITLE_WEIGHT * (counts >> 5) + (counts & MAX_ABSTRACT_COUNT);
}

/** How often a word is in a title. */
export function titleCount(counts: number): number {
  return counts >> 5;
}
