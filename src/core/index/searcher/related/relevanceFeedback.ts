import type { IndexReader } from '../../read/indexReader';
import { topK } from '../../read/topK';
import type { ScoreAccumulator } from '../../read/accumulator';
import type { TextScorer } from '../textScorer';
import { termVector } from './termVector';

/**
 * Relevance feedback (Rocchio, 1971): number of best results to read, of their stems to add, and weight of the added
 * vector relative to the query's. Chosen on judged collections (test/eval).
 */
const FEEDBACK_DOCS = 4;
const FEEDBACK_STEMS = 60;
const FEEDBACK_WEIGHT = 0.6;
/** Match bit of papers that feedback found; no query term uses it. */
const FEEDBACK_CANDIDATES = 1 << 15;

/**
 * Adds the heaviest stems of the best answers to a scored query.
 * @param queryLength Euclidean length of the query's weights
 * @returns the added stems, by descending weight
 */
export function addFeedback(
  index: IndexReader,
  text: TextScorer,
  accumulator: ScoreAccumulator,
  queryLength: number,
): readonly string[] {
  const weights = new Map<string, number>();
  for (const doc of topK(index, accumulator.matchedDocs, accumulator.scores, FEEDBACK_DOCS)) {
    const stems = termVector(index, text, doc);
    const length = Math.hypot(...stems.map(({ weight }) => weight));
    if (length > 0)
      for (const { stem, weight } of stems) weights.set(stem, (weights.get(stem) ?? 0) + weight / length);
  }
  const added = [...weights].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, FEEDBACK_STEMS);
  const length = Math.hypot(...added.map(([, sum]) => sum));
  for (const [stem, sum] of added)
    text.addStem(stem, accumulator, {
      factor: (FEEDBACK_WEIGHT * queryLength * sum) / length,
      mask: FEEDBACK_CANDIDATES,
    });
  return added.map(([stem]) => stem);
}
