import type { Corpus } from '../read/indexReader';
import { best } from '../read/topK';
import type { Tally } from '../read/accumulator';
import type { TextScorer } from './textScorer';
import { stemsOf } from './termVector';

/**
 * Rocchio's feedback: how many of the best answers are read, how many of their stems are added, and the length of what
 * is added beside the query's own. Chosen on judged collections (test/eval).
 */
const ANSWERS = 4;
const STEMS = 60;
const SHARE = 0.6;
/** The bit of a tally that no word of a query has. */
const WIDER = 1 << 15;

/**
 * Widens a scored query of some length by the weightiest stems of its best answers, and adds their scores.
 * @returns the stems that were added, the weightiest first
 */
export function explore(
  corpus: Corpus,
  text: TextScorer,
  tally: Tally,
  queryLength: number,
): readonly string[] {
  const sums = new Map<string, number>();
  for (const doc of best(corpus, tally.touched, tally.values, ANSWERS)) {
    const stems = stemsOf(corpus, text, doc);
    const length = Math.hypot(...stems.map(({ weight }) => weight));
    if (length > 0)
      for (const { stem, weight } of stems) sums.set(stem, (sums.get(stem) ?? 0) + weight / length);
  }
  const added = [...sums].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, STEMS);
  const length = Math.hypot(...added.map(([, sum]) => sum));
  for (const [stem, sum] of added)
    text.addStem(stem, tally, { factor: (SHARE * queryLength * sum) / length, bits: WIDER });
  return added.map(([stem]) => stem);
}
