import type { Paper } from '../paper';
import { isEmpty, type Query, type Sort } from '../query';
import type { RelatedPaper, SearchHit, SearchOptions } from '../search';
import { Corpus } from './corpus';
import { explore } from './explore';
import { passing, type Facts } from './filter';
import { planOf } from './plan';
import { relatedTo } from './related';
import { scorePlan } from './score';
import { SegmentBuilder } from './segmentBuilder';
import { best, before } from './select';
import { joinShard, type Shard } from './shard';
import { Writing } from './writing';

/** Finds papers. Never changes once made: a new day makes a new index that shares the segments of the old. */
export class PaperIndex {
  readonly #corpus: Corpus;
  #numbers: Map<string, number> | undefined;

  constructor(shards: readonly Shard[]) {
    this.#corpus = new Corpus(shards);
  }

  /** Indexes papers at once; for small libraries and tests. */
  static of(papers: readonly Paper[]): PaperIndex {
    const builder = new SegmentBuilder();
    for (const paper of papers) builder.add(paper);
    const joining = joinShard(builder.build(), new Map(papers.map((paper) => [paper.id, paper])));
    for (;;) {
      const step = joining.next();
      if (step.done === true) return new PaperIndex([step.value]);
    }
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
    const typing = options.typing !== false;
    const limit = Math.max(0, options.limit ?? corpus.size);
    const passes = passing(corpus, query, options, typing);
    const plan = planOf(corpus, query, options);
    const tally = corpus.borrow();
    const ranked = plan.terms.length > 0 && !isEmpty(query);
    if (ranked) {
      scorePlan(corpus, plan, tally);
      if (options.explore === true) explore(corpus, tally, Math.sqrt(plan.terms.length));
    }
    const found = ranked ? tally.touched : corpus.docs();
    const docs = passes === undefined ? found : found.filter((doc) => passes[doc] === 1);
    const sort = ranked || query.sort !== 'relevance' ? query.sort : 'date';
    const chosen =
      sort === 'relevance'
        ? best(corpus, docs, tally.values, limit)
        : inOrder(corpus, docs, sort).slice(0, limit);
    const writing = new Writing(corpus, plan);
    const hits = chosen.flatMap((doc): SearchHit[] => {
      const paper = corpus.paper(doc);
      return paper === undefined
        ? []
        : [{ paper, score: tally.values[doc] ?? 0, terms: writing.termsOf(doc) }];
    });
    corpus.giveBack(tally);
    return hits;
  }

  /** Ids of the papers that match: those that a search lists, in no order. For filters and topics. */
  matches(query: Query, facts: Facts = {}): Map<string, number> {
    const scores = new Map<string, number>();
    for (const hit of this.search(query, { ...facts, typing: false })) scores.set(hit.paper.id, hit.score);
    return scores;
  }

  /** Papers that share the weightiest words of a paper, best first; none when the id is not known. */
  related(id: string, limit: number): RelatedPaper[] {
    const corpus = this.#corpus;
    const doc = this.#number(id);
    if (doc === undefined) return [];
    return relatedTo(corpus, doc, limit).flatMap(({ doc: other, score, shared }): RelatedPaper[] => {
      const paper = corpus.paper(other);
      return paper === undefined ? [] : [{ paper, score, shared }];
    });
  }

  #number(id: string): number | undefined {
    this.#numbers ??= numbersOf(this.#corpus);
    return this.#numbers.get(id);
  }
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
