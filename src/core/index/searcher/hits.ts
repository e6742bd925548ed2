import type { Paper } from '../../paper/paper';
import type { SearchHit } from '../searchHit';

/** Creates a hit that computes its matched words on first read: a list of 50 shows ten. */
export function hitOf(paper: Paper, score: number, termsOf: () => readonly string[]): SearchHit {
  let terms: readonly string[] | undefined;
  return {
    paper,
    score,
    get terms() {
      return (terms ??= termsOf());
    },
  };
}

/** Raises each score to at least the next, so that scores agree with the order of the hits. */
export function makeNonIncreasing(scores: number[]): void {
  for (let i = scores.length - 1; i > 0; i--) scores[i - 1] = Math.max(scores[i - 1] ?? 0, scores[i] ?? 0);
}
