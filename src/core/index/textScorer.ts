import { idf, norm, weight } from './bm25';
import { eachWordOfStem, type Corpus, type Lengths } from './corpus';
import { MOST_IN_ABSTRACT, frequencyOf } from './segment';
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
  /** Only papers in this tally are scored. */
  readonly among?: Tally | undefined;
  /** None are scored where there are more papers than this. */
  readonly most?: number;
}

/** A stem in more papers than this is counted once: there are a few hundred of them in 50,000 papers. */
const MANY = 1000;

/** Papers of which each is looked up in a word's list sooner than that is read to its end, of lists so many times longer. */
const LOOK_UP = 16;

/** Marks papers in a slot's tally whose title matches. */
export const TITLE_BIT = 4;

/** BM25 of words and stems in title and abstract, over all shards, as Lunr weighs the same words in one index. */
export class TextScorer {
  readonly #corpus: Corpus;
  readonly #stemLengths: Lengths;
  readonly #wordLengths: Lengths;
  readonly #titleLengths: Lengths;
  /** How often the words at hand occur in each paper, and in its title; all 0 between two calls. */
  readonly #frequencies: Uint16Array;
  readonly #inTitle: Uint8Array;
  readonly #found: Uint32Array;
  /** Papers with a stem, of the stems that are in many. */
  readonly #manyOf = new Map<string, number>();

  constructor(corpus: Corpus) {
    this.#corpus = corpus;
    this.#stemLengths = corpus.lengths((segment) => segment.stemLengths);
    this.#wordLengths = corpus.lengths((segment) => segment.wordLengths);
    this.#titleLengths = corpus.lengths((segment) => segment.titleLengths);
    this.#frequencies = new Uint16Array(corpus.size);
    this.#inTitle = new Uint8Array(corpus.size);
    this.#found = new Uint32Array(corpus.size);
  }

  /** Scores the papers that hold any word of a stem; returns how many there are. */
  addStem(stem: string, into: Tally, adding: Adding): number {
    if (adding.most !== undefined) {
      const known = this.#manyOf.get(stem);
      if (known !== undefined && known > adding.most) return known;
    }
    const found = this.#gatherStem(stem);
    if (found > (adding.most ?? Infinity)) this.#forgetAll(stem, found);
    else this.#add(found, this.#stemLengths, into, adding);
    return found;
  }

  /** Scores the papers that hold any of some words, which count as one; returns how many there are. */
  addWords(words: readonly string[], into: Tally, adding: Adding): number {
    const { among } = adding;
    const [word] = words;
    if (among !== undefined && word !== undefined && words.length === 1) {
      const count = this.#corpus.wordCount(word);
      if (among.touched.length * LOOK_UP < count) {
        this.#add(this.#gatherAmong(word, among.touched), this.#wordLengths, into, adding, count);
        return count;
      }
    }
    const found = this.#gatherWords(words);
    this.#add(found, this.#wordLengths, into, adding);
    return found;
  }

  /** Living papers with a stem. */
  stemCount(stem: string): number {
    const known = this.#manyOf.get(stem);
    if (known !== undefined) return known;
    const found = this.#gatherStem(stem);
    this.#forgetAll(stem, found);
    return found;
  }

  /** Rarity of a stem; 0 when no paper holds it. */
  rarity(stem: string): number {
    const count = this.stemCount(stem);
    return count === 0 ? 0 : idf(this.#corpus.count, count);
  }

  /** Weight of a stem in one paper, by how often it occurs there. */
  stemWeight(stem: string, frequency: number, doc: number): number {
    const { values, mean } = this.#stemLengths;
    const rarity = idf(this.#corpus.count, this.stemCount(stem));
    return weight(rarity, frequency, norm(values[doc] ?? 0, mean));
  }

  /**
   * How much a paper is about a stem, apart from how rare the stem is: what `addStem` multiplies its rarity by.
   * @param frequency in title and abstract, as it is ranked
   * @param title weight of the title alone, on top
   */
  strength(frequency: number, inTitle: number, doc: number, title: number): number {
    const [all, titles] = [this.#stemLengths, this.#titleLengths];
    const whole = weight(1, frequency, norm(all.values[doc] ?? 0, all.mean));
    if (inTitle === 0) return whole;
    return whole + title * weight(1, inTitle, norm(titles.values[doc] ?? 0, titles.mean));
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

  /** Adds a frequent word's occurrences in a few papers to the frequencies at hand; returns how many have any. */
  #gatherAmong(word: string, among: Uint32Array): number {
    let found = 0;
    for (const { segment, base } of this.#corpus.shards) {
      const number = segment.words.find(word);
      if (number < 0) continue;
      const { starts, docs, counts } = segment.text;
      const [start, end] = [starts[number] ?? 0, starts[number + 1] ?? 0];
      const size = segment.fingerprints.length;
      for (const doc of among) {
        const local = doc - base;
        if (local < 0 || local >= size) continue;
        let low = start;
        let high = end;
        while (low < high) {
          const middle = (low + high) >>> 1;
          if ((docs[middle] ?? 0) < local) low = middle + 1;
          else high = middle;
        }
        if (low === end || docs[low] !== local) continue;
        const packed = counts[low] ?? 0;
        this.#found[found++] = doc;
        this.#frequencies[doc] = frequencyOf(packed);
        this.#inTitle[doc] = packed >> 5;
      }
    }
    return found;
  }

  /**
   * The innermost loop of a keystroke, so it works on local names and clears as it goes.
   * @param count papers that hold the words, where not all of them were gathered
   */
  #add(
    found: number,
    { values: lengths, mean }: Lengths,
    into: Tally,
    adding: Adding,
    count: number = found,
  ): void {
    const { factor, bits, raise = false, title = 0 } = adding;
    const among = adding.among?.bits;
    const rarity = idf(this.#corpus.count, count);
    const docs = this.#found;
    const frequencies = this.#frequencies;
    const inTitle = this.#inTitle;
    const { values: titleLengths, mean: titleMean } = this.#titleLengths;
    for (let i = 0; i < found; i++) {
      const doc = docs[i] ?? 0;
      const frequency = frequencies[doc] ?? 0;
      const titled = inTitle[doc] ?? 0;
      frequencies[doc] = 0;
      inTitle[doc] = 0;
      if (among?.[doc] === 0) continue;
      let score = weight(rarity, frequency, norm(lengths[doc] ?? 0, mean));
      let marks = bits;
      if (title > 0 && titled > 0) {
        score += title * weight(rarity, titled, norm(titleLengths[doc] ?? 0, titleMean));
        marks |= TITLE_BIT;
      }
      if (raise) into.raise(doc, factor * score, marks);
      else into.add(doc, factor * score, marks);
    }
  }

  /** Clears what was gathered for a stem, and keeps its count where it would take long to count again. */
  #forgetAll(stem: string, found: number): void {
    for (const doc of this.#found.subarray(0, found)) {
      this.#frequencies[doc] = 0;
      this.#inTitle[doc] = 0;
    }
    if (found > MANY) this.#manyOf.set(stem, found);
  }
}
