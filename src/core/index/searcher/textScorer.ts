import { idf, norm, weight } from '../read/bm25';
import { numbersOf, wordsOfStem, type Corpus } from '../read/indexReader';
import {
  addPostings,
  addRarePostings,
  addWeights,
  findGathered,
  forget,
  lookUp,
  withNorms,
  type Adding,
  type Norms,
} from '../read/postingsScan';
import type { Segment } from '../segment/segment';
import type { Tally } from '../read/accumulator';

/** A stem in more papers than this is counted once: there are a few hundred of them in 50,000 papers. */
const MANY = 1000;

/** Papers of which each is looked up in a word's list sooner than that is read to its end, of lists so many times longer. */
const LOOK_UP = 16;

/** Words with more postings than one for so many papers of a shard are looked for in all of its papers. */
const OFTEN = 4;

/** BM25 of words and stems in title and abstract, over all shards, as Lunr weighs the same words in one index. */
export class TextScorer {
  readonly #corpus: Corpus;
  readonly #stems: Norms;
  readonly #words: Norms;
  readonly #titles: Norms;
  /** How often the words at hand occur in each paper, as posting loops add them up; all 0 between two calls. */
  readonly #gathered: Uint32Array;
  /** The same of each shard, by its place. */
  readonly #gatheredOf: readonly Uint32Array[];
  readonly #found: Uint32Array;
  /** Papers with a stem, of the stems that are in many. */
  readonly #manyOf = new Map<string, number>();

  constructor(corpus: Corpus) {
    this.#corpus = corpus;
    this.#stems = withNorms(corpus.lengths('stemLengths'));
    this.#words = withNorms(corpus.lengths('wordLengths'));
    this.#titles = withNorms(corpus.lengths('titleLengths'));
    const gathered = new Uint32Array(corpus.size);
    this.#gathered = gathered;
    this.#gatheredOf = corpus.shards.map(({ base, papers }) => gathered.subarray(base, base + papers.length));
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
    else this.#add(found, this.#stems, into, adding);
    return found;
  }

  /** Scores the papers that hold any of some words, which count as one; returns how many there are. */
  addWords(words: readonly string[], into: Tally, adding: Adding): number {
    const { among } = adding;
    const [word] = words;
    if (among !== undefined && word !== undefined && words.length === 1) {
      const count = this.#corpus.wordCount(word);
      if (among.touched.length * LOOK_UP < count) {
        this.#add(this.#gatherAmong(word, among.touched), this.#words, into, adding, count);
        return count;
      }
    }
    const found = this.#gatherWords(words);
    this.#add(found, this.#words, into, adding);
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
    const { values, mean } = this.#stems;
    const rarity = idf(this.#corpus.count, this.stemCount(stem));
    return weight(rarity, frequency, norm(values[doc] ?? 0, mean));
  }

  /**
   * How much a paper is about a stem, apart from how rare the stem is: what `addStem` multiplies its rarity by.
   * @param frequency in title and abstract, as it is ranked
   * @param title weight of the title alone, on top
   */
  strength(frequency: number, inTitle: number, doc: number, title: number): number {
    const [all, titles] = [this.#stems, this.#titles];
    const whole = weight(1, frequency, norm(all.values[doc] ?? 0, all.mean));
    if (inTitle === 0) return whole;
    return whole + title * weight(1, inTitle, norm(titles.values[doc] ?? 0, titles.mean));
  }

  #gatherStem(stem: string): number {
    return this.#gather((segment) => wordsOfStem(segment, stem));
  }

  #gatherWords(words: readonly string[]): number {
    return this.#gather((segment) => numbersOf(segment, words));
  }

  /** Adds up the occurrences of some words, by their numbers in each shard; returns how many papers have any. */
  #gather(wordsIn: (segment: Segment) => Uint32Array): number {
    let found = 0;
    for (const [place, shard] of this.#corpus.shards.entries()) {
      const { segment } = shard;
      const { starts } = segment.text;
      const own = this.#gatheredOf[place] ?? NONE;
      const words = wordsIn(segment);
      let postings = 0;
      for (const word of words) postings += (starts[word + 1] ?? 0) - (starts[word] ?? 0);
      // Where they are in many papers, to note each when it is first met takes longer than to look through all.
      if (postings * OFTEN > segment.fingerprints.length) {
        for (const word of words) addPostings(segment.text, word, own);
        found = findGathered(shard, own, this.#found, found);
      } else
        for (const word of words) found = addRarePostings(segment.text, word, shard, own, this.#found, found);
    }
    return found;
  }

  /** Adds a frequent word's occurrences in a few papers to the frequencies at hand; returns how many have any. */
  #gatherAmong(word: string, among: Uint32Array): number {
    let found = 0;
    for (const { segment, base } of this.#corpus.shards) {
      const number = segment.words.find(word);
      if (number < 0) continue;
      found = lookUp(segment, number, base, among, this.#gathered, this.#found, found);
    }
    return found;
  }

  /** @param count papers that hold the words, where not all of them were gathered */
  #add(found: number, lengths: Norms, into: Tally, adding: Adding, count: number = found): void {
    const rarity = idf(this.#corpus.count, count);
    const docs = this.#found.subarray(0, found);
    into.count = addWeights(docs, this.#gathered, rarity, lengths, this.#titles, adding, into);
  }

  /** Clears what was gathered for a stem, and keeps its count where it would take long to count again. */
  #forgetAll(stem: string, found: number): void {
    forget(this.#found.subarray(0, found), this.#gathered);
    if (found > MANY) this.#manyOf.set(stem, found);
  }
}

const NONE = new Uint32Array();
