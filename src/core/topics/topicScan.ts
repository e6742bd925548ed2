import type { Segment } from '../index/segment/segment';
import { TITLE_WEIGHT } from '../index/segment/titleWeight';
import { ForwardIndexReader } from '../index/segment/forwardIndex';
import { Mark, Section } from '../index/segment/document';
import type { Pattern } from './topicPlan';

interface Coded {
  readonly pattern: number;
  readonly codes: readonly number[];
  readonly inTitle: number;
  readonly inAbstract: number;
}

const SLICE_DOCS = 128;

/** Counts all patterns in one pass per paper. */
export class TopicScan {
  /** Weighted mentions of each pattern in the last scanned paper. */
  readonly counts: Float64Array;
  readonly #segment: Segment;
  readonly #reader: ForwardIndexReader;
  /** By the code of the last word. An array, because each word of each paper is looked up. */
  readonly #byLast: (Coded[] | undefined)[] = [];
  readonly #window = new Uint32Array(4096);
  readonly #found: number[] = [];

  private constructor(segment: Segment, patterns: number) {
    this.#segment = segment;
    this.#reader = new ForwardIndexReader(segment);
    this.#byLast.length = segment.words.size + Mark.count;
    this.#byLast.fill(undefined);
    this.counts = new Float64Array(patterns);
  }

  /** Looks up the words of all patterns. Yields. */
  static *of(segment: Segment, patterns: readonly Pattern[]): Generator<void, TopicScan> {
    const scan = new TopicScan(segment, patterns.length);
    for (const [number, pattern] of patterns.entries()) {
      if (number % SLICE_DOCS === SLICE_DOCS - 1) yield;
      scan.#code(pattern, number);
    }
    return scan;
  }

  /** Returns the patterns that occur in title and abstract. */
  scan(doc: number): readonly number[] {
    for (const pattern of this.#found) this.counts[pattern] = 0;
    this.#found.length = 0;
    const window = this.#window;
    let section: number = Section.title;
    let filled = 0;
    const reader = this.#reader;
    reader.open(doc);
    for (let code = reader.next(); code >= 0; code = reader.next()) {
      if (code === Mark.hyphen) continue;
      if (code === Mark.section) {
        filled = 0;
        if (++section > Section.abstract) break;
        continue;
      }
      // A text longer than the window restarts it: a phrase across the boundary is missed.
      if (filled === window.length) filled = 0;
      window[filled++] = code;
      const coded = this.#byLast[code];
      if (coded) this.#count(coded, filled, section === Section.title);
    }
    return this.#found;
  }

  #count(coded: readonly Coded[], filled: number, isTitle: boolean): void {
    const before = filled > 1 ? this.#window[filled - 2] : undefined;
    for (const { pattern, codes, inTitle, inAbstract } of coded) {
      // Most phrases with a frequent last word differ in the second-to-last.
      if (codes.length > 1 && codes[codes.length - 2] !== before) continue;
      if (codes.length > 2 && !this.#endsWith(codes, filled)) continue;
      const factor = isTitle ? inTitle : inAbstract;
      if (factor === 0) continue;
      const count = this.counts[pattern] ?? 0;
      if (count === 0) this.#found.push(pattern);
      this.counts[pattern] = count + factor;
    }
  }

  #endsWith(codes: readonly number[], filled: number): boolean {
    const start = filled - codes.length;
    if (start < 0) return false;
    // The last two words are already compared.
    for (let i = codes.length - 3; i >= 0; i--) if (this.#window[start + i] !== codes[i]) return false;
    return true;
  }

  /** Skips phrases with a word that the segment lacks. */
  #code({ words, isStem, place }: Pattern, pattern: number): void {
    const factors = {
      inTitle: place === 'abstract' ? 0 : TITLE_WEIGHT,
      inAbstract: place === 'title' ? 0 : 1,
    };
    if (isStem) {
      for (const word of this.#formsOfStem(words[0] ?? '')) this.#register([word], { pattern, ...factors });
      return;
    }
    const numbers = words.map((word) => this.#segment.words.find(word));
    if (numbers.every((number) => number >= 0)) this.#register(numbers, { pattern, ...factors });
  }

  #register(words: readonly number[], found: Omit<Coded, 'codes'>): void {
    const codes = words.map((word) => (this.#segment.codeOfWord[word] ?? 0) + Mark.count);
    const last = codes.at(-1);
    if (last === undefined) return;
    const coded = this.#byLast[last];
    if (coded) coded.push({ ...found, codes });
    else this.#byLast[last] = [{ ...found, codes }];
  }

  #formsOfStem(stem: string): Uint32Array {
    const { stems, stemStarts, stemWords } = this.#segment;
    const number = stems.find(stem);
    return number < 0
      ? new Uint32Array()
      : stemWords.subarray(stemStarts[number] ?? 0, stemStarts[number + 1] ?? 0);
  }
}
