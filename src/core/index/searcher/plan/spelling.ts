import type { IndexReader } from '../../read/indexReader';
import { completionsOf, type Expansion } from './completions';
import { fuzzyTerms } from './fuzzyTerms';
import { cachedStem } from '../../../analysis/stemmer';

const MAX_SUGGESTIONS = 10;
/** A word is a misspelling of one that is this many times as frequent: papers contain typos. */
const MIN_FREQUENCY_RATIO = 100;
/** Shorter indexed words are names and abbreviations, not misspellings. */
const MIN_DOUBTED_LENGTH = 5;
/** Includes completions, which are filtered out. */
const MAX_CANDIDATES = 200;

const NUMBER = /^\p{N}+$/u;

/** For a typed word that matches only by its stem, such as `recurent`. */
const MIN_STEM_FREQUENCY_RATIO = 2;

function maxEdits(length: number): number {
  return length < 4 ? 0 : length < 8 ? 1 : 2;
}

export interface Corrections {
  /** All at one edit distance, most frequent first. */
  readonly words: readonly Expansion[];
  /** The corrections replace the typed word. Otherwise, papers with its stem match too. */
  readonly sure: boolean;
}

export const NO_CORRECTIONS: Corrections = { words: [], sure: false };

/**
 * Returns probable corrections of a word that no paper contains, or that is so much rarer than a similar word that it
 * is probably a typo in papers too. If papers contain only its stem, both readings are possible: `identifer` has the
 * stem of `identify`, `identifier` has another.
 * @param docFreq number of papers with the word or a completion
 * @param stemDocFreq number of papers with its stem, if none has the word
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
  // A rarer word at distance 2 would otherwise rank above one at distance 1.
  const nearest = words.filter(({ distance }) => distance === words[0]?.distance);
  return { words: nearest.slice(0, MAX_SUGGESTIONS), sure };
}

/** Shorter parts are prefixes and suffixes. */
const MIN_PART_LENGTH = 4;
/** The parts of an indexed word must be this many times as frequent. */
const SPLIT_FREQUENCY_RATIO = 20;
/** Includes completions of the typed word. */
const MAX_SPLIT_CANDIDATES = 20;
/** Rarer parts occur in words by chance. */
const MIN_PART_DOCS = 5;
/**
 * Splits a word typed without a space: `diffusionmodel`. Returns `undefined` if enough papers contain the word, if it
 * is more probably a prefix or a misspelling, or if papers lack a part.
 * @param open the second part may be incomplete
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
