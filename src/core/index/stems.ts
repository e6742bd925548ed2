import lunr from 'lunr';
import { american } from './british';
import { STOP_WORDS } from './stopWords';

/** Version of the Lunr that stems and whose scores these are; an index file is bound to it. */
export const LUNR_VERSION: string = lunr.version;

/** Lunr's own stop word filter, with our list. */
const telling = lunr.generateStopWordFilter([...STOP_WORDS]) as (token: lunr.Token) => lunr.Token | undefined;

/** Words of queries and of the papers on show are the same few over and over. */
const MOST_KEPT = 50_000;
const kept = new Map<string, string>();

/**
 * The stem of a word in its normal form, as Lunr's pipeline makes it of the American spelling; an empty string for a
 * stop word.
 */
export function madeStem(word: string): string {
  const token = telling(new lunr.Token(word, {}));
  return token === undefined ? '' : lunr.stemmer(token.update(american)).toString();
}

/** The same, remembered for the next time. */
export function stemOf(word: string): string {
  const known = kept.get(word);
  if (known !== undefined) return known;
  const stem = madeStem(word);
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(word, stem);
  return stem;
}
