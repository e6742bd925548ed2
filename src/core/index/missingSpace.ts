import { completionsOf, similarWords } from './searcher/termExpansion';
import type { Corpus } from './read/indexReader';
import { stemOf } from '../analysis/stemmer';

/** Shortest part of a word that was typed without a space; shorter ones are beginnings and endings of words. */
const SHORTEST_PART = 4;
/** A word that papers hold stands for itself, unless it is so many times rarer than the two. */
const RARER = 20;
/** The words that begin with the typed one come along. */
const LOOKED_AT = 20;
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
  if (count * RARER >= most) return undefined;
  const [near] = similarWords(corpus, word, 1, open, LOOKED_AT).filter(({ distance }) => distance > 0);
  return (near?.count ?? 0) * RARER < most ? best : undefined;
}
