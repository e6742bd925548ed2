import type { PaperIndex } from '../index/paperIndex';
import { TITLE_WEIGHT } from '../index/segment/titleWeight';
import type { SegmentReader } from '../index/read/segmentReader';
import { TopicCache, type SegmentTopics } from './topicCache';
import type { Combination, PlannedTerm, TopicPlan } from './topicPlan';
import { TopicScan } from './topicScan';
import type { Query } from '../query/parseQuery';
import { topicQuery } from './topicQuery';
import { OTHER_TOPIC, type Topic } from './topic';

/** Mentions at which a term gives half its weight; saturates as in BM25. */
const HALF_SCORE = 1.2;
/** Less than one mention of a strong term in the abstract. */
const MIN_SCORE = 0.8;
/** Minimum score of a further topic, relative to the first. */
const MIN_SHARE = 0.55;
const MAX_TOPICS_PER_PAPER = 3;
const SLICE_DOCS = 128;
/** Papers between two yields. With a thousand user queries, a paper takes up to 0.2 ms. */
const SCANNED = 16;

/** Version of the scoring rules. Cached topics of other versions are discarded. */
export const TOPIC_RULES = [
  HALF_SCORE,
  MIN_SCORE,
  MIN_SHARE,
  MAX_TOPICS_PER_PAPER,
  TITLE_WEIGHT,
  'at most in all',
].join(' ');

export type TopicsByPaper = ReadonlyMap<string, readonly string[]>;

/**
 * Assigns at most three topics to every paper, strongest first, or `other` alone. Scores depend only on the paper's own
 * words, so new papers do not change old ones. Yields.
 * @param known topics from earlier runs of the plan; new results are added unless the plan has searches
 * @param found topics defined by a query, which come first
 */
export function* assignTopics(
  index: PaperIndex,
  plan: TopicPlan,
  known: TopicCache = new TopicCache(),
  found: TopicsByPaper = new Map(),
): Generator<void, ReadonlyMap<string, readonly string[]>> {
  const searches = new Searches();
  yield* searches.run(index, plan);
  // New papers can change the result of a search.
  const learning = searches.none ? known : new TopicCache();
  for (const shard of index.segments) yield* scanSegment(shard, plan, searches, learning.of(shard.segment));
  return yield* topicsById(index, learning, found);
}

/** Runs the searches of topics that a query defines. Topics of a paper keep their order. Yields. */
export function* findTopics(index: PaperIndex, topics: readonly Topic[]): Generator<void, TopicsByPaper> {
  const found = new Map<string, string[]>();
  for (const { id, query } of topics) {
    if (query === undefined || id === OTHER_TOPIC) continue;
    let papers = 0;
    const matches = yield* index.matching(topicQuery(query));
    for (const paper of matches.keys()) {
      const some = found.get(paper);
      if (some) some.push(id);
      else found.set(paper, [id]);
      if (++papers % SLICE_DOCS === 0) yield;
    }
    yield;
  }
  return found;
}

/** Returns `other` for papers without topics. */
export function* topicsById(
  index: PaperIndex,
  known: TopicCache,
  found: TopicsByPaper = new Map(),
): Generator<void, ReadonlyMap<string, readonly string[]>> {
  const assigned = new Map<string, readonly string[]>();
  for (const { segment, papers } of index.segments) {
    const topics = known.of(segment);
    for (let doc = 0; doc < papers.length; doc++) {
      if (doc % SLICE_DOCS === SLICE_DOCS - 1) yield;
      const paper = papers[doc];
      if (paper) assigned.set(paper.id, unionTopics(found.get(paper.id), topics[doc] ?? NO_OTHER));
    }
  }
  return assigned;
}

const NO_OTHER: readonly string[] = [OTHER_TOPIC];

function unionTopics(found: readonly string[] | undefined, own: readonly string[]): readonly string[] {
  if (found === undefined) return own;
  return [...found, ...own.filter((id) => id !== OTHER_TOPIC)].slice(0, MAX_TOPICS_PER_PAPER);
}

