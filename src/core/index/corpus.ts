import type { Paper } from '../paper';
import { idf, norm, weight } from './bm25';
import { frequencyOf, type Segment } from './segment';
import { liveCount, type Shard } from './shard';
import { Tally } from './tally';

/** A shard at its place among all: its papers are numbered from `base` on. */
export interface PlacedShard extends Shard {
  readonly base: number;
}

/** The lists of a paper that hold words. */
export type ListName = 'text' | 'authors' | 'repositories';

/** All shards as one: papers by number, word counts over all of them, and BM25 of one word or stem. */
export class Corpus {
  readonly shards: readonly PlacedShard[];
  /** Numbers given out, dead ones included. */
  readonly size: number;
  /** Living papers. */
  readonly count: number;
  readonly #stemNorms: Float64Array;
  readonly #wordNorms: Float64Array;
  readonly #frequencies: Uint32Array;
  readonly #found: Uint32Array;
  readonly #spare: Tally[] = [];

  constructor(shards: readonly Shard[]) {
    let base = 0;
    let dead = 0;
    this.shards = shards.map((shard) => {
      const placed = { ...shard, base };
      base += shard.papers.length;
      for (const flag of shard.dead ?? []) dead += flag;
      return placed;
    });
    this.size = base;
    this.count = base - dead;
    this.#stemNorms = this.#norms((segment) => segment.stemLengths);
    this.#wordNorms = this.#norms((segment) => segment.wordLengths);
    this.#frequencies = new Uint32Array(base);
    this.#found = new Uint32Array(base);
  }

