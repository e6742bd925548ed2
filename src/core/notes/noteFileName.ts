import { citationKey } from '../citation/citationKey';
import type { Paper } from '../paper/paper';

/** Without extension, in characters. */
const MAX_NAME_LENGTH = 100;
/** Windows device names. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/**
 * Returns the paper's citation key, with a letter from the second note on. Has no extension.
 * @param number 0 for the key itself
 */
export function noteFileName(paper: Paper, number = 0): string {
  // The key has only lowercase letters and digits.
  const key = citationKey(paper).slice(0, MAX_NAME_LENGTH);
  const safe = DEVICE.test(key) ? `${key}-note` : key;
  if (number === 0) return safe;
  return number < 26 ? `${safe}${String.fromCharCode(97 + number)}` : `${safe}-${number}`;
}
