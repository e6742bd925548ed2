import type { IndexReader } from '../../read/indexReader';
import { completionsOf, type Expansion } from './completions';
import { fuzzyTerms } from './fuzzyTerms';
import { cachedStem } from '../../../analysis/stemmer';

const MAX_SUGGESTIONS = 10;
/** A word counts as a misspelling of one that is this many times as frequent: papers contain typos. */
const MIN_FREQUENCY_RATIO = 100;
/** Minimum length of an indexed word that can count as a misspelling. Shorter ones are names and abbreviations. */
const MIN_DOUBTED_LENGTH = 5;
/** Maximum number of similar words to fetch, including completions, which are filtered out. */
const MAX_CANDIDATES = 200;

const NUMBER = /^\p{N}+$/u;

/** Like MIN_FREQUENCY_RATIO, for a typed word that matches only through its stem, such as `recurent`. */
const MIN_STEM_FREQUENCY_RATIO = 2;

/** Maximum edit distance for a word of this length. */
function maxEdits(length: number): number {
  return length < 4 ? 0 : length < 8 ? 1 : 2;
}

export interface Corrections {
  /** All at the same edit distance, most frequent first. */
  readonly words: readonly Expansion[];
  /** The corrections replace the typed word. Otherwise, papers with its stem match as well. */
  readonly sure: boolean;
}

export const NO_CORRECTIONS: Corrections = { words: [], sure: false };

/**
 * Finds the probable corrections of a typed word. Either no paper contains the word, or it is so much rarer
 * than a similar word that it is probably a typo in papers too. If papers contain only its stem, both
 * readings are possible: `identifer` has the stem of `identify`, `identifier` has another.
 * @param docFreq number of papers with the word or a completion of it
 * @param stemDocFreq number of papers with its stem, if none contains the word
 * @param doubted search for a more frequent word even if papers contain the word or its stem
 */
export function suggestCorrections(
  index: IndexReader,
  { word, stem, partial }: { readonly word: string; readonly stem: string; readonly partial: boolean },
  docFreq: number,
  stemDocFreq: number,
  doubted: boolean,
): Corrections {
  const least = docFreq > 0 ? MIN_FREQUENCY_RATIO * docFreq : MIN_STEM_FREQUENCY_RATIO * stemDocFreq;
  // A number is not a misspelling of another number.
  if (NUMBER.test(word)) return NO_CORRECTIONS;
  if (least > 0 && (!doubted || word.length < MIN_DOUBTED_LENGTH)) return NO_CORRECTIONS;
  if (docFreq > 0 && least > index.numDocs) return NO_CORRECTIONS;
  const edits = least === 0 ? maxEdits(word.length) : 1;
  if (edits === 0) return NO_CORRECTIONS;
  const similar = fuzzyTerms(
    index,
    word,
    edits,
    partial,
    least === 0 ? MAX_SUGGESTIONS : MAX_CANDIDATES,
  ).filter((one) => least === 0 || (one.distance > 0 && cachedStem(one.word) !== stem));
  const frequent = similar.filter(({ count }) => count >= least);
  const sure = frequent.length > 0;
  const words = sure ? frequent : docFreq === 0 ? similar : [];
  // Keeps only the smallest edit distance: a rarer word at distance 2 would otherwise rank above one at
  // distance 1.
  const nearest = words.filter(({ distance }) => distance === words[0]?.distance);
  return { words: nearest.slice(0, MAX_SUGGESTIONS), sure };
}

/** Minimum length of the parts of a word typed without a space. Shorter parts are prefixes and suffixes. */
const MIN_PART_LENGTH = 4;
/** An indexed word is split only if both parts are at least this many times as frequent. */
const SPLIT_FREQUENCY_RATIO = 20;
/** Maximum number of similar words to fetch, including completions of the typed word. */
const MAX_SPLIT_CANDIDATES = 20;
/** Minimum number of papers with each part. Rarer parts occur in any word by chance. */
const MIN_PART_DOCS = 5;
/**
 * Splits a word that was typed without a space: `diffusionmodel`. Returns undefined if enough papers contain
 * the word, if it is more probably a prefix or a misspelling, or if papers do not contain both parts.
 * @param open the second part may be the beginning of a word
 */
export function splitCompound(
  index: IndexReader,
  word: string,
  open: boolean,
): readonly [before: string, after: string] | undefined {
  if (word.length < 2 * MIN_PART_LENGTH) return undefined;
  let best: readonly [string, string] | undefined;
  let bestCount = MIN_PART_DOCS - 1;
  for (let cut = MIN_PART_LENGTH; cut <= word.length - MIN_PART_LENGTH; cut++) {
    const [before, after] = [word.slice(0, cut), word.slice(cut)];
    if (cachedStem(before) === '' || cachedStem(after) === '') continue;
    const first = index.docFreq(before);
    if (first <= bestCount) continue;
    const begun = open ? (completionsOf(index, after, 1)[0]?.count ?? 0) : 0;
    const count = Math.min(first, Math.max(begun, index.docFreq(after)));
    if (count <= bestCount) continue;
    bestCount = count;
    best = [before, after];
  }
  if (best === undefined) return undefined;
  const [whole] = open ? completionsOf(index, word, 1) : [];
  const count = Math.max(index.docFreq(word), whole?.count ?? 0);
  if (count * SPLIT_FREQUENCY_RATIO >= bestCount) return undefined;
  const [near] = fuzzyTerms(index, word, 1, open, MAX_SPLIT_CANDIDATES).filter(
    ({ distance }) => distance > 0,
  );
  return (near?.count ?? 0) * SPLIT_FREQUENCY_RATIO < bestCount ? best : undefined;
}
