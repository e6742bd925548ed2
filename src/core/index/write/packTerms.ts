import { TermDictionary } from '../segment/termDictionary';
import { sharedArrays } from './sharedArrays';

/** Packs strings into flat arrays. Lookups require distinct strings, sorted by code unit. */
export function packTerms(terms: readonly string[]): TermDictionary {
  const starts = sharedArrays.uint32(terms.length + 1);
  const units = sharedArrays.uint16(terms.reduce((sum, term) => sum + term.length, 0));
  let at = 0;
  terms.forEach((term, i) => {
    for (let k = 0; k < term.length; k++) units[at++] = term.charCodeAt(k);
    starts[i + 1] = at;
  });
  return new TermDictionary(starts, units);
}
