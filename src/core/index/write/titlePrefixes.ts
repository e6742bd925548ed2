import type { TitlePrefixes } from '../segment/segment';
import { argsort } from './argsort';
import { sharedArrays } from './sharedArrays';

export const NO_TITLE = 0;

/**
 * Lists papers by the first word of their title.
 * @param firstWords id of each paper's first word plus 1, or NO_TITLE
 */
export function titlePrefixesOf(firstWords: Uint32Array): TitlePrefixes {
  const untitled = firstWords.reduce((sum, first) => sum + (first === NO_TITLE ? 1 : 0), 0);
  const order = argsort(firstWords).subarray(untitled);
  const words = sharedArrays.uint32(order.length);
  const docs = sharedArrays.uint16(order.length);
  order.forEach((doc, i) => {
    words[i] = (firstWords[doc] ?? 0) - 1;
    docs[i] = doc;
  });
  return { words, docs };
}
