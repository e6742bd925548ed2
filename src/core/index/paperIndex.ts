import type { Paper } from '../paper';
import type { Query, Sort } from '../query';
import type { RelatedPaper, SearchHit, SearchOptions } from '../search';
import { Corpus } from './corpus';
import { explore } from './explore';
import { passing, type Facts } from './filter';
import { joinShards } from './joining';
import { planOf, type Plan } from './plan';
import { namedBy, startsFirst } from './promote';
import { relatedTo } from './related';
import { scorePlan } from './score';
import { SegmentBuilder } from './segmentBuilder';
import { best, before } from './select';
import { bareShard, type Shard } from './shard';
import { finished } from './steps';
import type { Tally } from './tally';
import { TextScorer } from './textScorer';
import { Writing } from './writing';

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
    const builders = [new SegmentBuilder()];
    for (const paper of papers) {
      if (builders.at(-1)?.full === true) builders.push(new SegmentBuilder());
      builders.at(-1)?.add(paper);
    }
    const shards = builders.map((builder) => bareShard(builder.build()));
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
    const { docs, plan, tally, sort } = this.#find(query, options);
    const named = sort === 'relevance' ? namedBy(corpus, query, (id) => this.#number(id)) : [];
    const chosen =
      sort === 'relevance'
        ? [...named, ...this.#ranked(query, plan, docs, tally, limit).filter((doc) => !named.includes(doc))]
        : inOrder(corpus, docs, sort);
    const writing = new Writing(corpus, plan);
    const hits = chosen.slice(0, limit).flatMap((doc): SearchHit[] => {
      const paper = corpus.paper(doc);
      if (paper === undefined) return [];
      return [hitOf(paper, tally.values[doc] ?? 0, () => writing.termsOf(doc))];
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
    const passes = passing(corpus, query, options, typing);
    const plan = planOf(corpus, this.#text, query, typing);
    const tally = corpus.borrow();
    const ranked = plan.terms.length > 0;
    if (ranked) {
      scorePlan(corpus, this.#text, plan, tally);
      if (options.explore === true) {
        const length = Math.hypot(...plan.terms.map(({ weight }) => weight));
        explore(corpus, this.#text, tally, length);
      }
    }
    // A clause that must match may match where nothing is scored, as in a category, so filters alone decide then.
    const found = query.clauses.some((clause) => clause.kind === 'text' && clause.presence === 'may')
      ? tally.touched
      : corpus.docs();
    const docs = passes === undefined ? found : found.filter((doc) => passes[doc] === 1);
    return { docs, plan, tally, sort: ranked || query.sort !== 'relevance' ? query.sort : 'date' };
  }

  #ranked(query: Query, plan: Plan, docs: Uint32Array, tally: Tally, limit: number): readonly number[] {
    // Titles that begin with what was typed may come from a little further down.
    const chosen = best(this.#corpus, docs, tally.values, Math.max(limit, 50));
    return plan.few ? startsFirst(this.#corpus, query, chosen) : chosen;
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

interface Found {
  readonly docs: Uint32Array;
  readonly plan: Plan;
  readonly tally: Tally;
  readonly sort: Sort;
}

function numbersOf(corpus: Corpus): Map<string, number> {
  const numbers = new Map<string, number>();
  for (const { papers, base } of corpus.shards)
    papers.forEach((paper, doc) => {
      if (paper !== undefined) numbers.set(paper.id, base + doc);
    });
  return numbers;
}

function inOrder(corpus: Corpus, docs: Uint32Array, sort: Sort): number[] {
  const upvotes = (doc: number): number => corpus.paper(doc)?.upvotes ?? 0;
  return [...docs].sort(
    (a, b) => (sort === 'upvotes' ? upvotes(b) - upvotes(a) : 0) || (before(corpus, a, b) ? -1 : 1),
  );
}
