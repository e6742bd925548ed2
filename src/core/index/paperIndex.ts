import type { Paper } from '../paper/paper';
import { filtersOf, type Query } from '../query/parseQuery';
import type { RelatedPaper, SearchHit, SearchOptions } from './searchHit';
import { IndexReader } from './read/indexReader';
import { addFeedback } from './searcher/related/relevanceFeedback';
import { rescore } from './searcher/rescore';
import { foundAmong, isDecidedByFilters } from './searcher/foundAmong';
import { filteringDocs } from './searcher/filter';
import { hitOf, makeNonIncreasing } from './searcher/hits';
import type { PaperFacts } from './searcher/paperTest';
import { matchPapers } from './read/matchPapers';
import { EMPTY_PLAN } from './searcher/plan/queryPlan';
import { planQuery } from './searcher/plan/queryPlanner';
import { exactLookup } from './searcher/exactLookup';
import { reasonFor, scoreByProfile, type PersonalReason, type Preference } from './searcher/personalRanking';
import { moreLikeThis } from './searcher/related/relatedPapers';
import { bestCoverage, docNumbers, filterDocs, isPlainWords, type FoundDocs } from './searcher/foundDocs';
import { scoringPlan } from './searcher/scorer';
import { MAX_SEGMENT_DOCS } from './segment/segment';
import { segmentOf } from './write/segmentWriter';
import { topK, topSorted } from './read/topK';
import { emptyReader, type SegmentReader } from './read/segmentReader';
import { runToEnd } from '../lang/runGenerator';
import { TextScorer } from './searcher/textScorer';
import { boostByTitle, titlesStartingWith } from './searcher/titleBoost';
import { wordsOf } from '../analysis/tokenizer';
import { MatchedTerms } from './searcher/matchedTerms';

const TITLE_BOOSTED_DOCS = 50;
const DOCS_PER_STEP = 1024;
/** Minimum number of typed letters to put titles that begin with them first. */
const MIN_TITLE_PREFIX_LENGTH = 2;

/** Searches papers. Immutable: after a new day, the new index shares the old segments. */
export class PaperIndex {
  readonly #index: IndexReader;
  readonly #text: TextScorer;
  #numbers: Map<string, number> | undefined;

  constructor(segments: readonly SegmentReader[]) {
    this.#index = new IndexReader(segments);
    this.#text = new TextScorer(this.#index);
  }

  /** Indexes papers synchronously; for small libraries, collections and tests. */
  static of(papers: readonly Paper[]): PaperIndex {
    const readers: SegmentReader[] = [];
    for (let from = 0; from < papers.length; from += MAX_SEGMENT_DOCS)
      readers.push(emptyReader(segmentOf(papers.slice(from, from + MAX_SEGMENT_DOCS))));
    return new PaperIndex(runToEnd(matchPapers(readers, papers)).readers);
  }

  get segments(): readonly SegmentReader[] {
    return this.#index.segments;
  }

  /** Excludes deleted papers. */
  get size(): number {
    return this.#index.numDocs;
  }

  /** Returns the papers that a query finds, in its order. Without words, the newest papers come first. */
  search(query: Query, options: SearchOptions & PaperFacts = {}): SearchHit[] {
    return runToEnd(this.searching(query, options));
  }

  /** Like `search`, but yields between steps. */
  *searching(query: Query, options: SearchOptions & PaperFacts = {}): Generator<void, SearchHit[]> {
    const index = this.#index;
    const limit = Math.max(0, options.limit ?? index.maxDoc);
    const found = yield* this.#finding(query, options);
    const { plan, accumulator } = found;
    yield;
    const chosen =
      found.sort === 'relevance'
        ? this.#ranked(query, found, limit)
        : topSorted(index, found.docs, found.sort, limit);
    yield;
    const writing = new MatchedTerms(index, plan, found.stems);
    const shown = chosen.slice(0, limit);
    const scores = shown.map((doc) => accumulator.scores[doc] ?? 0);
    if (found.sort === 'relevance') makeNonIncreasing(scores);
    const hits = shown.flatMap((doc, i): SearchHit[] => {
      const paper = index.paper(doc);
      if (paper === undefined) return [];
      return [hitOf(paper, scores[i] ?? 0, () => writing.termsOf(doc))];
    });
    index.returnAccumulator(accumulator);
    return hits;
  }

  /** Returns the score of every paper that a finished query finds, by id, unordered. */
  matches(query: Query, facts: PaperFacts = {}): Map<string, number> {
    return runToEnd(this.matching(query, facts));
  }

  /** Like `matches`, but yields between steps. */
  *matching(query: Query, facts: PaperFacts = {}): Generator<void, Map<string, number>> {
    const { docs, accumulator } = yield* this.#finding(query, { ...facts, typing: false });
    const scores = new Map<string, number>();
    for (const [at, doc] of docs.entries()) {
      if (at % DOCS_PER_STEP === DOCS_PER_STEP - 1) yield;
      const id = this.#index.paper(doc)?.id;
      if (id !== undefined) scores.set(id, accumulator.scores[doc] ?? 0);
    }
    this.#index.returnAccumulator(accumulator);
    return scores;
  }

