import type { Paper } from '../paper/paper';
import { ones } from './read/numeric';
import { filtersOf, type Query, type Sort } from '../query/parseQuery';
import type { RelatedPaper, SearchHit, SearchOptions } from './searchHit';
import { Corpus } from './read/indexReader';
import { explore } from './searcher/relevanceFeedback';
import { addFurther } from './searcher/rescore';
import { passing, type Facts } from './searcher/filter';
import { joinShards } from './read/matchPapers';
import { NO_PLAN, type Plan } from './searcher/queryPlan';
import { planOf } from './searcher/queryPlanner';
import { namedBy, type Named } from './searcher/exactLookup';
import { relatedTo } from './searcher/relatedPapers';
import { scorePlan } from './searcher/scorer';
import { MOST_DOCS } from './segment/segment';
import { segmentOf } from './write/segmentWriter';
import { best } from './read/topK';
import { bareShard, type Shard } from './read/segmentReader';
import { finished } from '../lang/runGenerator';
import type { Tally } from './read/accumulator';
import { TextScorer } from './searcher/textScorer';
import { raiseByTitle, startingWith } from './searcher/titleBoost';
import { wordsOf } from '../analysis/tokenizer';
import { Writing } from './searcher/matchedTerms';

/** Best answers whose titles are looked at for the order of the words. */
const LOOKED_AT = 50;
/** Fewer letters begin too many titles. */
const SHORTEST_START = 2;

/** Finds papers. Never changes once made: a new day makes a new index that shares the segments of the old. */
export class PaperIndex {
  readonly #corpus: Corpus;
  readonly #text: TextScorer;
  #numbers: Map<string, number> | undefined;

  constructor(shards: readonly Shard[]) {
    this.#corpus = new Corpus(shards);
    this.#text = new TextScorer(this.#corpus);
  }

  /** Indexes papers at once; for small libraries, collections and tests. */
  static of(papers: readonly Paper[]): PaperIndex {
    const shards: Shard[] = [];
    for (let from = 0; from < papers.length; from += MOST_DOCS)
      shards.push(bareShard(segmentOf(papers.slice(from, from + MOST_DOCS))));
    return new PaperIndex(finished(joinShards(shards, papers)).shards);
  }

  /** The parts that the index is made of, for whoever reads the papers' words in order. */
  get shards(): readonly Shard[] {
    return this.#corpus.shards;
  }

  /** How many papers can be found. */
  get size(): number {
    return this.#corpus.count;
  }

  /**
   * The papers that a query finds, best first (or as its `sort:` says). A query of filters only lists what passes,
   * newest first; so does an empty one.
   */
  search(query: Query, options: SearchOptions & Facts = {}): SearchHit[] {
    const corpus = this.#corpus;
    const limit = Math.max(0, options.limit ?? corpus.size);
    const found = this.#find(query, options);
    const { plan, tally } = found;
    const chosen =
      found.sort === 'relevance'
        ? this.#ranked(query, found, limit)
        : inOrder(corpus, found.docs, found.sort, limit);
    const writing = new Writing(corpus, plan, found.stems);
    const shown = chosen.slice(0, limit);
    const scores = shown.map((doc) => tally.values[doc] ?? 0);
    if (found.sort === 'relevance') makeFalling(scores);
    const hits = shown.flatMap((doc, i): SearchHit[] => {
      const paper = corpus.paper(doc);
      if (paper === undefined) return [];
      return [hitOf(paper, scores[i] ?? 0, () => writing.termsOf(doc))];
    });
    corpus.giveBack(tally);
    return hits;
  }

  /** Score of every paper that a finished query finds, by id, in no order; for filters and topics. */
  matches(query: Query, facts: Facts = {}): Map<string, number> {
    const { docs, tally } = this.#find(query, { ...facts, typing: false });
    const scores = new Map<string, number>();
    for (const doc of docs) {
      const id = this.#corpus.paper(doc)?.id;
      if (id !== undefined) scores.set(id, tally.values[doc] ?? 0);
    }
    this.#corpus.giveBack(tally);
    return scores;
  }

  /** Papers that share the weightiest words of a paper, best first; none when the id is not known. */
  related(id: string, limit: number): RelatedPaper[] {
    const corpus = this.#corpus;
    const doc = this.#number(id);
    if (doc === undefined) return [];
    return relatedTo(corpus, this.#text, doc, limit).flatMap(
      ({ doc: other, score, shared }): RelatedPaper[] => {
        const paper = corpus.paper(other);
        return paper === undefined ? [] : [{ paper, score, shared }];
      },
    );
  }

