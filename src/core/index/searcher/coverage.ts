import { LruMap } from '../../lang/lruMap';
import { popCount } from '../read/numeric';
import type { ScoreAccumulator } from '../read/accumulator';

/** How the share of a short query that a paper matches changes its score. */
export interface CoverageRanking {
  /** Power of the share of matched words. */
  readonly coverage: number;
  /** Increase for a title that matches all words, in multiples of the score. */
  readonly titleCoverage: number;
}

/** For words in another form than typed. */
const INEXACT_WEIGHT = 0.9;
/** Weight of a stop word, or of one such as `paper` or `about`. */
const LOW_INFORMATION_WEIGHT = 0.4;
const TITLE_POWER = 4;
const UNKNOWN = -1;

/**
 * Factors of scores by match bits: terms that match, match exactly, match in the title. Computes factors on first use:
 * five words have 32,768 combinations, and few of them occur.
 */
export class Coverage {
  readonly #factors: Float64Array;
  readonly #termCount: number;
  readonly #lowInformation: number;
  readonly #ranking: CoverageRanking;

  constructor(termCount: number, lowInformation: number, ranking: CoverageRanking) {
    this.#factors = new Float64Array(1 << (3 * termCount)).fill(UNKNOWN);
    this.#termCount = termCount;
    this.#lowInformation = lowInformation;
    this.#ranking = ranking;
  }

  multiply(accumulator: ScoreAccumulator): void {
    multiplyScores(accumulator, this.#factors, (mask) => this.factorOf(mask));
  }

  factorOf(mask: number): number {
    const termCount = this.#termCount;
    const all = (1 << termCount) - 1;
    const matched = mask & all;
    const exact = matched & (mask >> termCount);
    const inTitle = mask >> (2 * termCount);
    const whole = this.#sum(all);
    const covered = this.#sum(exact) + INEXACT_WEIGHT * (this.#sum(matched) - this.#sum(exact));
    const titled = (this.#sum(inTitle) / whole) ** TITLE_POWER;
    const { coverage, titleCoverage } = this.#ranking;
    return (covered / whole) ** coverage * (1 + titleCoverage * titled);
  }

  #sum(mask: number): number {
    return (
      popCount(mask & ~this.#lowInformation) + LOW_INFORMATION_WEIGHT * popCount(mask & this.#lowInformation)
    );
  }
}

/** Returns the shared coverage table for a kind of query. */
export function coverageOf(termCount: number, lowInformation: number, ranking: CoverageRanking): Coverage {
  const key = [termCount, lowInformation, ranking.coverage, ranking.titleCoverage].join();
  const cached = coverages.get(key);
  if (cached !== undefined) return cached;
  const coverage = new Coverage(termCount, lowInformation, ranking);
  coverages.set(key, coverage);
  return coverage;
}

/** A table for five terms takes 262 kB, and there are 32 of these for the low-information terms. */
const MAX_TABLES = 8;
const coverages = new LruMap<string, Coverage>(MAX_TABLES);

function multiplyScores(
  { scores, matchMask, docs, count }: ScoreAccumulator,
  factors: Float64Array,
  factorOf: (mask: number) => number,
): void {
  for (let i = 0; i < count; i++) {
    const doc = docs[i] ?? 0;
    const own = matchMask[doc] ?? 0;
    let factor = factors[own] ?? 0;
    if (factor === UNKNOWN) factors[own] = factor = factorOf(own);
    scores[doc] = (scores[doc] ?? 0) * factor;
  }
}
