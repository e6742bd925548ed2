import type { IndexReader } from '../read/indexReader';
import { topK } from '../read/topK';
import type { ScoreAccumulator } from '../read/accumulator';
import type { TextScorer } from './textScorer';
import { termVector } from './termVector';

/**
 * Rocchio's feedback: how many of the best answers are read, how many of their stems are added, and the length of what
 * is added beside the query's own. Chosen on judged collections (test/eval).
 */
const FEEDBACK_DOCS = 4;
const FEEDBACK_STEMS = 60;
const FEEDBACK_WEIGHT = 0.6;
/** The bit of a tally that no word of a query has. */
const FEEDBACK_CANDIDATES = 1 << 15;

/**
 * Widens a scored query of some length by the weightiest stems of its best answers, and adds their scores.
 * @returns the stems that were added, the weightiest first
 */
export function addFeedback(
  index: IndexReader,
  text: TextScorer,
  accumulator: ScoreAccumulator,
  queryLength: number,
): readonly string[] {
  const sums = new Map<string, number>();
  for (const doc of topK(index, accumulator.matchedDocs, accumulator.scores, FEEDBACK_DOCS)) {
    const stems = termVector(index, text, doc);
    const length = Math.hypot(...stems.map(({ weight }) => weight));
    if (length > 0)
      for (const { stem, weight } of stems) sums.set(stem, (sums.get(stem) ?? 0) + weight / length);
  }
  const added = [...sums].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, FEEDBACK_STEMS);
  const length = Math.hypot(...added.map(([, sum]) => sum));
  for (const [stem, sum] of added)
    text.addStem(stem, accumulator, {
      factor: (FEEDBACK_WEIGHT * queryLength * sum) / length,
      bits: FEEDBACK_CANDIDATES,
    });
  return added.map(([stem]) => stem);
}
