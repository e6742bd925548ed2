import type { TextPostings } from '../segment/segment';
import { accumulateStarts, copyUint32, sharedArrays } from './sharedArrays';

/** Collects postings by document in flat arrays, because Lunr's lists by word cost a string for each document. */
export class UnsortedPostings {
  readonly #words: number[] = [];
  readonly #docs: number[] = [];
  readonly #counts: number[] = [];

  /** Documents must be added in ascending order. */
  add(word: number, doc: number, count: number): void {
    this.#words.push(word);
    this.#docs.push(doc);
    this.#counts.push(count);
  }

  /** Uses a counting sort. The documents of each word stay ascending. */
  sortedByWord(wordCount: number): TextPostings {
    const starts = sharedArrays.uint32(wordCount + 1);
    for (const word of this.#words) starts[word + 1] = (starts[word + 1] ?? 0) + 1;
    accumulateStarts(starts);
    const next = copyUint32(starts);
    const docs = sharedArrays.uint16(this.#docs.length);
    const counts = sharedArrays.uint8(this.#docs.length);
    this.#words.forEach((word, i) => {
      const place = next[word] ?? 0;
      next[word] = place + 1;
      docs[place] = this.#docs[i] ?? 0;
      counts[place] = this.#counts[i] ?? 0;
    });
    return { starts, docs, counts };
  }
}
