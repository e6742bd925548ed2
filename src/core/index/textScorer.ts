import { idf, norm, weight } from './bm25';
import { eachWordOfStem, type Corpus } from './corpus';
import { MOST_IN_ABSTRACT, frequencyOf, type Segment } from './segment';
import type { Tally } from './tally';

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
  /** Only papers with any bit here are scored. */
  readonly among?: Uint16Array | undefined;
}

/** Marks papers in a slot's tally whose title matches. */
export const TITLE_BIT = 4;

/** BM25 of words and stems in title and abstract, over all shards, as Lunr weighs the same words in one index. */
export class TextScorer {
  readonly #corpus: Corpus;
  readonly #stemNorms: Float64Array;
  readonly #wordNorms: Float64Array;
  readonly #titleNorms: Float64Array;
  /** How often the words at hand occur in each paper, and in its title; all 0 between two calls. */
  readonly #frequencies: Uint16Array;
  readonly #inTitle: Uint8Array;
  readonly #found: Uint32Array;

  constructor(corpus: Corpus) {
    this.#corpus = corpus;
    this.#stemNorms = norms(corpus, (segment) => segment.stemLengths);
    this.#wordNorms = norms(corpus, (segment) => segment.wordLengths);
    this.#titleNorms = norms(corpus, (segment) => segment.titleLengths);
    this.#frequencies = new Uint16Array(corpus.size);
    this.#inTitle = new Uint8Array(corpus.size);
    this.#found = new Uint32Array(corpus.size);
  }

  /** Scores the papers that hold any word of a stem; returns how many there are. */
  addStem(stem: string, into: Tally, adding: Adding): number {
    const found = this.#gatherStem(stem);
    this.#add(found, this.#stemNorms, into, adding);
    return found;
  }

  /** Scores the papers that hold any of some words, which count as one; returns how many there are. */
  addWords(words: readonly string[], into: Tally, adding: Adding): number {
    const found = this.#gatherWords(words);
    this.#add(found, this.#wordNorms, into, adding);
    return found;
  }

  /** Living papers with a stem. */
  stemCount(stem: string): number {
    const found = this.#gatherStem(stem);
    for (const doc of this.#found.subarray(0, found)) this.#forget(doc);
    return found;
  }

  /** Weight of a stem in one paper, by how often it occurs there. */
  stemWeight(stem: string, frequency: number, doc: number): number {
    return weight(idf(this.#corpus.count, this.stemCount(stem)), frequency, this.#stemNorms[doc] ?? 1);
  }

  #gatherStem(stem: string): number {
    let found = 0;
    for (const shard of this.#corpus.shards)
      eachWordOfStem(shard.segment, stem, (word) => {
        found = this.#gather(shard, word, found);
      });
    return found;
  }

  #gatherWords(words: readonly string[]): number {
    let found = 0;
    for (const shard of this.#corpus.shards) {
      for (const word of words) {
        const number = shard.segment.words.find(word);
        if (number >= 0) found = this.#gather(shard, number, found);
      }
    }
    return found;
  }

  /** Adds one word's occurrences to the frequencies at hand; returns how many papers have any by now. */
  #gather({ segment, base, dead }: Corpus['shards'][number], word: number, found: number): number {
    const { starts, docs, counts } = segment.text;
    const frequencies = this.#frequencies;
    const inTitle = this.#inTitle;
    const all = this.#found;
    const end = starts[word + 1] ?? 0;
    let next = found;
    for (let i = starts[word] ?? 0; i < end; i++) {
      const local = docs[i] ?? 0;
      if (dead?.[local] === 1) continue;
      const doc = base + local;
      const packed = counts[i] ?? 0;
      const before = frequencies[doc] ?? 0;
      if (before === 0) all[next++] = doc;
      frequencies[doc] = before + frequencyOf(packed);
      if (packed > MOST_IN_ABSTRACT) inTitle[doc] = (inTitle[doc] ?? 0) + (packed >> 5);
    }
    return next;
  }

  /** The innermost loop of a keystroke, so it works on local names and clears as it goes. */
  #add(found: number, norms: Float64Array, into: Tally, adding: Adding): void {
    const { factor, bits, raise = false, title = 0, among } = adding;
    const rarity = idf(this.#corpus.count, found);
    const docs = this.#found;
    const frequencies = this.#frequencies;
    const inTitle = this.#inTitle;
    const titleNorms = this.#titleNorms;
    for (let i = 0; i < found; i++) {
      const doc = docs[i] ?? 0;
      const frequency = frequencies[doc] ?? 0;
      const titled = inTitle[doc] ?? 0;
      frequencies[doc] = 0;
      inTitle[doc] = 0;
      if (among?.[doc] === 0) continue;
      let score = weight(rarity, frequency, norms[doc] ?? 0);
      let marks = bits;
      if (title > 0 && titled > 0) {
        score += title * weight(rarity, titled, titleNorms[doc] ?? 0);
        marks |= TITLE_BIT;
      }
      if (raise) into.raise(doc, factor * score, marks);
      else into.add(doc, factor * score, marks);
    }
  }

  #forget(doc: number): void {
    this.#frequencies[doc] = 0;
    this.#inTitle[doc] = 0;
  }
}

function norms(corpus: Corpus, lengthsOf: (segment: Segment) => Uint32Array): Float64Array {
  const { values, mean } = corpus.perPaper(lengthsOf);
  return values.map((length) => norm(length, mean));
}
