import type { Growing } from './growing';
import type { Segment } from './segment';
import { FIRST_WORD } from './tokens';

/** Papers' sequences as they are kept: codes of 7 bits a byte, the lowest first, frequent words in one byte. */
export type SequenceCodes = Pick<Segment, 'sequences' | 'sequenceStarts' | 'codeOfWord' | 'wordOfCode'>;

/**
 * Encodes the sequences of papers.
 * @param items the sequences one after the other: words by the numbers they were met with, from FIRST_WORD on, and marks
 * @param ends where each paper's sequence ends
 * @param rank each word's number among the sorted words
 */
export function encodeSequences(items: Growing, ends: Growing, rank: Uint32Array): SequenceCodes {
  const frequency = new Uint32Array(rank.length);
  for (let i = 0; i < items.length; i++) {
    const item = items.at(i);
    if (item < FIRST_WORD) continue;
    const word = rank[item - FIRST_WORD] ?? 0;
    frequency[word] = (frequency[word] ?? 0) + 1;
  }
  const wordOfCode = Uint32Array.from(frequency.keys()).sort(
    (a, b) => (frequency[b] ?? 0) - (frequency[a] ?? 0) || a - b,
  );
  const codeOfWord = new Uint32Array(rank.length);
  wordOfCode.forEach((word, code) => (codeOfWord[word] = code));
  const codeOf = (item: number): number =>
    item < FIRST_WORD ? item : (codeOfWord[rank[item - FIRST_WORD] ?? 0] ?? 0) + FIRST_WORD;
  let size = 0;
  for (let i = 0; i < items.length; i++) size += bytesOf(codeOf(items.at(i)));
  const sequences = new Uint8Array(size);
  const sequenceStarts = new Uint32Array(ends.length + 1);
  let at = 0;
  let read = 0;
  for (let doc = 0; doc < ends.length; doc++) {
    const end = ends.at(doc);
    for (; read < end; read++) {
      let code = codeOf(items.at(read));
      for (; code > 127; code >>>= 7) sequences[at++] = (code & 127) | 128;
      sequences[at++] = code;
    }
    sequenceStarts[doc + 1] = at;
  }
  return { sequences, sequenceStarts, codeOfWord, wordOfCode };
}

/** The sequence of paper `doc`: word numbers from FIRST_WORD on, and marks. */
export function readSequence(segment: SequenceCodes, doc: number): number[] {
  const { sequences, sequenceStarts, wordOfCode } = segment;
  const sequence: number[] = [];
  let at = sequenceStarts[doc] ?? 0;
  const end = sequenceStarts[doc + 1] ?? 0;
  while (at < end) {
    let byte = sequences[at++] ?? 0;
    let code = byte & 127;
    for (let shift = 7; byte > 127 && at < end; shift += 7) {
      byte = sequences[at++] ?? 0;
      code |= (byte & 127) << shift;
    }
    sequence.push(code < FIRST_WORD ? code : (wordOfCode[code - FIRST_WORD] ?? 0) + FIRST_WORD);
  }
  return sequence;
}

function bytesOf(code: number): number {
  return code < 1 << 7 ? 1 : code < 1 << 14 ? 2 : code < 1 << 21 ? 3 : code < 1 << 28 ? 4 : 5;
}
