import { PaperIndex } from '../../src/core/index/paperIndex';
import { runInSlices } from '../../src/timeSlice';
import { generatedPapers } from '../support/generatedPapers';
import { median, type BenchRow } from './row';

const PAPERS = 15_000;
const MARKED = 100;
const RUNS = 9;

/** Scores all papers for a user who marked 100, and explains one of them. */
export async function rows(): Promise<readonly BenchRow[]> {
  const papers = generatedPapers(PAPERS, 1);
  const index = PaperIndex.of(papers);
  const marked = papers.slice(0, MARKED).map(({ id }) => ({ id, weight: 1 }));
  const last = papers.at(-1)?.id ?? '';
  const [scoring, explaining]: [number[], number[]] = [[], []];
  for (let run = 0; run < RUNS; run += 1) {
    const began = performance.now();
    await runInSlices(index.personalScores(marked));
    const scored = performance.now();
    index.personalReason(
      last,
      marked.slice(0, 60).map(({ id }) => id),
    );
    scoring.push(scored - began);
    explaining.push(performance.now() - scored);
  }
  const at = `${PAPERS.toLocaleString('en')} papers, ${MARKED} marked`;
  return [
    { what: `${at}: scores of the order "For you"`, value: median(scoring), unit: 'ms' },
    { what: `${at}: reason for a row`, value: median(explaining), unit: 'ms' },
  ];
}