  /** Returns the papers among `ids` that `searching` would list. Yields between steps. */
  *findingAmong(
    query: Query,
    ids: ReadonlySet<string>,
    facts: PaperFacts & Pick<SearchOptions, 'typing'> = {},
  ): Generator<void, ReadonlySet<string>> {
    if (!isDecidedByFilters(query)) {
      const hits = yield* this.searching(query, { ...facts, typing: false });
      return new Set(hits.map(({ paper }) => paper.id).filter((id) => ids.has(id)));
    }
    const docs = [...ids].flatMap((id) => this.#number(id) ?? []);
    const { typing = false } = facts;
    const found = yield* foundAmong(this.#index, query, docs, facts, (id) => this.#number(id), typing);
    return new Set(docs.filter((doc) => found[doc] === 1).flatMap((doc) => this.#index.paper(doc)?.id ?? []));
  }

  /** Returns papers that share significant words with a paper, best first; empty if the id is unknown. */
  related(id: string, limit: number): RelatedPaper[] {
    const index = this.#index;
    const doc = this.#number(id);
    if (doc === undefined) return [];
    return moreLikeThis(index, this.#text, doc, limit).flatMap(({ doc, score, shared }): RelatedPaper[] => {
      const paper = index.paper(doc);
      return paper === undefined ? [] : [{ paper, score, shared }];
    });
  }

  /**
   * Scores papers by `scoreByProfile`. Ignores unknown ids. Yields.
   * @returns scores by id, unordered, of the papers that share a word with the profile
   */
  *personalScores(marked: readonly Preference[]): Generator<void, Map<string, number>> {
    const accumulator = this.#index.borrowAccumulator();
    const docs = marked.flatMap(({ id, weight }) => {
      const doc = this.#number(id);
      return doc === undefined ? [] : [{ doc, weight }];
    });
    yield* scoreByProfile(this.#index, this.#text, docs, accumulator);
    const scores = new Map<string, number>();
    for (const [at, doc] of accumulator.matchedDocs.entries()) {
      if (at % DOCS_PER_STEP === DOCS_PER_STEP - 1) yield;
      const id = this.#index.paper(doc)?.id;
      if (id !== undefined) scores.set(id, accumulator.scores[doc] ?? 0);
    }
    this.#index.returnAccumulator(accumulator);
    return scores;
  }

  /** Returns the most similar liked paper, and the number of others; see `reasonFor`. */
  personalReason(id: string, liked: readonly string[]): PersonalReason | undefined {
    const doc = this.#number(id);
    if (doc === undefined) return undefined;
    const docs = liked.flatMap((one) => this.#number(one) ?? []);
    const found = reasonFor(this.#index, this.#text, doc, docs);
    const paper = found && this.#index.paper(found.doc);
    return found && paper ? { id: paper.id, others: found.others } : undefined;
  }

  /** The documents are unordered. The caller must return the accumulator. */
  *#finding(query: Query, options: SearchOptions & PaperFacts): Generator<void, FoundDocs> {
    const index = this.#index;
    const typing = options.typing !== false;
    const scope = yield* filteringDocs(index, query.scope ?? [], options, false);
    const passes = yield* filteringDocs(index, filtersOf(query), options, typing, scope);
    const accumulator = index.borrowAccumulator();
    const exact = exactLookup(index, query, typing, passes, scope, (id) => this.#number(id));
    if (exact.only) {
      for (const doc of exact.docs) accumulator.max(doc, 1, 1);
      const docs = Uint32Array.from(exact.docs);
      return { docs, exact, passes, plan: EMPTY_PLAN, accumulator, sort: query.sort, stems: [] };
    }
    yield;
    const plan = planQuery(index, this.#text, query, typing);
    yield;
    const ranked = plan.terms.length > 0;
    let stems: readonly string[] = [];
    if (ranked) {
      yield* scoringPlan(index, this.#text, plan, accumulator);
      if (plan.rescoreTerms.length > 0)
        rescore(
          index,
          this.#text,
          plan.rescoreTerms,
          filterDocs(accumulator.matchedDocs, passes),
          accumulator,
        );
      if (options.explore === true) {
        const length = Math.hypot(...plan.terms.map(({ weight }) => weight));
        stems = addFeedback(index, this.#text, accumulator, length);
      }
    }
    // Required clauses, such as a category, may match papers without a score. If all are required, only filters decide.
    const found = query.clauses.some((clause) => clause.kind === 'text' && clause.presence === 'may')
      ? accumulator.matchedDocs
      : index.docs();
    const sort = ranked || query.sort !== 'relevance' ? query.sort : 'date';
    const passed = filterDocs(found, passes);
    // Sorting by day or votes ignores scores, so only papers that match the most words are sorted.
    const docs =
      sort === 'relevance' || plan.termCount < 2 ? passed : bestCoverage(plan, passed, accumulator);
    return { docs, exact, passes, plan, accumulator, sort, stems };
  }

  /** Sorts papers that the query names, then titles that begin with it, then by score. */
  #ranked(
    query: Query,
    { docs, exact, passes, plan, accumulator }: FoundDocs,
    limit: number,
  ): readonly number[] {
    const index = this.#index;
    const { scores } = accumulator;
    let chosen = topK(index, docs, scores, Math.max(limit, TITLE_BOOSTED_DOCS));
    const first = exact.only ? [] : [...exact.docs];
    if (plan.typing && !exact.only) {
      boostByTitle(index, plan, chosen.slice(0, TITLE_BOOSTED_DOCS), accumulator);
      const words = isPlainWords(query) ? wordsOf(query.text).map(({ text }) => text) : [];
      if (words.join('').length >= MIN_TITLE_PREFIX_LENGTH) {
        const starting = titlesStartingWith(index, plan, words, accumulator, passes);
        for (const titles of [starting.whole, starting.partial])
          first.push(...topK(index, new Uint32Array(titles), scores, TITLE_BOOSTED_DOCS));
      }
      chosen = topK(index, new Uint32Array(chosen), scores, chosen.length);
    }
    return [...new Set([...first, ...chosen])];
  }

  #number(id: string): number | undefined {
    this.#numbers ??= docNumbers(this.#index);
    return this.#numbers.get(id);
  }
}