  /** What a query finds, in no order; whoever calls gives the tally back. */
  #find(query: Query, options: SearchOptions & Facts): Found {
    const corpus = this.#corpus;
    const typing = options.typing !== false;
    const scope = passing(corpus, query.scope ?? [], options, false);
    const passes = passing(corpus, filtersOf(query), options, typing, scope);
    const tally = corpus.borrow();
    const named = namedBy(corpus, query, typing, passes, scope, (id) => this.#number(id));
    if (named.only) {
      for (const doc of named.docs) tally.raise(doc, 1, 1);
      const docs = Uint32Array.from(named.docs);
      return { docs, named, passes, plan: NO_PLAN, tally, sort: query.sort, stems: [] };
    }
    const plan = planOf(corpus, this.#text, query, typing);
    const ranked = plan.terms.length > 0;
    let stems: readonly string[] = [];
    if (ranked) {
      scorePlan(corpus, this.#text, plan, tally);
      if (plan.further.length > 0)
        addFurther(corpus, this.#text, plan.further, passed(tally.touched, passes), tally);
      if (options.explore === true) {
        const length = Math.hypot(...plan.terms.map(({ weight }) => weight));
        stems = explore(corpus, this.#text, tally, length);
      }
    }
    // A clause that must match may match where nothing is scored, as in a category, so filters alone decide then.
    const found = query.clauses.some((clause) => clause.kind === 'text' && clause.presence === 'may')
      ? tally.touched
      : corpus.docs();
    const sort = ranked || query.sort !== 'relevance' ? query.sort : 'date';
    const among = passed(found, passes);
    // A day or a number of votes says nothing about the words, so only papers that hold them are put in their order.
    const docs = sort === 'relevance' || plan.slots < 2 ? among : mostCovering(plan, among, tally);
    return { docs, named, passes, plan, tally, sort, stems };
  }

  /** The best first: papers that the query names, titles that begin with it, then by score. */
  #ranked(query: Query, { docs, named, passes, plan, tally }: Found, limit: number): readonly number[] {
    const corpus = this.#corpus;
    const { values } = tally;
    let chosen = best(corpus, docs, values, Math.max(limit, LOOKED_AT));
    const first = named.only ? [] : [...named.docs];
    if (plan.typing && !named.only) {
      raiseByTitle(corpus, plan, chosen.slice(0, LOOKED_AT), tally);
      const words = isWords(query) ? wordsOf(query.text).map(({ text }) => text) : [];
      if (words.join('').length >= SHORTEST_START) {
        const starting = startingWith(corpus, plan, words, tally, passes);
        for (const titles of [starting.whole, starting.begun])
          first.push(...best(corpus, new Uint32Array(titles), values, LOOKED_AT));
      }
      chosen = best(corpus, new Uint32Array(chosen), values, chosen.length);
    }
    return [...new Set([...first, ...chosen])];
  }

  #number(id: string): number | undefined {
    this.#numbers ??= numbersOf(this.#corpus);
    return this.#numbers.get(id);
  }
}

/** A hit that names its words when they are asked for: a list of fifty shows ten. */
function hitOf(paper: Paper, score: number, termsOf: () => readonly string[]): SearchHit {
  let terms: readonly string[] | undefined;
  return {
    paper,
    score,
    get terms() {
      return (terms ??= termsOf());
    },
  };
}

/** Raises scores to those that come after them: a paper that is put first is no less relevant than the next. */
function makeFalling(scores: number[]): void {
  for (let i = scores.length - 1; i > 0; i--) scores[i - 1] = Math.max(scores[i - 1] ?? 0, scores[i] ?? 0);
}

/** Whether a query is words and phrases only, none of them excluded. */
function isWords({ clauses }: Query): boolean {
  return clauses.every(
    (clause) => clause.kind === 'text' && clause.field === undefined && clause.presence !== 'mustNot',
  );
}

function passed(docs: Uint32Array, passes: Uint8Array | undefined): Uint32Array {
  return passes === undefined ? docs : docs.filter((doc) => passes[doc] === 1);
}

interface Found {
  readonly docs: Uint32Array;
  readonly named: Named;
  readonly passes: Uint8Array | undefined;
  readonly plan: Plan;
  readonly tally: Tally;
  readonly sort: Sort;
  /** What the query was widened by. */
  readonly stems: readonly string[];
}

/** Of the papers that a plan found, those that hold as many of its words as any does; words that say little don't count. */
function mostCovering({ slots, weak }: Plan, docs: Uint32Array, { bits }: Tally): Uint32Array {
  const telling = ((1 << slots) - 1) & ~weak;
  let most = 0;
  for (const doc of docs) most = Math.max(most, ones((bits[doc] ?? 0) & telling));
  return docs.filter((doc) => ones((bits[doc] ?? 0) & telling) === most);
}

function numbersOf(corpus: Corpus): Map<string, number> {
  const numbers = new Map<string, number>();
  for (const { papers, base } of corpus.shards)
    papers.forEach((paper, doc) => {
      if (paper !== undefined) numbers.set(paper.id, base + doc);
    });
  return numbers;
}

/** The first of some papers by day or votes. */
function inOrder(corpus: Corpus, docs: Uint32Array, sort: Sort, limit: number): number[] {
  return best(corpus, docs, sort === 'upvotes' ? corpus.upvotes : corpus.days, limit);
}