function* scanSegment(
  { segment, papers }: SegmentReader,
  plan: TopicPlan,
  searches: Searches,
  topics: SegmentTopics,
): Generator<void, void> {
  let scan: TopicScan | undefined;
  const scorer = new Scorer(plan);
  for (let doc = 0; doc < papers.length; doc++) {
    if (doc % SCANNED === SCANNED - 1) yield;
    if (topics[doc] !== undefined || papers[doc] === undefined) continue;
    scan ??= yield* TopicScan.of(segment, plan.patterns);
    const scores = scorer.scores(scan, scan.scan(doc), searches.of(segment.ids.text(doc)));
    topics[doc] = rankTopics(plan.topicIds, scores, plan.added);
  }
}

/**
 * Returns at most three topics of a paper. Topics in `added` do not raise the score that others need.
 * @param scores in the order of `topicIds`
 */
export function rankTopics(
  topicIds: readonly string[],
  scores: readonly number[],
  added: ReadonlySet<string> = new Set(),
): readonly string[] {
  const ranked = topicIds
    .map((id, place) => ({ id, score: scores[place] ?? 0 }))
    .filter(({ id, score }) => id !== OTHER_TOPIC && score >= MIN_SCORE)
    .sort((a, b) => b.score - a.score);
  if (ranked.length === 0) return [OTHER_TOPIC];
  const strongest = ranked.find(({ id }) => !added.has(id));
  const least = MIN_SHARE * (strongest?.score ?? 0);
  return ranked
    .filter(({ score }) => score >= least)
    .slice(0, MAX_TOPICS_PER_PAPER)
    .map(({ id }) => id);
}

/** Reused for all papers to avoid allocations. */
class Scorer {
  readonly #plan: TopicPlan;
  readonly #mentions: Float64Array;
  readonly #vetoed: Uint8Array;
  /** Terms with multi-clause queries, which are checked for every paper. */
  readonly #combined: readonly number[];

  constructor(plan: TopicPlan) {
    this.#plan = plan;
    this.#mentions = new Float64Array(plan.terms.length);
    this.#vetoed = new Uint8Array(plan.terms.length);
    this.#combined = [...plan.terms.keys()].filter((term) => isCombined(plan.terms[term]));
  }

  /** Returns scores in the order of the topics. */
  scores(scan: TopicScan, touched: readonly number[], found: MatchedTerms): readonly number[] {
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
      scores[topic] = (scores[topic] ?? 0) + (weight * count) / (count + HALF_SCORE);
    }
    return scores;
  }
}

function isCombined(term: PlannedTerm | undefined): boolean {
  return term !== undefined && term.combinations.length + term.notCombinations.length > 0;
}

/** Counts mentions of multi-clause queries: of the rarest required clause, or of all optional ones. */
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

interface MatchedTerms {
  readonly counted: readonly number[];
  readonly vetoed: readonly number[];
}

const NO_TERMS: MatchedTerms = { counted: [], vetoed: [] };

class Searches {
  readonly #byPaper = new Map<string, { readonly counted: number[]; readonly vetoed: number[] }>();

  none = true;

  *run(index: PaperIndex, { terms }: TopicPlan): Generator<void, void> {
    for (const [number, term] of terms.entries()) {
      for (const query of term.searches) yield* this.#search(index, query, number, 'counted');
      for (const query of term.notSearches) yield* this.#search(index, query, number, 'vetoed');
    }
  }

  of(paperId: string): MatchedTerms {
    return this.#byPaper.get(paperId) ?? NO_TERMS;
  }

  *#search(index: PaperIndex, query: Query, term: number, as: 'counted' | 'vetoed'): Generator<void, void> {
    this.none = false;
    let papers = 0;
    const matches = yield* index.matching(query);
    for (const id of matches.keys()) {
      this.#at(id)[as].push(term);
      if (++papers % SLICE_DOCS === 0) yield;
    }
    yield;
  }

  #at(id: string): { readonly counted: number[]; readonly vetoed: number[] } {
    const known = this.#byPaper.get(id);
    if (known) return known;
    const made = { counted: [], vetoed: [] };
    this.#byPaper.set(id, made);
    return made;
  }
}
