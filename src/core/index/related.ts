import type { Corpus } from './corpus';
import { best } from './select';
import type { TextScorer } from './textScorer';
import { stemsOf } from './vector';

/** A related paper by number, with the words that it shares, weightiest first. */
export interface RelatedDoc {
  readonly doc: number;
  readonly score: number;
  readonly shared: readonly string[];
}

/** Stems of a paper that are looked for in the others. */
const MOST_STEMS = 25;
/** Shared words that are named. */
const MOST_SHARED = 5;

/** Papers that share a paper's weightiest stems: the sum of both papers' weights for each shared stem. */
export function relatedTo(corpus: Corpus, text: TextScorer, doc: number, limit: number): RelatedDoc[] {
  const own = stemsOf(corpus, text, doc).slice(0, MOST_STEMS);
  const tally = corpus.borrow();
  for (const { stem, weight } of own) text.addStem(stem, tally, { factor: weight, bits: 1 });
  const docs = best(
    corpus,
    tally.touched.filter((other) => other !== doc),
    tally.values,
    limit,
  );
  const related = docs.map((other) => {
    const theirs = new Map(stemsOf(corpus, text, other).map((stem) => [stem.stem, stem]));
    const shared = own
      .map((mine) => ({ word: mine.word, weight: mine.weight * (theirs.get(mine.stem)?.weight ?? 0) }))
      .filter(({ weight }) => weight > 0)
      .sort((a, b) => b.weight - a.weight)
      .slice(0, MOST_SHARED);
    return { doc: other, score: tally.values[other] ?? 0, shared: shared.map(({ word }) => word) };
  });
  corpus.giveBack(tally);
  return related;
}
