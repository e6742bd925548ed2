import type { Corpus, ListName, PlacedShard } from './corpus';
import { SequenceReader } from './sequenceCodes';
import { Mark, Section } from './tokens';
import { wordsOf } from './words';

/** Where a phrase must stand: in these sections, and not across the end of one, or of one author. */
export interface Place {
  readonly list: ListName;
  readonly from: number;
  readonly to: number;
}

export const TEXT: Place = { list: 'text', from: Section.title, to: Section.abstract };
export const TITLE: Place = { list: 'text', from: Section.title, to: Section.title };
export const ABSTRACT: Place = { list: 'text', from: Section.abstract, to: Section.abstract };
export const AUTHORS: Place = { list: 'authors', from: Section.authors, to: Section.authors };
export const REPOSITORIES: Place = {
  list: 'repositories',
  from: Section.repositories,
  to: Section.repositories,
};

/** Most ways of writing one phrase in more or fewer words that are tried. */
const MOST_SPELLINGS = 8;

/**
 * Calls back with each paper in which the words stand side by side as written, hyphens aside. The last word may be
 * the beginning of one when `open`.
 */
export function eachWithPhrase(
  corpus: Corpus,
  phrase: string,
  place: Place,
  open: boolean,
  visit: (doc: number) => void,
): void {
  const typed = wordsOf(phrase).map((word) => word.text);
  if (typed.length === 0) return;
  for (const spelling of spellingsOf(corpus, typed, place.list))
    for (const shard of corpus.shards) eachInShard(shard, spelling, place, open, visit);
}

/** `pre training` is also `pretraining`, and the other way round, where the papers know those words. */
function spellingsOf(corpus: Corpus, words: readonly string[], list: ListName): (readonly string[])[] {
  const spellings: (readonly string[])[] = [words];
  const add = (at: number, length: number, ...instead: readonly string[]): void => {
    if (spellings.length >= MOST_SPELLINGS || !instead.every((word) => corpus.knows(word))) return;
    spellings.push([...words.slice(0, at), ...instead, ...words.slice(at + length)]);
  };
  words.forEach((word, at) => {
    const next = words[at + 1];
    if (next !== undefined) add(at, 2, word + next);
    for (let cut = 1; cut < word.length; cut++) add(at, 1, word.slice(0, cut), word.slice(cut));
  });
  return list === 'text' ? spellings : spellings.slice(0, 1);
}

function eachInShard(
  shard: PlacedShard,
  words: readonly string[],
  place: Place,
  open: boolean,
  visit: (doc: number) => void,
): void {
  const { segment, base, dead } = shard;
  const last = words[words.length - 1] ?? '';
  const [low, high] = open ? segment.words.prefixRange(last) : [0, 0];
  const whole = open ? words.slice(0, -1) : words;
  const numbers = whole.map((word) => segment.words.find(word));
  if (numbers.some((number) => number < 0) || (open && low === high)) return;
  const codes = numbers.map((number) => (segment.codeOfWord[number] ?? 0) + Mark.count);
  const { starts, docs } = segment[place.list];
  const scanner = new Scanner(shard, codes, open ? [low, high] : undefined, place);
  const check = (doc: number): void => {
    if ((dead === undefined || dead[doc] === 0) && scanner.holds(doc)) visit(base + doc);
  };
  if (numbers.length === 0) {
    const seen = new Set<number>();
    for (let i = starts[low] ?? 0; i < (starts[high] ?? 0); i++) seen.add(docs[i] ?? 0);
    for (const doc of seen) check(doc);
    return;
  }
  // Walk the rarest word's papers and look the others up, then read the few that hold them all.
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
    if (inAll) check(doc);
  }
}

/** Codes of one section at hand; where it is longer, the last few move to the front. */
const WINDOW = 1024;

/** Reads papers' sequences and looks for codes side by side. */
class Scanner {
  readonly #window: Uint32Array;
  readonly #reader: SequenceReader;
  /** Codes that a match takes. */
  readonly #length: number;

  constructor(
    readonly shard: PlacedShard,
    readonly wanted: readonly number[],
    /** Word numbers of which one must follow the codes. */
    readonly after: readonly [number, number] | undefined,
    readonly place: Place,
  ) {
    this.#length = wanted.length + (after === undefined ? 0 : 1);
    this.#window = new Uint32Array(Math.max(WINDOW, 2 * this.#length));
    this.#reader = new SequenceReader(shard.segment);
  }

  holds(doc: number): boolean {
    const { from, to } = this.place;
    const reader = this.#reader;
    const window = this.#window;
    const length = this.#length;
    let filled = 0;
    let section = 0;
    reader.open(doc);
    for (let code = reader.next(); code >= 0; code = reader.next()) {
      if (code === Mark.tie) continue;
      if (code === Mark.section || code === Mark.item) {
        filled = 0;
        if (code === Mark.section && ++section > to) return false;
        continue;
      }
      if (section < from) continue;
      if (filled === window.length) {
        window.copyWithin(0, filled - length);
        filled = length;
      }
      window[filled++] = code;
      if (filled >= length && this.#endsAt(filled)) return true;
    }
    return false;
  }

  /** Whether the codes before `end` are those; most differ in the last. */
  #endsAt(end: number): boolean {
    const window = this.#window;
    if (this.after !== undefined) {
      const word = this.shard.segment.wordOfCode[(window[end - 1] ?? 0) - Mark.count] ?? 0;
      if (word < this.after[0] || word >= this.after[1]) return false;
    }
    const start = end - this.#length;
    for (let i = this.wanted.length - 1; i >= 0; i--) if (window[start + i] !== this.wanted[i]) return false;
    return true;
  }
}
