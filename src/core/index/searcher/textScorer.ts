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

/** A stem in more papers than this is counted once: there are a few hundred of them in 50,000 papers. */
const MIN_CACHED_DOC_FREQ = 1000;

/** Papers of which each is looked up in a word's list sooner than that is read to its end, of lists so many times longer. */
const LOOKUP_RATIO = 16;

/** Words with more postings than one for so many papers of a shard are looked for in all of its papers. */
const DENSE_RATIO = 4;

/** BM25 of words and stems in title and abstract, over all shards, as Lunr weighs the same words in one index. */
export class TextScorer {
  readonly #index: IndexReader;
  readonly #stems: Norms;
  readonly #words: Norms;
  readonly #titles: Norms;
  /** How often the words at hand occur in each paper, as posting loops add them up; all 0 between two calls. */
  readonly #frequencies: Uint32Array;
  /** The same of each shard, by its place. */
  readonly #segmentFrequencies: readonly Uint32Array[];
  readonly #found: Uint32Array;
  /** Papers with a stem, of the stems that are in many. */
  readonly #docFreqCache = new Map<string, number>();

  constructor(index: IndexReader) {
    this.#index = index;
    this.#stems = normsOf(index.lengths('stemLengths'));
    this.#words = normsOf(index.lengths('wordLengths'));
    this.#titles = normsOf(index.lengths('titleLengths'));
    const gathered = new Uint32Array(index.maxDoc);
    this.#frequencies = gathered;
    this.#segmentFrequencies = index.segments.map(({ base, papers }) =>
      gathered.subarray(base, base + papers.length),
    );
    this.#found = new Uint32Array(index.maxDoc);
  }

  /** Scores the papers that hold any word of a stem; returns how many there are. */
  addStem(stem: string, into: ScoreAccumulator, adding: ScanOptions): number {
    if (adding.maxDocs !== undefined) {
      const known = this.#docFreqCache.get(stem);
      if (known !== undefined && known > adding.maxDocs) return known;
    }
    const found = this.#collectStem(stem);
    if (found > (adding.maxDocs ?? Infinity)) this.#discard(stem, found);
    else this.#add(found, this.#stems, into, adding);
    return found;
  }

  /** Scores the papers that hold any of some words, which count as one; returns how many there are. */
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

  /** Living papers with a stem. */
  stemCount(stem: string): number {
    const known = this.#docFreqCache.get(stem);
    if (known !== undefined) return known;
    const found = this.#collectStem(stem);
    this.#discard(stem, found);
    return found;
  }

  /** Rarity of a stem; 0 when no paper holds it. */
  idfOf(stem: string): number {
    const count = this.stemCount(stem);
    return count === 0 ? 0 : idf(this.#index.liveCount, count);
  }

  /** Weight of a stem in one paper, by how often it occurs there. */
  stemWeight(stem: string, frequency: number, doc: number): number {
    const { lengths, mean } = this.#stems;
    const rarity = idf(this.#index.liveCount, this.stemCount(stem));
    return bm25Weight(rarity, frequency, lengthNorm(lengths[doc] ?? 0, mean));
  }

  /**
   * How much a paper is about a stem, apart from how rare the stem is: what `addStem` multiplies its rarity by.
   * @param frequency in title and abstract, as it is ranked
   * @param title weight of the title alone, on top
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

  /** Adds up the occurrences of some words, by their numbers in each shard; returns how many papers have any. */
  #collect(wordsIn: (segment: Segment) => Uint32Array): number {
    let found = 0;
    for (const [place, reader] of this.#index.segments.entries()) {
      const { segment } = reader;
      const { starts } = segment.text;
      const own = this.#segmentFrequencies[place] ?? NONE;
      const words = wordsIn(segment);
      let postings = 0;
      for (const word of words) postings += (starts[word + 1] ?? 0) - (starts[word] ?? 0);
      // Where they are in many papers, to note each when it is first met takes longer than to look through all.
      if (postings * DENSE_RATIO > segment.fingerprints.length) {
        for (const word of words) scanDense(segment.text, word, own);
        found = scanCollected(reader, own, this.#found, found);
      } else
        for (const word of words)
          found = addSparsePostings(segment.text, word, reader, own, this.#found, found);
    }
    return found;
  }

  /** Adds a frequent word's occurrences in a few papers to the frequencies at hand; returns how many have any. */
  #collectOnly(word: string, among: Uint32Array): number {
    let found = 0;
    for (const { segment, base } of this.#index.segments) {
      const number = segment.words.find(word);
      if (number < 0) continue;
      found = lookUpDocs(segment, number, base, among, this.#frequencies, this.#found, found);
    }
    return found;
  }

  /** @param count papers that hold the words, where not all of them were gathered */
  #add(
    found: number,
    lengths: Norms,
    into: ScoreAccumulator,
    adding: ScanOptions,
    count: number = found,
  ): void {
    const rarity = idf(this.#index.liveCount, count);
    const docs = this.#found.subarray(0, found);
    into.count = addScores(docs, this.#frequencies, rarity, lengths, this.#titles, adding, into);
  }

  /** Clears what was gathered for a stem, and keeps its count where it would take long to count again. */
  #discard(stem: string, found: number): void {
    clear(this.#found.subarray(0, found), this.#frequencies);
    if (found > MIN_CACHED_DOC_FREQ) this.#docFreqCache.set(stem, found);
  }
}

const NONE = new Uint32Array();
