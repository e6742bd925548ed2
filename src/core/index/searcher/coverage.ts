import { ones } from '../read/numeric';
import type { Tally } from '../read/accumulator';

/** How much it counts what share of a query a paper covers. */
export interface CoverageRanking {
  /** Of few words, the share of them that a paper matches is raised to this power. */
  readonly coverage: number;
  /** What a title that matches every one of few words adds, in multiples of the score. */
  readonly titleCoverage: number;
}

/** A word matched in another form counts as this share of one. */
const INEXACT = 0.9;
/** What a slot counts whose word says little: a stop word, or one with which people ask for papers. */
const WEAK = 0.4;
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
  readonly #slots: number;
  /** Slots that say little about what is looked for, one bit each. */
  readonly #weak: number;
  readonly #ranking: CoverageRanking;

  constructor(slots: number, weak: number, ranking: CoverageRanking) {
    this.#factors = new Float64Array(1 << (3 * slots)).fill(UNKNOWN);
    this.#slots = slots;
    this.#weak = weak;
    this.#ranking = ranking;
  }

  /** Multiplies each score of a tally. */
  multiply(tally: Tally): void {
    multiply(tally, this.#factors, (bits) => this.of(bits));
  }

  /** What scores of papers with these bits are multiplied by. */
  of(bits: number): number {
    const slots = this.#slots;
    const all = (1 << slots) - 1;
    const matched = bits & all;
    const exact = matched & (bits >> slots);
    const inTitle = bits >> (2 * slots);
    const whole = this.#sum(all);
    const covered = this.#sum(exact) + INEXACT * (this.#sum(matched) - this.#sum(exact));
    const titled = (this.#sum(inTitle) / whole) ** TITLE_POWER;
    const { coverage, titleCoverage } = this.#ranking;
    return (covered / whole) ** coverage * (1 + titleCoverage * titled);
  }

  #sum(bits: number): number {
    return ones(bits & ~this.#weak) + WEAK * ones(bits & this.#weak);
  }
}

/** The coverage of queries of so many words; one for each kind of query. */
export function coverageOf(slots: number, weak: number, ranking: CoverageRanking): Coverage {
  const key = [slots, weak, ranking.coverage, ranking.titleCoverage].join();
  const known = coverages.get(key) ?? new Coverage(slots, weak, ranking);
  coverages.set(key, known);
  return known;
}

/** By number of slots, which are weak, and the ranking. */
const coverages = new Map<string, Coverage>();

/** Multiplies each score by the factor of its bits. */
function multiply(
  { values, bits, list, count }: Tally,
  factors: Float64Array,
  factorOf: (bits: number) => number,
): void {
  for (let i = 0; i < count; i++) {
    const doc = list[i] ?? 0;
    const own = bits[doc] ?? 0;
    let factor = factors[own] ?? 0;
    if (factor === UNKNOWN) factors[own] = factor = factorOf(own);
    values[doc] = (values[doc] ?? 0) * factor;
  }
}
