import { citationKey } from '../citation/citationKey';
import type { Paper } from '../paper/paper';

/** Maximum length of a file name without extension, in characters. */
const MAX_NAME_LENGTH = 100;
/** Windows device names. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/**
 * Returns the name of a paper's note without extension: its citation key, with a letter from the second note
 * on.
 * @param number 0 for the key itself
 */
export function noteFileName(paper: Paper, number = 0): string {
  // The key has only lowercase letters and digits.
  const key = citationKey(paper).slice(0, MAX_NAME_LENGTH);
  const safe = DEVICE.test(key) ? `${key}-note` : key;
  if (number === 0) return safe;
  return number < 26 ? `${safe}${String.fromCharCode(97 + number)}` : `${safe}-${number}`;
}