  #norms(lengthsOf: (segment: Segment) => Uint32Array): Float64Array {
    let total = 0;
    for (const { segment, dead } of this.shards) {
      const lengths = lengthsOf(segment);
      for (let doc = 0; doc < lengths.length; doc++) if (dead?.[doc] !== 1) total += lengths[doc] ?? 0;
    }
    const average = total / Math.max(1, this.count);
    const norms = new Float64Array(this.size);
    for (const { segment, base } of this.shards) {
      const lengths = lengthsOf(segment);
      for (let doc = 0; doc < lengths.length; doc++) norms[base + doc] = norm(lengths[doc] ?? 0, average);
    }
    return norms;
  }

  paper(doc: number): Paper | undefined {
    const shard = this.shardOf(doc);
    return shard?.papers[doc - shard.base];
  }

  /** Numbers of all living papers. */
  docs(): Uint32Array {
    const docs = new Uint32Array(this.count);
    let at = 0;
    for (const { papers, base } of this.shards)
      for (let doc = 0; doc < papers.length; doc++) if (papers[doc] !== undefined) docs[at++] = base + doc;
    return docs;
  }

  shardOf(doc: number): PlacedShard | undefined {
    return this.shards.findLast(({ base }) => base <= doc);
  }

  /** Borrows a tally as large as the corpus; hand it back with `giveBack`. */
  borrow(): Tally {
    return this.#spare.pop() ?? new Tally(this.size);
  }

  giveBack(tally: Tally): void {
    tally.clear();
    this.#spare.push(tally);
  }

  /** Living papers with a word in a list. */
  wordCount(word: string, list: ListName = 'text'): number {
    let count = 0;
    for (const shard of this.shards) {
      const number = shard.segment.words.find(word);
      if (number >= 0) count += liveCount(shard, shard.segment[list], number);
    }
    return count;
  }

  /** Living papers with a stem in their text. */
  stemCount(stem: string): number {
    let count = 0;
    const found = this.#found;
    const frequencies = this.#frequencies;
    for (const { segment, base, dead } of this.shards) {
      const number = segment.stems.find(stem);
      if (number < 0) continue;
      const { starts, docs } = segment.text;
      const end = segment.stemStarts[number + 1] ?? 0;
      for (let k = segment.stemStarts[number] ?? 0; k < end; k++) {
        const word = segment.stemWords[k] ?? 0;
        for (let i = starts[word] ?? 0; i < (starts[word + 1] ?? 0); i++) {
          const doc = base + (docs[i] ?? 0);
          if (dead?.[doc - base] === 1 || frequencies[doc] === 1) continue;
          frequencies[doc] = 1;
          found[count++] = doc;
        }
      }
    }
    for (let i = 0; i < count; i++) frequencies[found[i] ?? 0] = 0;
    return count;
  }

  /** Weight of a stem in a paper, as the index ranks it. */
  stemWeight(rarity: number, frequency: number, doc: number): number {
    return weight(rarity, frequency, this.#stemNorms[doc] ?? 1);
  }

  /** Gives each paper with a stem in its text the stem's weight times a factor. Returns how many there are. */
  addStem(stem: string, into: Tally, factor: number, bit: number): number {
    return this.#addText(this.#stemNorms, into, factor, bit, (segment, visit) => {
      const number = segment.stems.find(stem);
      if (number < 0) return;
      const end = segment.stemStarts[number + 1] ?? 0;
      for (let i = segment.stemStarts[number] ?? 0; i < end; i++) visit(segment.stemWords[i] ?? 0);
    });
  }

  /** Gives each paper with exactly this word in its text the word's weight times a factor. Returns how many there are. */
  addWord(word: string, into: Tally, factor: number, bit: number, raise = false): number {
    return this.#addText(
      this.#wordNorms,
      into,
      factor,
      bit,
      (segment, visit) => {
        const number = segment.words.find(word);
        if (number >= 0) visit(number);
      },
      raise,
    );
  }

  #addText(
    norms: Float64Array,
    into: Tally,
    factor: number,
    bit: number,
    wordsIn: (segment: Segment, visit: (word: number) => void) => void,
    raise = false,
  ): number {
    const frequencies = this.#frequencies;
    const found = this.#found;
    let count = 0;
    for (const { segment, base, dead } of this.shards) {
      const { starts, docs, counts } = segment.text;
      wordsIn(segment, (word) => {
        const end = starts[word + 1] ?? 0;
        for (let i = starts[word] ?? 0; i < end; i++) {
          const local = docs[i] ?? 0;
          if (dead?.[local] === 1) continue;
          const doc = base + local;
          const before = frequencies[doc] ?? 0;
          if (before === 0) found[count++] = doc;
          frequencies[doc] = before + frequencyOf(counts[i] ?? 0);
        }
      });
    }
    const rarity = idf(this.count, count);
    for (let i = 0; i < count; i++) {
      const doc = found[i] ?? 0;
      const score = factor * weight(rarity, frequencies[doc] ?? 0, norms[doc] ?? 0);
      frequencies[doc] = 0;
      if (raise) into.raise(doc, score, bit);
      else into.add(doc, score, bit);
    }
    return count;
  }

  /** Gives each paper with a word among its authors or repositories the word's rarity times a factor. */
  addName(word: string, list: 'authors' | 'repositories', into: Tally, factor: number, bit: number): number {
    const count = this.wordCount(word, list);
    if (count === 0) return 0;
    const score = factor * idf(this.count, count);
    this.eachWith(word, list, (doc) => into.raise(doc, score, bit));
    return count;
  }

  /** Calls back with each living paper that has a word in a list. */
  eachWith(word: string, list: ListName, visit: (doc: number, counts: number) => void): void {
    for (const { segment, base, dead } of this.shards) {
      const number = segment.words.find(word);
      if (number < 0) continue;
      const postings = segment[list];
      const counts = list === 'text' ? segment.text.counts : undefined;
      const end = postings.starts[number + 1] ?? 0;
      for (let i = postings.starts[number] ?? 0; i < end; i++) {
        const doc = postings.docs[i] ?? 0;
        if (dead === undefined || dead[doc] === 0) visit(base + doc, counts?.[i] ?? 0);
      }
    }
  }

  /** The words that share a stem, over all shards. */
  wordsOfStem(stem: string): Set<string> {
    const words = new Set<string>();
    for (const { segment } of this.shards) {
      const number = segment.stems.find(stem);
      if (number < 0) continue;
      const end = segment.stemStarts[number + 1] ?? 0;
      for (let i = segment.stemStarts[number] ?? 0; i < end; i++)
        words.add(segment.words.text(segment.stemWords[i] ?? 0));
    }
    return words;
  }

  /** Whether any paper's text, authors or repositories hold the word. */
  knows(word: string): boolean {
    return this.shards.some(({ segment }) => segment.words.find(word) >= 0);
  }
}
