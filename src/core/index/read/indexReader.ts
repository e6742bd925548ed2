import type { Paper } from '../../paper/paper';
import { unpackTotals, type Segment, type Totals } from '../segment/segment';
import { docFreq, type SegmentReader } from './segmentReader';
import { ScoreAccumulator } from './accumulator';

/** Document `i` of the segment has the number `base + i` in the index. */
export interface OffsetSegment extends SegmentReader {
  readonly base: number;
}

/** Title and abstract share `text`. */
export type PostingsField = 'text' | 'authors' | 'repositories';

export type FieldKind = keyof Totals;

/** In words, by document. */
export interface FieldLengths {
  readonly lengths: Uint32Array;
  readonly mean: number;
}

export class IndexReader {
  readonly segments: readonly OffsetSegment[];
  /** Includes deleted documents. */
  readonly maxDoc: number;
  /** Excludes deleted documents. */
  readonly numDocs: number;
  readonly topics: ReadonlyMap<string, readonly number[]>;
  readonly days: Uint32Array;
  readonly upvotes: Uint32Array;
  readonly #spare: ScoreAccumulator[] = [];

  constructor(readers: readonly SegmentReader[]) {
    let base = 0;
    let deletedDocs = 0;
    this.segments = readers.map((reader) => {
      const placed = { ...reader, base };
      base += reader.papers.length;
      deletedDocs += reader.deletedDocs === undefined ? 0 : totalOf(reader.deletedDocs);
      return placed;
    });
    this.maxDoc = base;
    this.numDocs = base - deletedDocs;
    const topics = new Map<string, number[]>();
    for (const reader of this.segments) {
      for (const [topic, docs] of reader.topics) {
        const all = topics.get(topic) ?? [];
        topics.set(topic, all);
        for (const doc of docs) all.push(reader.base + doc);
      }
    }
    this.topics = topics;
    this.days = this.#byNumber(({ days }) => days);
    this.upvotes = this.#byNumber(({ upvotes }) => upvotes);
  }

  segmentOf(doc: number): OffsetSegment | undefined {
    return this.segments.findLast(({ base }) => base <= doc);
  }

  paper(doc: number): Paper | undefined {
    const reader = this.segmentOf(doc);
    return reader?.papers[doc - reader.base];
  }

  /** Returns all live documents, ascending. */
  docs(): Uint32Array {
    const docs = new Uint32Array(this.numDocs);
    let at = 0;
    for (const { papers, base } of this.segments)
      for (let doc = 0; doc < papers.length; doc++) if (papers[doc] !== undefined) docs[at++] = base + doc;
    return docs;
  }

  /** The mean covers live documents only. */
  lengths(kind: FieldKind): FieldLengths {
    const values = this.#byNumber(({ segment }) => segment[kind]);
    let total = 0;
    for (const { segment, deletedDocs } of this.segments) {
      const own = segment[kind];
      total += unpackTotals(segment.totals)[kind];
      if (deletedDocs === undefined) continue;
      for (let doc = 0; doc < own.length; doc++) if (deletedDocs[doc] === 1) total -= own[doc] ?? 0;
    }
    return { lengths: values, mean: total / Math.max(1, this.numDocs) };
  }

  /** Does not copy the array of a single segment. */
  #byNumber(of: (reader: OffsetSegment) => Uint32Array): Uint32Array {
    const [only, ...others] = this.segments;
    if (only !== undefined && others.length === 0) return of(only);
    const values = new Uint32Array(this.maxDoc);
    for (const reader of this.segments) values.set(of(reader), reader.base);
    return values;
  }

  /** The caller must return the accumulator with `returnAccumulator`. */
  borrowAccumulator(): ScoreAccumulator {
    return this.#spare.pop() ?? new ScoreAccumulator(this.maxDoc);
  }

  returnAccumulator(accumulator: ScoreAccumulator): void {
    accumulator.clear();
    this.#spare.push(accumulator);
  }

  hasTerm(word: string): boolean {
    return this.segments.some(({ segment }) => segment.words.find(word) >= 0);
  }

  docFreq(word: string, list: PostingsField = 'text'): number {
    let count = 0;
    for (const reader of this.segments) {
      const number = reader.segment.words.find(word);
      if (number >= 0) count += docFreq(reader, reader.segment[list], number);
    }
    return count;
  }

  formsOfStem(stem: string): Set<string> {
    const words = new Set<string>();
    for (const { segment } of this.segments)
      for (const number of formIdsOfStem(segment, stem)) words.add(segment.words.text(number));
    return words;
  }

  /** Visits the live documents with a word in a field. `counts` are packed, and 0 outside `text`. */
  eachPosting(word: string, list: PostingsField, visit: (doc: number, counts: number) => void): void {
    for (const { segment, base, deletedDocs } of this.segments) {
      const number = segment.words.find(word);
      if (number < 0) continue;
      const { starts, docs } = segment[list];
      const counts = list === 'text' ? segment.text.counts : undefined;
      const end = starts[number + 1] ?? 0;
      for (let i = starts[number] ?? 0; i < end; i++) {
        const doc = docs[i] ?? 0;
        if (deletedDocs?.[doc] !== 1) visit(base + doc, counts?.[i] ?? 0);
      }
    }
  }
}

/** Returns the ids of a segment's words with a stem. */
export function formIdsOfStem({ stems, stemStarts, stemWords }: Segment, stem: string): Uint32Array {
  const number = stems.find(stem);
  return number < 0 ? NO_WORDS : stemWords.subarray(stemStarts[number], stemStarts[number + 1]);
}

const NO_WORDS = new Uint32Array();

/** Skips unknown words. Long lists are cached by identity. */
export function termIds(segment: Segment, words: readonly string[]): Uint32Array {
  if (words.length < MIN_CACHED_WORDS) return lookUp(segment, words);
  const cached = termIdCache.get(words) ?? new WeakMap<Segment, Uint32Array>();
  termIdCache.set(words, cached);
  const found = cached.get(segment) ?? lookUp(segment, words);
  cached.set(segment, found);
  return found;
}

/** Completions of one prefix are looked up several times at a keystroke and again at the next. */
const termIdCache = new WeakMap<readonly string[], WeakMap<Segment, Uint32Array>>();
const MIN_CACHED_WORDS = 8;

function lookUp({ words: vocabulary }: Segment, words: readonly string[]): Uint32Array {
  return Uint32Array.from(words.map((word) => vocabulary.find(word)).filter((number) => number >= 0));
}

/** Caches the totals that the constructor of `IndexReader` adds up. Yields. */
export function* accumulateTotals(readers: readonly SegmentReader[]): Generator<void, void> {
  for (const { deletedDocs } of readers) {
    if (deletedDocs !== undefined) totalOf(deletedDocs);
    yield;
  }
}

/** By the flags, which never change. */
const totals = new WeakMap<Uint8Array, number>();

function totalOf(numbers: Uint8Array): number {
  const cached = totals.get(numbers);
  if (cached !== undefined) return cached;
  let sum = 0;
  for (let i = 0; i < numbers.length; i++) sum += numbers[i] ?? 0;
  totals.set(numbers, sum);
  return sum;
}
