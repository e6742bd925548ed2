import type { Paper } from '../../paper/paper';
import { unpackTotals, type Segment, type Totals } from '../segment/segment';
import { liveCount, type Shard } from './segmentReader';
import { Tally } from './accumulator';

/** A shard at its place among all: its papers are numbered from `base` on. */
export interface PlacedShard extends Shard {
  readonly base: number;
}

/** The lists of a paper that hold words. */
export type ListName = 'text' | 'authors' | 'repositories';

/** What is counted of a paper's length; see `Segment`. */
export type LengthKind = keyof Totals;

/** A length of every paper, by number. */
export interface Lengths {
  readonly values: Uint32Array;
  readonly mean: number;
}

/** All shards as one: papers by number, and words with their papers over all of them. */
export class Corpus {
  readonly shards: readonly PlacedShard[];
  /** Numbers given out, dead ones included. */
  readonly size: number;
  /** Living papers. */
  readonly count: number;
  /** Numbers of the papers in each topic. */
  readonly topics: ReadonlyMap<string, readonly number[]>;
  /** What answers are ordered by, by number; see `Shard`. */
  readonly days: Uint32Array;
  readonly upvotes: Uint32Array;
  readonly #spare: Tally[] = [];

  constructor(shards: readonly Shard[]) {
    let base = 0;
    let dead = 0;
    this.shards = shards.map((shard) => {
      const placed = { ...shard, base };
      base += shard.papers.length;
      dead += shard.dead === undefined ? 0 : sumOf(shard.dead);
      return placed;
    });
    this.size = base;
    this.count = base - dead;
    const topics = new Map<string, number[]>();
    for (const shard of this.shards) {
      for (const [topic, docs] of shard.topics) {
        const all = topics.get(topic) ?? [];
        topics.set(topic, all);
        for (const doc of docs) all.push(shard.base + doc);
      }
    }
    this.topics = topics;
    this.days = this.#byNumber(({ days }) => days);
    this.upvotes = this.#byNumber(({ upvotes }) => upvotes);
  }

  shardOf(doc: number): PlacedShard | undefined {
    return this.shards.findLast(({ base }) => base <= doc);
  }

  paper(doc: number): Paper | undefined {
    const shard = this.shardOf(doc);
    return shard?.papers[doc - shard.base];
  }

  /** Numbers of all living papers, ascending. */
  docs(): Uint32Array {
    const docs = new Uint32Array(this.count);
    let at = 0;
    for (const { papers, base } of this.shards)
      for (let doc = 0; doc < papers.length; doc++) if (papers[doc] !== undefined) docs[at++] = base + doc;
    return docs;
  }

  /** A length of every paper by number, with the mean over the living ones. */
  lengths(kind: LengthKind): Lengths {
    const values = this.#byNumber(({ segment }) => segment[kind]);
    let total = 0;
    for (const { segment, dead } of this.shards) {
      const own = segment[kind];
      total += unpackTotals(segment.totals)[kind];
      if (dead === undefined) continue;
      for (let doc = 0; doc < own.length; doc++) if (dead[doc] === 1) total -= own[doc] ?? 0;
    }
    return { values, mean: total / Math.max(1, this.count) };
  }

  /** Numbers of all shards as one array; that of the only shard is taken as it is. */
  #byNumber(of: (shard: PlacedShard) => Uint32Array): Uint32Array {
    const [only, ...others] = this.shards;
    if (only !== undefined && others.length === 0) return of(only);
    const values = new Uint32Array(this.size);
    for (const shard of this.shards) values.set(of(shard), shard.base);
    return values;
  }

  /** Borrows a tally as large as the corpus; hand it back with `giveBack`. */
  borrow(): Tally {
    return this.#spare.pop() ?? new Tally(this.size);
  }

  giveBack(tally: Tally): void {
    tally.clear();
    this.#spare.push(tally);
  }

  /** Whether any paper's text, authors or repositories hold the word. */
  knows(word: string): boolean {
    return this.shards.some(({ segment }) => segment.words.find(word) >= 0);
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

  /** The words that share a stem, over all shards. */
  wordsOfStem(stem: string): Set<string> {
    const words = new Set<string>();
    for (const { segment } of this.shards)
      for (const number of wordsOfStem(segment, stem)) words.add(segment.words.text(number));
    return words;
  }

  /** Calls back with each living paper that has a word in a list, and with its packed counts in the text. */
  eachWith(word: string, list: ListName, visit: (doc: number, counts: number) => void): void {
    for (const { segment, base, dead } of this.shards) {
      const number = segment.words.find(word);
      if (number < 0) continue;
      const { starts, docs } = segment[list];
      const counts = list === 'text' ? segment.text.counts : undefined;
      const end = starts[number + 1] ?? 0;
      for (let i = starts[number] ?? 0; i < end; i++) {
        const doc = docs[i] ?? 0;
        if (dead?.[doc] !== 1) visit(base + doc, counts?.[i] ?? 0);
      }
    }
  }
}

/** The numbers of the words that have a stem. */
export function wordsOfStem({ stems, stemStarts, stemWords }: Segment, stem: string): Uint32Array {
  const number = stems.find(stem);
  return number < 0 ? NONE : stemWords.subarray(stemStarts[number], stemStarts[number + 1]);
}

const NONE = new Uint32Array();

/** The numbers of some words; one that the segment lacks has none. */
export function numbersOf(segment: Segment, words: readonly string[]): Uint32Array {
  if (words.length < WORTH_KEEPING) return foundIn(segment, words);
  const known = numbers.get(words) ?? new WeakMap<Segment, Uint32Array>();
  numbers.set(words, known);
  const found = known.get(segment) ?? foundIn(segment, words);
  known.set(segment, found);
  return found;
}

/** Numbers of lists of words that are looked up more than once at a keystroke, and at the next. */
const numbers = new WeakMap<readonly string[], WeakMap<Segment, Uint32Array>>();
const WORTH_KEEPING = 8;

function foundIn({ words: vocabulary }: Segment, words: readonly string[]): Uint32Array {
  return Uint32Array.from(words.map((word) => vocabulary.find(word)).filter((number) => number >= 0));
}

/** Works out what an index over some shards begins with, with chances to pause; it is remembered. */
export function* summing(shards: readonly Shard[]): Generator<void, void> {
  for (const { dead } of shards) {
    if (dead !== undefined) sumOf(dead);
    yield;
  }
}

/** Sums of dead flags, which never change. */
const sums = new WeakMap<Uint8Array, number>();

function sumOf(numbers: Uint8Array): number {
  const known = sums.get(numbers);
  if (known !== undefined) return known;
  let sum = 0;
  for (let i = 0; i < numbers.length; i++) sum += numbers[i] ?? 0;
  sums.set(numbers, sum);
  return sum;
}
