import lunr from 'lunr';
import { american } from '../index/british';
import { STOP_WORDS } from './stopWords';

/** Version of the Lunr that stems and whose scores these are; an index file is bound to it. */
export const LUNR_VERSION: string = lunr.version;

/**
 * A set, where Lunr's own filter asks a plain object: V8 keeps every word that an object was asked for, in the part of the
 * heap that only a whole collection empties.
 */
const stopWords: ReadonlySet<string> = new Set(STOP_WORDS);

/** Words of queries and of the papers on show are the same few over and over. */
const MOST_KEPT = 50_000;
const kept = new Map<string, string>();

/**
 * The stem of a word in its normal form, as Lunr's pipeline makes it of the American spelling; an empty string for a
 * stop word.
 */
export function madeStem(word: string): string {
  if (stopWords.has(word)) return '';
  return lunr.stemmer(new lunr.Token(american(word), {})).toString();
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
