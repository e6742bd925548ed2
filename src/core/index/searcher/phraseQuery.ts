import type { IndexReader, PostingsField, OffsetSegment } from '../read/indexReader';
import type { LazyPages } from '../segment/lazyPages';
import { MAX_ABSTRACT_COUNT, type Segment } from '../segment/segment';
import { Mark, Section } from '../segment/document';
import { wordsOf } from '../../analysis/tokenizer';

/** Sections in which a phrase must occur. A match does not cross the end of a section or author. */
export interface FieldSet {
  readonly field: PostingsField;
  readonly from: number;
  readonly to: number;
}

export const TEXT: FieldSet = { field: 'text', from: Section.title, to: Section.abstract };
export const TITLE: FieldSet = { field: 'text', from: Section.title, to: Section.title };
export const ABSTRACT: FieldSet = { field: 'text', from: Section.abstract, to: Section.abstract };
export const AUTHORS: FieldSet = { field: 'authors', from: Section.authors, to: Section.authors };
export const REPOSITORIES: FieldSet = {
  field: 'repositories',
  from: Section.repositories,
  to: Section.repositories,
};

/** Maximum number of spellings, with words joined or split. */
const MAX_VARIANTS = 8;

/**
 * Calls back with each paper that contains the words next to each other, ignoring hyphens.
 * @param open the last word may be incomplete
 * @param only by document id, 1 for the papers to test
 */
export function eachPhraseMatch(
  index: IndexReader,
  phrase: string,
  place: FieldSet,
  open: boolean,
  visit: (doc: number) => void,
  only?: Uint8Array,
): void {
  const typed = wordsOf(phrase).map((word) => word.text);
  if (typed.length === 0) return;
  for (const spelling of variantsOf(index, typed, place.field))
    for (const reader of index.segments) eachInSegment(reader, spelling, place, open, visit, only);
}

/** Joins two words or splits one, if papers contain the results. */
function variantsOf(
  index: IndexReader,
  words: readonly string[],
  list: PostingsField,
): (readonly string[])[] {
  const variants: (readonly string[])[] = [words];
  const add = (at: number, length: number, ...instead: readonly string[]): void => {
    if (variants.length >= MAX_VARIANTS || !instead.every((word) => index.hasTerm(word))) return;
    variants.push([...words.slice(0, at), ...instead, ...words.slice(at + length)]);
  };
  words.forEach((word, at) => {
    const next = words[at + 1];
    if (next !== undefined) add(at, 2, word + next);
    for (let cut = 1; cut < word.length; cut++) add(at, 1, word.slice(0, cut), word.slice(cut));
  });
  return list === 'text' ? variants : variants.slice(0, 1);
}

function eachInSegment(
  reader: OffsetSegment,
  words: readonly string[],
  place: FieldSet,
  open: boolean,
  visit: (doc: number) => void,
  only: Uint8Array | undefined,
): void {
  const { segment, base, deletedDocs } = reader;
  const last = words[words.length - 1] ?? '';
  const [low, high] = open ? segment.words.prefixRange(last) : [0, 0];
  const whole = open ? words.slice(0, -1) : words;
  const numbers = whole.map((word) => segment.words.find(word));
  if (numbers.some((number) => number < 0) || (open && low === high)) return;
  const found = (doc: number): void => {
    if (deletedDocs === undefined || deletedDocs[doc] === 0) visit(base + doc);
  };
  if (words.length === 1) {
    const [from, to] = open ? [low, high] : [numbers[0] ?? 0, (numbers[0] ?? 0) + 1];
    eachWithWord(segment, from, to, place, found);
    return;
  }
  const { starts, docs } = segment[place.field];
  const codes = numbers.map((number) => (segment.codeOfWord[number] ?? 0) + Mark.count);
  const scanner = new Scanner(segment, codes, open ? [low, high] : undefined, place);
  // Intersects postings, rarest word first, then reads papers with all words.
  const lists = numbers
    .map((number) => docs.subarray(starts[number] ?? 0, starts[number + 1] ?? 0))
    .sort((a, b) => a.length - b.length);
  const [rarest = new Uint16Array(), ...others] = lists;
  const cursors = others.map(() => 0);
  for (const doc of rarest) {
    const inAll = others.every((list, k) => {
      let at = cursors[k] ?? 0;
      while (at < list.length && (list[at] ?? 0) < doc) at++;
      cursors[k] = at;
      return list[at] === doc;
    });
    if (inAll && only?.[base + doc] !== 0 && scanner.holds(doc)) found(doc);
  }
}

