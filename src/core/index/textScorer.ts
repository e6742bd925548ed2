import { idf, norm, weight } from './bm25';
import { numbersOf, wordsOfStem, type Corpus, type Lengths, type PlacedShard } from './corpus';
import { countInTitle, frequencyOf, type Segment, type TextPostings } from './segment';
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

/** Words with more postings than one for so many papers of a shard are looked for in all of its papers. */
const OFTEN = 4;

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
interface Norms extends Lengths {
  readonly norms: Float64Array;
}

/** BM25 of words and stems in title and abstract, over all shards, as Lunr weighs the same words in one index. */
export class TextScorer {
  readonly #corpus: Corpus;
  readonly #stems: Norms;
  readonly #words: Norms;
  readonly #titles: Norms;
  /** How often the words at hand occur in each paper, as in WIDENED; all 0 between two calls. */
  readonly #gathered: Uint32Array;
  readonly #found: Uint32Array;
  /** Papers with a stem, of the stems that are in many. */
  readonly #manyOf = new Map<string, number>();

  constructor(corpus: Corpus) {
    this.#corpus = corpus;
    this.#stems = withNorms(corpus.lengths((segment) => segment.stemLengths));
    this.#words = withNorms(corpus.lengths((segment) => segment.wordLengths));
    this.#titles = withNorms(corpus.lengths((segment) => segment.titleLengths));
    this.#gathered = new Uint32Array(corpus.size);
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
    for (const shard of this.#corpus.shards) {
      const { segment, base, dead } = shard;
      const { starts } = segment.text;
      const words = wordsIn(segment);
      let postings = 0;
      for (const word of words) postings += (starts[word + 1] ?? 0) - (starts[word] ?? 0);
      // Where they are in many papers, to note each when it is first met takes longer than to look through all.
      if (postings * OFTEN > segment.fingerprints.length) {
        for (const word of words) addPostings(segment.text, word, base, this.#gathered);
        found = findGathered(this.#gathered, shard, this.#found, found);
      } else
        for (const word of words)
          found = addRarePostings(segment.text, word, base, dead, this.#gathered, this.#found, found);
    }
    return found;
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
        this.#found[found++] = doc;
        this.#gathered[doc] = WIDENED[counts[low] ?? 0] ?? 0;
      }
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

function withNorms(lengths: Lengths): Norms {
  const norms = new Float64Array(LONGEST + 1);
  for (let length = 0; length <= LONGEST; length++) norms[length] = norm(length, lengths.mean);
  return { ...lengths, norms };
}

// The innermost loops of a keystroke. Each is a function that does nothing after it: V8 compiles a loop while it runs for
// the first time, and gives that up again and again where something follows that it has not seen run.

function addPostings(
  { starts, docs, counts }: TextPostings,
  word: number,
  base: number,
  gathered: Uint32Array,
): void {
  const end = starts[word + 1] ?? 0;
  for (let i = starts[word] ?? 0; i < end; i++) {
    const doc = base + (docs[i] ?? 0);
    gathered[doc] = (gathered[doc] ?? 0) + (WIDENED[counts[i] ?? 0] ?? 0);
  }
}

function addRarePostings(
  { starts, docs, counts }: TextPostings,
  word: number,
  base: number,
  dead: Uint8Array | undefined,
  gathered: Uint32Array,
  found: Uint32Array,
  before: number,
): number {
  let next = before;
  const end = starts[word + 1] ?? 0;
  for (let i = starts[word] ?? 0; i < end; i++) {
    const local = docs[i] ?? 0;
    if (dead?.[local] === 1) continue;
    const doc = base + local;
    const old = gathered[doc] ?? 0;
    if (old === 0) found[next++] = doc;
    gathered[doc] = old + (WIDENED[counts[i] ?? 0] ?? 0);
  }
  return next;
}

/** Notes the living papers of a shard for which anything was gathered. */
function findGathered(
  gathered: Uint32Array,
  { base, dead, segment }: PlacedShard,
  found: Uint32Array,
  before: number,
): number {
  let next = before;
  const end = base + segment.fingerprints.length;
  for (let doc = base; doc < end; doc++) {
    if (gathered[doc] === 0) continue;
    if (dead?.[doc - base] === 1) gathered[doc] = 0;
    else found[next++] = doc;
  }
  return next;
}

/** Weighs what was gathered for some papers, adds it to a tally, and forgets it; returns how many the tally has. */
function addWeights(
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

function forget(docs: Uint32Array, gathered: Uint32Array): void {
  for (let i = 0; i < docs.length; i++) gathered[docs[i] ?? 0] = 0;
}
