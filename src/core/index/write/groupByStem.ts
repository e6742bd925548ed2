import { NO_STEM, type Segment } from '../segment/segment';
import { accumulateStarts, copyUint32, sharedArrays } from './sharedArrays';

/**
 * Lists the words of each stem, ascending.
 * @param stemOfWord stem id of each word; NO_STEM for a stop word, which is in no list
 */
export function groupByStem(
  stemOfWord: Uint32Array,
  stemCount: number,
): Pick<Segment, 'stemOfWord' | 'stemStarts' | 'stemWords'> {
  const stemStarts = sharedArrays.uint32(stemCount + 1);
  let count = 0;
  for (const stem of stemOfWord) {
    if (stem === NO_STEM) continue;
    stemStarts[stem + 1] = (stemStarts[stem + 1] ?? 0) + 1;
    count++;
  }
  accumulateStarts(stemStarts);
  const next = copyUint32(stemStarts);
  const stemWords = sharedArrays.uint32(count);
  stemOfWord.forEach((stem, word) => {
    if (stem === NO_STEM) return;
    const place = next[stem] ?? 0;
    stemWords[place] = word;
    next[stem] = place + 1;
  });
  return { stemOfWord, stemStarts, stemWords };
}
