import type { Dictionary, Sorted } from './termHash';
import { room } from './buffers';
import { NO_STEM, type Segment } from '../segment/segment';

/** The stems of words, and which words share each. */
type StemGroups = Pick<Segment, 'stems' | 'stemOfWord' | 'stemStarts' | 'stemWords'>;

/**
 * Groups words, by their places among the sorted words, by their stems; with chances to pause.
 * @param stemOf each word's number among the stems, by its number; NO_STEM for a stop word, which is in no group
 * @param rank each word's place among the sorted words
 */
export function* groupByStem(
  stems: Dictionary,
  stemOf: Uint32Array,
  rank: Uint32Array,
): Generator<void, StemGroups> {
  const sorted = yield* stems.sorting();
  yield;
  return grouped(sorted, stemOf, rank);
}

function grouped(sorted: Sorted, stemOf: Uint32Array, rank: Uint32Array): StemGroups {
  const stemOfWord = room.words(rank.length).fill(NO_STEM);
  const stemStarts = room.words(sorted.words.size + 1);
  let count = 0;
  stemOf.forEach((number, word) => {
    if (number === NO_STEM) return;
    const stem = sorted.rank[number] ?? 0;
    stemOfWord[rank[word] ?? 0] = stem;
    stemStarts[stem + 1] = (stemStarts[stem + 1] ?? 0) + 1;
    count++;
  });
  for (let i = 1; i < stemStarts.length; i++) stemStarts[i] = (stemStarts[i] ?? 0) + (stemStarts[i - 1] ?? 0);
  const next = room.words(stemStarts.length);
  next.set(stemStarts);
  const stemWords = room.words(count);
  stemOfWord.forEach((stem, word) => {
    if (stem === NO_STEM) return;
    const place = next[stem] ?? 0;
    stemWords[place] = word;
    next[stem] = place + 1;
  });
  return { stems: sorted.words, stemOfWord, stemStarts, stemWords };
}
