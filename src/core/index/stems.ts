import lunr from 'lunr';
import { STOP_WORDS } from './stopWords';

/** Version of the Lunr that stems and whose scores these are; an index file is bound to it. */
export const LUNR_VERSION: string = lunr.version;

/** What Lunr does to a word before it is indexed: stop words out, the rest to their stems. */
const pipeline = new lunr.Pipeline();
const stopWordFilter = lunr.generateStopWordFilter([...STOP_WORDS]);
lunr.Pipeline.registerFunction(stopWordFilter, 'smartStopWordFilter');
pipeline.add(stopWordFilter, lunr.stemmer);

/** Words of one library are the same few over and over: 100,000 papers have about 200,000. */
const MOST_KEPT = 400_000;
const kept = new Map<string, string>();

/** The stem of a word in its normal form, by Lunr's pipeline; an empty string for a stop word. */
export function stemOf(word: string): string {
  const known = kept.get(word);
  if (known !== undefined) return known;
  const stem = pipeline.runString(word)[0]?.toString() ?? '';
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(word, stem);
  return stem;
}
