import type { Corpus } from './corpus';
import { best } from './select';
import type { Tally } from './tally';
import { stemsOf } from './vector';

/** Rocchio's feedback: how many best answers are read, how many of their stems are added, and with what weight. */
const ANSWERS = 3;
const STEMS = 40;
const ALPHA = 0.6;

/** Widens a scored query by the weightiest stems of its best answers, and adds their scores. */
export function explore(corpus: Corpus, tally: Tally, queryLength: number): void {
  const answers = best(corpus, tally.touched, tally.values, ANSWERS);
  const sums = new Map<string, number>();
  for (const doc of answers) {
    const stems = stemsOf(corpus, doc);
    const length = Math.hypot(...stems.map(({ weight }) => weight));
    for (const { stem, weight } of stems) sums.set(stem, (sums.get(stem) ?? 0) + weight / length);
  }
  const added = [...sums].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, STEMS);
  const length = Math.hypot(...added.map(([, sum]) => sum));
  for (const [stem, sum] of added) corpus.addStem(stem, tally, (ALPHA * queryLength * sum) / length, 1);
}
