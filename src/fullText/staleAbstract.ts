import { parseFullText } from '../core/fullText/parseFullText';
import type { KeptText } from '../library/store/keptTextStore';

/** Age in ms after which a text with only the abstract is fetched again: arXiv may have HTML by then. */
const ABSTRACT_AGE_MS = 86_400_000;

/** Returns whether a kept text has only the abstract and is a day old, or from the future by a wrong clock. */
export function isStaleAbstract(
  { answer, fetched }: Pick<KeptText, 'answer' | 'fetched'>,
  now: number,
): boolean {
  const age = now - Date.parse(fetched);
  return parseFullText(answer).kind === 'abstract' && !(age >= 0 && age < ABSTRACT_AGE_MS);
}
