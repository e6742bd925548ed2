import { idf, lengthNorm, bm25Weight } from '../read/bm25';
import { termIds, formIdsOfStem, type IndexReader } from '../read/indexReader';
import {
  scanDense,
  addSparsePostings,
  addScores,
  scanCollected,
  clear,
  lookUpDocs,
  normsOf,
  type ScanOptions,
  type Norms,
} from '../read/postingsScan';
import type { Segment } from '../segment/segment';
import type { ScoreAccumulator } from '../read/accumulator';

/** Counts of stems in more papers are cached: a few hundred stems of 50,000 papers. */
const MIN_CACHED_DOC_FREQ = 1000;

/** Candidates are looked up by binary search in a postings list that is this many times longer. */
const LOOKUP_RATIO = 16;

/** Terms with more postings than one per this many papers are summed by a scan of all papers. */
const DENSE_RATIO = 4;

/** Scores words and stems in title and abstract by Lunr's BM25 over all segments. */
export class TextScorer {
  readonly #index: IndexReader;
  readonly #stems: Norms;
  readonly #words: Norms;
  readonly #titles: Norms;
  /** Frequencies of the current terms by document id. All 0 between two calls. */
  readonly #frequencies: Uint32Array;
  readonly #segmentFrequencies: readonly Uint32Array[];
  readonly #found: Uint32Array;
  readonly #docFreqCache = new Map<string, number>();

  constructor(index: IndexReader) {
    this.#index = index;
    this.#stems = normsOf(index.lengths('stemLengths'));
    this.#words = normsOf(index.lengths('wordLengths'));
    this.#titles = normsOf(index.lengths('titleLengths'));
    const frequencies = new Uint32Array(index.maxDoc);
    this.#frequencies = frequencies;
    this.#segmentFrequencies = index.segments.map(({ base, papers }) =>
      frequencies.subarray(base, base + papers.length),
    );
    this.#found = new Uint32Array(index.maxDoc);
  }

  /** Scores the papers with any word of a stem. Returns their number. */
  addStem(stem: string, into: ScoreAccumulator, adding: ScanOptions): number {
    if (adding.maxDocs !== undefined) {
      const cached = this.#docFreqCache.get(stem);
      if (cached !== undefined && cached > adding.maxDocs) return cached;
    }
    const found = this.#collectStem(stem);
    if (found > (adding.maxDocs ?? Infinity)) this.#discard(stem, found);
    else this.#add(found, this.#stems, into, adding);
    return found;
  }

  /** Scores the papers with any of the words, which count as one. Returns their number. */
  addWords(words: readonly string[], into: ScoreAccumulator, adding: ScanOptions): number {
    const { only } = adding;
    const [word] = words;
    if (only !== undefined && word !== undefined && words.length === 1) {
      const count = this.#index.docFreq(word);
      if (only.matchedDocs.length * LOOKUP_RATIO < count) {
        this.#add(this.#collectOnly(word, only.matchedDocs), this.#words, into, adding, count);
        return count;
      }
    }
    const found = this.#collectWords(words);
    this.#add(found, this.#words, into, adding);
    return found;
  }

  /** Excludes deleted papers. */
  stemCount(stem: string): number {
    const cached = this.#docFreqCache.get(stem);
    if (cached !== undefined) return cached;
    const found = this.#collectStem(stem);
    this.#discard(stem, found);
    return found;
  }

  /** Returns 0 if no paper contains the stem. */
  idfOf(stem: string): number {
    const count = this.stemCount(stem);
    return count === 0 ? 0 : idf(this.#index.numDocs, count);
  }

  stemWeight(stem: string, frequency: number, doc: number): number {
    const { lengths, mean } = this.#stems;
    const termIdf = idf(this.#index.numDocs, this.stemCount(stem));
    return bm25Weight(termIdf, frequency, lengthNorm(lengths[doc] ?? 0, mean));
  }

  /**
   * Returns the saturated term frequency, which `addStem` multiplies by the idf.
   * @param frequency weighted frequency in title and abstract
   * @param title weight of the title, in addition to its part in the text
   */
  tfWeight(frequency: number, inTitle: number, doc: number, title: number): number {
    const [all, titles] = [this.#stems, this.#titles];
    const whole = bm25Weight(1, frequency, lengthNorm(all.lengths[doc] ?? 0, all.mean));
    if (inTitle === 0) return whole;
    return whole + title * bm25Weight(1, inTitle, lengthNorm(titles.lengths[doc] ?? 0, titles.mean));
  }

  #collectStem(stem: string): number {
    return this.#collect((segment) => formIdsOfStem(segment, stem));
  }

  #collectWords(words: readonly string[]): number {
    return this.#collect((segment) => termIds(segment, words));
  }

  /** Sums the frequencies of terms. Returns the number of papers with any of them. */
  #collect(wordsIn: (segment: Segment) => Uint32Array): number {
    let found = 0;
    for (const [place, reader] of this.#index.segments.entries()) {
      const { segment } = reader;
      const { starts } = segment.text;
      const own = this.#segmentFrequencies[place] ?? NO_FREQUENCIES;
      const words = wordsIn(segment);
      let postings = 0;
      for (const word of words) postings += (starts[word + 1] ?? 0) - (starts[word] ?? 0);
      // For frequent terms, a scan is faster than recording each paper at its first posting.
      if (postings * DENSE_RATIO > segment.fingerprints.length) {
        for (const word of words) scanDense(segment.text, word, own);
        found = scanCollected(reader, own, this.#found, found);
      } else
        for (const word of words)
          found = addSparsePostings(segment.text, word, reader, own, this.#found, found);
    }
    return found;
  }

  /** Like `#collectWords`, for a frequent word in a few papers. */
  #collectOnly(word: string, docs: Uint32Array): number {
    let found = 0;
    for (const { segment, base } of this.#index.segments) {
      const number = segment.words.find(word);
      if (number < 0) continue;
      found = lookUpDocs(segment, number, base, docs, this.#frequencies, this.#found, found);
    }
    return found;
  }

  /** @param count number of papers with the terms, if not all of them were collected */
  #add(
    found: number,
    lengths: Norms,
    into: ScoreAccumulator,
    adding: ScanOptions,
    count: number = found,
  ): void {
    const termIdf = idf(this.#index.numDocs, count);
    const docs = this.#found.subarray(0, found);
    into.count = addScores(docs, this.#frequencies, termIdf, lengths, this.#titles, adding, into);
  }

  /** Clears the frequencies of a stem, and caches its count if counting is slow. */
  #discard(stem: string, found: number): void {
    clear(this.#found.subarray(0, found), this.#frequencies);
    if (found > MIN_CACHED_DOC_FREQ) this.#docFreqCache.set(stem, found);
  }
}

const NO_FREQUENCIES = new Uint32Array();
