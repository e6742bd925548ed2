import { FIRST_WORD } from '../segment/document';
import type { ForwardIndex } from '../segment/forwardIndex';
import { argsort } from './argsort';
import { sharedArrays } from './sharedArrays';

const MAX_UINT32 = 0xffffffff;

/** Counts the tokens of a forward index: marks, and word ids plus FIRST_WORD. */
export class TokenCounts {
  readonly frequencies: Uint32Array;
  markCount = 0;
  docCount = 0;

  constructor(wordCount: number) {
    this.frequencies = sharedArrays.uint32(wordCount);
  }

  add(token: number): void {
    const word = token - FIRST_WORD;
    if (word < 0) this.markCount++;
    else this.frequencies[word] = (this.frequencies[word] ?? 0) + 1;
  }

  endDocument(): void {
    this.docCount++;
  }
}

/** Writes tokens as codes of 7 bits a byte. Frequent words get the low codes. */
export class ForwardIndexWriter {
  readonly #sequences: Uint8Array;
  readonly #sequenceStarts: Uint32Array;
  readonly #codeOfWord: Uint32Array;
  readonly #wordOfCode: Uint32Array;
  #at = 0;
  #docs = 0;

  /** @param counts of all tokens that will be added */
  constructor({ frequencies, markCount, docCount }: TokenCounts) {
    // Ascending order of `MAX_UINT32 - count` puts the frequent words first.
    this.#wordOfCode = argsort(frequencies.map((count) => MAX_UINT32 - count));
    this.#codeOfWord = sharedArrays.uint32(frequencies.length);
    let size = markCount;
    this.#wordOfCode.forEach((word, code) => {
      this.#codeOfWord[word] = code;
      size += bytesOf(code + FIRST_WORD) * (frequencies[word] ?? 0);
    });
    this.#sequences = sharedArrays.uint8(size);
    this.#sequenceStarts = sharedArrays.uint32(docCount + 1);
  }

  add(token: number): void {
    let code = token < FIRST_WORD ? token : (this.#codeOfWord[token - FIRST_WORD] ?? 0) + FIRST_WORD;
    for (; code > 127; code >>>= 7) this.#sequences[this.#at++] = (code & 127) | 128;
    this.#sequences[this.#at++] = code;
  }

  endDocument(): void {
    this.#sequenceStarts[++this.#docs] = this.#at;
  }

  finish(): ForwardIndex {
    return {
      sequences: this.#sequences,
      sequenceStarts: this.#sequenceStarts,
      codeOfWord: this.#codeOfWord,
      wordOfCode: this.#wordOfCode,
    };
  }
}

function bytesOf(code: number): number {
  return code < 1 << 7 ? 1 : code < 1 << 14 ? 2 : code < 1 << 21 ? 3 : code < 1 << 28 ? 4 : 5;
}
