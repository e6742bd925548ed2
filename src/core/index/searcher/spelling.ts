import type { IndexReader } from '../read/indexReader';
import { completionsOf, maxEdits, fuzzyTerms, type Expansion } from './termExpansion';
import { cachedStem } from '../../analysis/stemmer';

/** Words that stand in for a misspelt one. */
const MAX_SUGGESTIONS = 10;
/** A word that papers hold is taken for a misspelling of one that is so many times as frequent: papers misspell, too. */
const MIN_FREQUENCY_RATIO = 100;
/** Shortest word of which that is thought; shorter ones are names and abbreviations. */
const MIN_DOUBTED_LENGTH = 5;
/** The words that begin with what was typed come along, and don't count. */
const MAX_CANDIDATES = 200;

const NUMBER = /^\p{N}+$/u;

/** Like MIN_FREQUENCY_RATIO, for a typed word that matches only through its stem, such as `recurent`. */
const MIN_STEM_FREQUENCY_RATIO = 2;

/** The words that a typed one may be a misspelling of. */
export interface Corrections {
  /** Nearest first, all equally near. */
  readonly words: readonly Expansion[];
  /** They replace the typed word; otherwise papers with a word of its stem count as well. */
  readonly sure: boolean;
}

export const NO_CORRECTIONS: Corrections = { words: [], sure: false };

/**
 * Finds the words that a typed one is probably a misspelling of: papers contain it nowhere, or so seldom beside a near
 * word that they misspell it themselves. Where papers contain it nowhere but share its stem, both are possible:
 * `identifer` has the stem of `identify`, and `identifier` has another.
 * @param open the word may go on
 * @param written papers that hold the word, or one that it begins
 * @param related papers that hold a word with its stem, where none holds the word
 * @param doubted look for a more frequent word although papers hold this one, or its stem
 */
export function suggestCorrections(
  index: IndexReader,
  { word, stem, partial }: { readonly word: string; readonly stem: string; readonly partial: boolean },
  written: number,
  related: number,
  doubted: boolean,
): Corrections {
  const least = written > 0 ? MIN_FREQUENCY_RATIO * written : MIN_STEM_FREQUENCY_RATIO * related;
  // No number is a misspelling of another.
  if (NUMBER.test(word)) return NO_CORRECTIONS;
  if (least > 0 && (!doubted || word.length < MIN_DOUBTED_LENGTH)) return NO_CORRECTIONS;
  if (written > 0 && least > index.liveCount) return NO_CORRECTIONS;
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
  const words = sure ? frequent : written === 0 ? similar : [];
  // A word two edits away is no better for being rarer than one that is one away.
  const nearest = words.filter(({ distance }) => distance === words[0]?.distance);
  return { words: nearest.slice(0, MAX_SUGGESTIONS), sure };
}

/** Shortest part of a word that was typed without a space; shorter ones are beginnings and endings of words. */
const MIN_PART_LENGTH = 4;
/** A word that papers hold stands for itself, unless it is so many times rarer than the two. */
const SPLIT_FREQUENCY_RATIO = 20;
/** The words that begin with the typed one come along. */
const MAX_SPLIT_CANDIDATES = 20;
/** Each part must be in so many papers: rarer ones fit into any word. */
const MIN_PART_DOCS = 5;
/**
 * The two words that a typed one runs together, `diffusionmodel`; undefined when papers hold it as often as that,
 * when it is rather a beginning or a misspelt word, or when it is no two words of theirs.
 * @param open the second one may be a beginning
 */
export function splitCompound(
  index: IndexReader,
  word: string,
  open: boolean,
): readonly [before: string, after: string] | undefined {
  if (word.length < 2 * MIN_PART_LENGTH) return undefined;
  let best: readonly [string, string] | undefined;
  let most = MIN_PART_DOCS - 1;
  for (let cut = MIN_PART_LENGTH; cut <= word.length - MIN_PART_LENGTH; cut++) {
    const [before, after] = [word.slice(0, cut), word.slice(cut)];
    if (cachedStem(before) === '' || cachedStem(after) === '') continue;
    const first = index.docFreq(before);
    if (first <= most) continue;
    const begun = open ? (completionsOf(index, after, 1)[0]?.count ?? 0) : 0;
    const count = Math.min(first, Math.max(begun, index.docFreq(after)));
    if (count <= most) continue;
    most = count;
    best = [before, after];
  }
  if (best === undefined) return undefined;
  const [whole] = open ? completionsOf(index, word, 1) : [];
  const count = Math.max(index.docFreq(word), whole?.count ?? 0);
  if (count * SPLIT_FREQUENCY_RATIO >= most) return undefined;
  const [near] = fuzzyTerms(index, word, 1, open, MAX_SPLIT_CANDIDATES).filter(
    ({ distance }) => distance > 0,
  );
  return (near?.count ?? 0) * SPLIT_FREQUENCY_RATIO < most ? best : undefined;
}
