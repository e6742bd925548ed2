import { popCount } from '../read/numeric';
import type { ScoreAccumulator } from '../read/accumulator';

/** How much it counts what share of a query a paper covers. */
export interface CoverageRanking {
  /** Of few words, the share of them that a paper matches is raised to this power. */
  readonly coverage: number;
  /** What a title that matches every one of few words adds, in multiples of the score. */
  readonly titleCoverage: number;
}

/** A word matched in another form counts as this share of one. */
const INEXACT_WEIGHT = 0.9;
/** What a slot counts whose word says little: a stop word, or one with which people ask for papers. */
const LOW_INFORMATION_WEIGHT = 0.4;
/** The power of the share of few words that a title matches. */
const TITLE_POWER = 4;
/** A factor that was not worked out yet. */
const UNKNOWN = -1;

/**
 * What a paper's score is multiplied by, by its bits: which slots match, which of them exactly, which of them in the title.
 * Each factor is worked out when a paper first has those bits, for of 32,768 that five words may have, few ever occur.
 */
export class Coverage {
  readonly #factors: Float64Array;
  readonly #termCount: number;
  /** Slots that say little about what is looked for, one bit each. */
  readonly #lowInformation: number;
  readonly #ranking: CoverageRanking;

  constructor(termCount: number, lowInformation: number, ranking: CoverageRanking) {
    this.#factors = new Float64Array(1 << (3 * termCount)).fill(UNKNOWN);
    this.#termCount = termCount;
    this.#lowInformation = lowInformation;
    this.#ranking = ranking;
  }

  /** Multiplies each score of a tally. */
  multiply(accumulator: ScoreAccumulator): void {
    multiplyScores(accumulator, this.#factors, (mask) => this.factorOf(mask));
  }

  /** What scores of papers with these bits are multiplied by. */
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

/** The coverage of queries of so many words; one for each kind of query. */
export function coverageOf(termCount: number, lowInformation: number, ranking: CoverageRanking): Coverage {
  const key = [termCount, lowInformation, ranking.coverage, ranking.titleCoverage].join();
  const known = coverages.get(key) ?? new Coverage(termCount, lowInformation, ranking);
  coverages.set(key, known);
  return known;
}

/** By number of slots, which are weak, and the ranking. */
const coverages = new Map<string, Coverage>();

/** Multiplies each score by the factor of its bits. */
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