/** Reads only postings. */
function eachWithWord(
  segment: Segment,
  from: number,
  to: number,
  place: FieldSet,
  visit: (doc: number) => void,
): void {
  const { starts, docs } = segment[place.field];
  const counts = place === TITLE || place === ABSTRACT ? segment.text.counts : undefined;
  const end = starts[to] ?? 0;
  for (let i = starts[from] ?? 0; i < end; i++) {
    if (counts === undefined || hasField(place, counts[i] ?? 0)) visit(docs[i] ?? 0);
  }
}

/** Returns whether packed counts have occurrences in a field set. */
export function hasField(place: FieldSet, counts: number): boolean {
  if (place === TITLE) return counts > MAX_ABSTRACT_COUNT;
  return place !== ABSTRACT || (counts & MAX_ABSTRACT_COUNT) !== 0;
}

/** Searches tokens for adjacent words (Knuth, Morris and Pratt, 1977). */
class Scanner {
  readonly #bytes: Uint8Array;
  readonly #starts: Uint32Array;
  readonly #wordOfCode: Uint32Array;
  readonly #pages: LazyPages | undefined;
  readonly #wanted: Uint32Array;
  /** For each number of matched codes, the length of the longest proper prefix that is also a suffix. */
  readonly #fallback: Uint32Array;

  /** @param after half-open range of term ids; one of them must follow the wanted codes */
  constructor(
    { sequences, sequenceStarts, wordOfCode, pages }: Segment,
    wanted: readonly number[],
    readonly after: readonly [number, number] | undefined,
    readonly place: FieldSet,
  ) {
    this.#bytes = sequences;
    this.#starts = sequenceStarts;
    this.#wordOfCode = wordOfCode;
    this.#pages = pages;
    this.#wanted = Uint32Array.from(wanted);
    this.#fallback = prefixFunction(wanted);
  }

  /** Makes no calls, because a phrase of frequent words reads millions of codes. */
  holds(doc: number): boolean {
    const [bytes, wanted, fallback, wordOfCode] = [
      this.#bytes,
      this.#wanted,
      this.#fallback,
      this.#wordOfCode,
    ];
    const [from, to] = this.after ?? [0, 0];
    const open = this.after !== undefined;
    const end = this.#starts[doc + 1] ?? 0;
    let at = this.#starts[doc] ?? 0;
    this.#pages?.ensureLoaded(at, end);
    let section = 0;
    let matched = 0;
    while (at < end) {
      let byte = bytes[at++] ?? 0;
      let code = byte & 127;
      for (let shift = 7; byte > 127; shift += 7) {
        byte = bytes[at++] ?? 0;
        code |= (byte & 127) << shift;
      }
      if (code === Mark.hyphen) continue;
      if (code < Mark.count) {
        matched = 0;
        if (code === Mark.section && ++section > this.place.to) return false;
        continue;
      }
      if (section < this.place.from) continue;
      for (;;) {
        if (matched === wanted.length) {
          const word = wordOfCode[code - Mark.count] ?? 0;
          if (word >= from && word < to) return true;
        } else if (wanted[matched] === code) {
          matched++;
          break;
        }
        if (matched === 0) break;
        matched = fallback[matched] ?? 0;
      }
      if (matched === wanted.length && !open) return true;
    }
    return false;
  }
}

function prefixFunction(wanted: readonly number[]): Uint32Array {
  const fallback = new Uint32Array(wanted.length + 1);
  for (let i = 1, length = 0; i < wanted.length; i++) {
    while (length > 0 && wanted[i] !== wanted[length]) length = fallback[length] ?? 0;
    if (wanted[i] === wanted[length]) length++;
    fallback[i + 1] = length;
  }
  return fallback;
}
