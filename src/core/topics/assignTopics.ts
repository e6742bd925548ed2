import type { PaperIndex } from '../index/paperIndex';
import { TITLE_WEIGHT } from '../index/segment/segment';
import type { SegmentReader } from '../index/read/segmentReader';
import { KnownTopics, type SegmentTopics } from './topicCache';
import type { Combination, PlannedTerm, TopicPlan } from './topicPlan';
import { TopicScan } from './topicScan';
import { OTHER_TOPIC } from './topics';

/** Number of mentions at which a term gives half its weight; saturates as in BM25. */
const HALF = 1.2;
/** Minimum score of a topic: less than one mention of a strong term in the abstract. */
const EARNED = 0.8;
/** Minimum score of a further topic, relative to the first topic's score. */
const SHARE = 0.55;
/** Maximum number of topics per paper. */
const MOST = 3;
/** Papers between two yields. */
const SLICE = 128;

/** Version of the scoring rules. Cached topics computed with other values are discarded. */
export const TOPIC_RULES = [HALF, EARNED, SHARE, MOST, TITLE_WEIGHT].join(' ');

/**
 * Assigns topics to every paper of the index: at most three, strongest first, or `other` alone. Scores of
 * weighted terms depend on the paper's own words only, so new papers do not change old ones. Yields between
 * slices so that the caller can pause.
 * @param known topics from earlier runs of the same plan; new results are added unless the plan has searches
 */
export function* assignTopics(
  index: PaperIndex,
  plan: TopicPlan,
  known: KnownTopics = new KnownTopics(),
): Generator<void, ReadonlyMap<string, readonly string[]>> {
  const searches = new Searches(index, plan);
  // The result of a search can change with every new paper.
  const learning = searches.none ? known : new KnownTopics();
  for (const shard of index.segments) yield* scanShard(shard, plan, searches, learning.of(shard.segment));
  return yield* topicsById(index, learning);
}

/** Returns the known topics by paper id; `other` for papers without an entry. */
export function* topicsById(
  index: PaperIndex,
  known: KnownTopics,
): Generator<void, ReadonlyMap<string, readonly string[]>> {
  const assigned = new Map<string, readonly string[]>();
  for (const { segment, papers } of index.segments) {
    const topics = known.of(segment);
    for (let doc = 0; doc < papers.length; doc++) {
      if (doc % SLICE === SLICE - 1) yield;
      const paper = papers[doc];
      if (paper) assigned.set(paper.id, topics[doc] ?? [OTHER_TOPIC]);
    }
  }
  return assigned;
}

/** Scans the papers of a segment whose topics are not known yet. */
function* scanShard(
  { segment, papers }: SegmentReader,
  plan: TopicPlan,
  searches: Searches,
  topics: SegmentTopics,
): Generator<void, void> {
  let scan: TopicScan | undefined;
  const scorer = new Scorer(plan);
  for (let doc = 0; doc < papers.length; doc++) {
    if (doc % SLICE === SLICE - 1) yield;
    if (topics[doc] !== undefined || papers[doc] === undefined) continue;
    scan ??= new TopicScan(segment, plan.patterns);
    const scores = scorer.scores(scan, scan.scan(doc), searches.of(segment.ids.text(doc)));
    topics[doc] = earned(plan.topicIds, scores);
  }
}

/** Returns the ids of a paper's topics. `scores` are in the order of `topicIds`. */
export function earned(topicIds: readonly string[], scores: readonly number[]): readonly string[] {
  const ranked = topicIds
    .map((id, place) => ({ id, score: scores[place] ?? 0 }))
    .filter(({ id, score }) => id !== OTHER_TOPIC && score >= EARNED)
    .sort((a, b) => b.score - a.score);
  const [first] = ranked;
  if (!first) return [OTHER_TOPIC];
  return ranked
    .slice(0, MOST)
    .filter(({ score }) => score >= SHARE * first.score)
    .map(({ id }) => id);
}

