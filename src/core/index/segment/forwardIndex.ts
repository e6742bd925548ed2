import type { LazyPages } from './lazyPages';
import type { Segment } from './segment';
import { FIRST_WORD, Mark, Section } from './document';

/** The tokens of each paper in order: codes of 7 bits a byte, the lowest bits first, frequent words in one byte. */
export type ForwardIndex = Pick<
  Segment,
  'sequences' | 'sequenceStarts' | 'codeOfWord' | 'wordOfCode' | 'pages'
>;

/** Reads the codes of a paper. A code is a mark, or a word's code plus FIRST_WORD. */
export class ForwardIndexReader {
  readonly #bytes: Uint8Array;
  readonly #starts: Uint32Array;
  readonly #pages: LazyPages | undefined;
  #at = 0;
  #end = 0;

  constructor({ sequences, sequenceStarts, pages }: ForwardIndex) {
    this.#bytes = sequences;
    this.#starts = sequenceStarts;
    this.#pages = pages;
  }

  open(doc: number): void {
    this.#end = this.#starts[doc + 1] ?? 0;
    this.#at = this.#starts[doc] ?? 0;
    this.#pages?.ensureLoaded(this.#at, this.#end);
  }

  /** Starts at a section. Only section marks contain bytes of 0. */
  openSection(doc: number, section: number): void {
    this.open(doc);
    for (let passed = 0; passed < section; passed++) {
      const mark = this.#bytes.indexOf(Mark.section, this.#at);
      this.#at = mark < 0 || mark >= this.#end ? this.#end : mark + 1;
    }
  }

  /** Returns the next code, or -1 at the end. */
  next(): number {
    const bytes = this.#bytes;
    let at = this.#at;
    if (at >= this.#end) return -1;
    let byte = bytes[at++] ?? 0;
    let code = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = bytes[at++] ?? 0;
      code |= (byte & 127) << shift;
    }
    this.#at = at;
    return code;
  }
}

/** Returns marks, and word ids plus FIRST_WORD. */
export function readTokens(segment: ForwardIndex, doc: number): number[] {
  return readUntil(segment, doc, Section.title, undefined);
}

/** See `readTokens`. */
export function readField(segment: ForwardIndex, doc: number, section: number): number[] {
  return readUntil(segment, doc, section, Mark.section);
}

/** Returns the tokens of the title of document `doc`; see `readTokens`. */
export function readTitleTokens(segment: ForwardIndex, doc: number): number[] {
  return readField(segment, doc, Section.title);
}

function readUntil(segment: ForwardIndex, doc: number, from: number, stop: number | undefined): number[] {
  const sequence: number[] = [];
  const reader = new ForwardIndexReader(segment);
  reader.openSection(doc, from);
  for (let code = reader.next(); code >= 0 && code !== stop; code = reader.next())
    sequence.push(tokenOfCode(segment, code));
  return sequence;
}

function tokenOfCode({ wordOfCode }: ForwardIndex, code: number): number {
  return code < FIRST_WORD ? code : (wordOfCode[code - FIRST_WORD] ?? 0) + FIRST_WORD;
}
