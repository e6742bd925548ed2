import type { Corpus } from '../read/indexReader';
import { completionsOf, forgiven, similarWords, type Expansion } from './termExpansion';
import { stemOf } from '../../analysis/stemmer';

/** Words that stand in for a misspelt one. */
const MOST = 10;
/** A word that papers hold is taken for a misspelling of one that is so many times as frequent: papers misspell, too. */
const RARER = 100;
/** Shortest word of which that is thought; shorter ones are names and abbreviations. */
const SHORTEST_RARE = 5;
/** The words that begin with what was typed come along, and don't count. */
const LOOKED_AT = 200;

const NUMBER = /^\p{N}+$/u;

/** The same where papers hold no form of it but its stem, as `recurent` has that of `recurring`. */
const RARER_STEM = 2;

/**
 * The words that were probably meant by a typed one, nearest first and all equally near: papers hold it nowhere, or so
 * seldom beside a near word that they misspell it themselves.
 * @param open the word may go on
 * @param written papers that hold the word, or one that it begins
 * @param related papers that hold a word with its stem, where none holds the word
 * @param doubted look for a more frequent word although papers hold this one, or its stem
 */
export function meantBy(
  corpus: Corpus,
  { word, stem, open }: { readonly word: string; readonly stem: string; readonly open: boolean },
  written: number,
  related: number,
  doubted: boolean,
): readonly Expansion[] {
  const least = written > 0 ? RARER * written : RARER_STEM * related;
  // No number is a misspelling of another.
  if (NUMBER.test(word)) return [];
  if (least > 0 && (!doubted || word.length < SHORTEST_RARE || least > corpus.count)) return [];
  const edits = least === 0 ? forgiven(word.length) : 1;
  if (edits === 0) return [];
  const similar = similarWords(corpus, word, edits, open, least === 0 ? MOST : LOOKED_AT).filter(
    (one) => least === 0 || (one.distance > 0 && one.count >= least && stemOf(one.word) !== stem),
  );
  // A word two edits away is no better for being rarer than one that is one away.
  return similar.filter(({ distance }) => distance === similar[0]?.distance).slice(0, MOST);
}

/** Shortest part of a word that was typed without a space; shorter ones are beginnings and endings of words. */
const SHORTEST_PART = 4;
/** A word that papers hold stands for itself, unless it is so many times rarer than the two. */
const SPLIT_RARER = 20;
/** The words that begin with the typed one come along. */
const SPLIT_CANDIDATES = 20;
/** Each part must be in so many papers: rarer ones fit into any word. */
const FEWEST = 5;
/**
 * The two words that a typed one runs together, `diffusionmodel`; undefined when papers hold it as often as that,
 * when it is rather a beginning or a misspelt word, or when it is no two words of theirs.
 * @param open the second one may be a beginning
 */
export function runTogether(
  corpus: Corpus,
  word: string,
  open: boolean,
): readonly [before: string, after: string] | undefined {
  if (word.length < 2 * SHORTEST_PART) return undefined;
  let best: readonly [string, string] | undefined;
  let most = FEWEST - 1;
  for (let cut = SHORTEST_PART; cut <= word.length - SHORTEST_PART; cut++) {
    const [before, after] = [word.slice(0, cut), word.slice(cut)];
    if (stemOf(before) === '' || stemOf(after) === '') continue;
    const first = corpus.wordCount(before);
    if (first <= most) continue;
    const begun = open ? (completionsOf(corpus, after, 1)[0]?.count ?? 0) : 0;
    const count = Math.min(first, Math.max(begun, corpus.wordCount(after)));
    if (count <= most) continue;
    most = count;
    best = [before, after];
  }
  if (best === undefined) return undefined;
  const [whole] = open ? completionsOf(corpus, word, 1) : [];
  const count = Math.max(corpus.wordCount(word), whole?.count ?? 0);
  if (count * SPLIT_RARER >= most) return undefined;
  const [near] = similarWords(corpus, word, 1, open, SPLIT_CANDIDATES).filter(({ distance }) => distance > 0);
  return (near?.count ?? 0) * SPLIT_RARER < most ? best : undefined;
}