/** Computes a paper's score for each topic. Reused for all papers to avoid allocations. */
class Scorer {
  readonly #plan: TopicPlan;
  readonly #mentions: Float64Array;
  readonly #vetoed: Uint8Array;
  /** Terms with a query of several clauses. They are checked for every paper. */
  readonly #combined: readonly number[];

  constructor(plan: TopicPlan) {
    this.#plan = plan;
    this.#mentions = new Float64Array(plan.terms.length);
    this.#vetoed = new Uint8Array(plan.terms.length);
    this.#combined = [...plan.terms.keys()].filter((term) => isCombined(plan.terms[term]));
  }

  /**
   * Returns scores in the order of the topics, from the patterns found in the paper and the search results.
   */
  scores(scan: TopicScan, touched: readonly number[], found: FoundTerms): readonly number[] {
    const { topicIds, terms, counted, vetoed } = this.#plan;
    this.#mentions.fill(0);
    this.#vetoed.fill(0);
    for (const term of found.counted) this.#mentions[term] = 1;
    for (const term of found.vetoed) this.#vetoed[term] = 1;
    for (const pattern of touched) {
      const count = scan.counts[pattern] ?? 0;
      for (const term of counted[pattern] ?? []) this.#mentions[term] = (this.#mentions[term] ?? 0) + count;
      for (const term of vetoed[pattern] ?? []) this.#vetoed[term] = 1;
    }
    for (const number of this.#combined) {
      const term = terms[number];
      if (!term) continue;
      this.#mentions[number] = (this.#mentions[number] ?? 0) + sum(term.combinations, scan.counts);
      if (sum(term.notCombinations, scan.counts) > 0) this.#vetoed[number] = 1;
    }
    const scores = new Array<number>(topicIds.length).fill(0);
    for (const [number, { topic, weight }] of terms.entries()) {
      const count = this.#mentions[number] ?? 0;
      if (count === 0 || this.#vetoed[number] === 1) continue;
      scores[topic] = (scores[topic] ?? 0) + (weight * count) / (count + HALF);
    }
    return scores;
  }
}

function isCombined(term: PlannedTerm | undefined): boolean {
  return term !== undefined && term.combinations.length + term.notCombinations.length > 0;
}

/** Counts mentions of multi-clause queries: the rarest required clause, or the sum of the optional ones. */
function sum(combinations: readonly Combination[], counts: Float64Array): number {
  let total = 0;
  for (const { may, must, mustNot } of combinations) {
    if (mustNot.some((pattern) => (counts[pattern] ?? 0) > 0)) continue;
    const required = must.map((pattern) => counts[pattern] ?? 0);
    total +=
      required.length > 0
        ? Math.min(...required)
        : may.reduce((mentions, pattern) => mentions + (counts[pattern] ?? 0), 0);
  }
  return total;
}

interface FoundTerms {
  readonly counted: readonly number[];
  readonly vetoed: readonly number[];
}

const NOTHING: FoundTerms = { counted: [], vetoed: [] };

/** Results, by paper, of the queries that need a search. */
class Searches {
  readonly #byPaper = new Map<string, { readonly counted: number[]; readonly vetoed: number[] }>();

  /** True if no topic needs a search. */
  readonly none: boolean;

  constructor(index: PaperIndex, plan: TopicPlan) {
    this.none = plan.terms.every(({ searches, notSearches }) => searches.length + notSearches.length === 0);
    plan.terms.forEach((term, number) => this.#ask(index, term, number));
  }

  of(paperId: string): FoundTerms {
    return this.#byPaper.get(paperId) ?? NOTHING;
  }

  #ask(index: PaperIndex, { searches, notSearches }: PlannedTerm, term: number): void {
    for (const query of searches)
      for (const id of index.matches(query).keys()) this.#at(id).counted.push(term);
    for (const query of notSearches)
      for (const id of index.matches(query).keys()) this.#at(id).vetoed.push(term);
  }

  #at(id: string): { readonly counted: number[]; readonly vetoed: number[] } {
    const known = this.#byPaper.get(id);
    if (known) return known;
    const made = { counted: [], vetoed: [] };
    this.#byPaper.set(id, made);
    return made;
  }
}
