import { room } from './buffers';
import { FIRST_WORD } from '../segment/document';
import type { SequenceCodes } from '../segment/forwardIndex';
import type { Growing } from './buffers';
import { orderByKey } from './sortByKey';

/** No word is as frequent: what is subtracted from this sorts the frequent first. */
const MOST_OFTEN = 0xffffffff;

/**
 * Encodes the sequences of papers; with chances to pause.
 * @param items the sequences one after the other: words by the numbers they were met with, from FIRST_WORD on, and marks
 * @param ends where each paper's sequence ends
 * @param rank each word's number among the sorted words
 */
export function* encodeSequences(
  items: Growing,
  ends: Growing,
  rank: Uint32Array,
): Generator<void, SequenceCodes> {
  const { frequency, marks } = countWords(items, rank);
  yield;
  const wordOfCode = orderByKey(frequency.map((count) => MOST_OFTEN - count));
  const codeOfWord = room.words(rank.length);
  let size = marks;
  wordOfCode.forEach((word, code) => {
    codeOfWord[word] = code;
    size += bytesOf(code + FIRST_WORD) * (frequency[word] ?? 0);
  });
  yield;
  return { ...writeSequences(items, ends, rank, codeOfWord, size), codeOfWord, wordOfCode };
}

/** How often each sorted word occurs in sequences, and how many marks there are. */
function countWords(items: Growing, rank: Uint32Array): { frequency: Uint32Array; marks: number } {
  const frequency = room.words(rank.length);
  let marks = 0;
  for (const piece of items.pieces()) {
    for (let i = 0; i < piece.length; i++) {
      const item = piece[i] ?? 0;
      const word = rank[item - FIRST_WORD] ?? 0;
      if (item < FIRST_WORD) marks++;
      else frequency[word] = (frequency[word] ?? 0) + 1;
    }
  }
  return { frequency, marks };
}

/** @param size bytes that the codes take */
function writeSequences(
  items: Growing,
  ends: Growing,
  rank: Uint32Array,
  codeOfWord: Uint32Array,
  size: number,
): Pick<SequenceCodes, 'sequences' | 'sequenceStarts'> {
  const sequences = room.bytes(size);
  const sequenceStarts = room.words(ends.length + 1);
  let at = 0;
  let read = 0;
  let doc = 0;
  for (const piece of items.pieces()) {
    for (let i = 0; i < piece.length; i++) {
      const item = piece[i] ?? 0;
      let code = item < FIRST_WORD ? item : (codeOfWord[rank[item - FIRST_WORD] ?? 0] ?? 0) + FIRST_WORD;
      for (; code > 127; code >>>= 7) sequences[at++] = (code & 127) | 128;
      sequences[at++] = code;
      read++;
      while (doc < ends.length && ends.at(doc) === read) sequenceStarts[++doc] = at;
    }
  }
  return { sequences, sequenceStarts };
}

export function bytesOf(code: number): number {
  return code < 1 << 7 ? 1 : code < 1 << 14 ? 2 : code < 1 << 21 ? 3 : code < 1 << 28 ? 4 : 5;
}
