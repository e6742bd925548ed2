import type { Growing } from './buffers';
import { room } from './buffers';
import type { Postings } from '../segment/segment';

/** Postings with a count beside each paper. */
type CountedPostings = Postings & { readonly counts: Uint8Array };

/**
 * Turns words paper by paper into papers word by word: a counting sort, so papers stay ascending.
 * @param entries the papers' words one after the other, each with its count behind it when `counted`
 * @param ends where each paper's entries end
 * @param rank each word's number among the sorted words
 */
export function postingLists(
  entries: Growing,
  ends: Growing,
  rank: Uint32Array,
  counted: boolean,
): CountedPostings {
  const step = counted ? 2 : 1;
  const pieces = entries.pieces();
  const starts = room.words(rank.length + 1);
  for (const piece of pieces) {
    for (let i = 0; i < piece.length; i += step) {
      const word = (rank[piece[i] ?? 0] ?? 0) + 1;
      starts[word] = (starts[word] ?? 0) + 1;
    }
  }
  for (let i = 1; i < starts.length; i++) starts[i] = (starts[i] ?? 0) + (starts[i - 1] ?? 0);
  const next = room.words(starts.length);
  next.set(starts);
  const docs = room.halves(entries.length / step);
  const counts = room.bytes(counted ? docs.length : 0);
  let doc = 0;
  let read = 0;
  for (const piece of pieces) {
    for (let i = 0; i < piece.length; i += step, read += step) {
      while (read >= ends.at(doc)) doc++;
      const word = rank[piece[i] ?? 0] ?? 0;
      const place = next[word] ?? 0;
      next[word] = place + 1;
      docs[place] = doc;
      if (counted) counts[place] = piece[i + 1] ?? 0;
    }
  }
  return { starts, docs, counts };
}
