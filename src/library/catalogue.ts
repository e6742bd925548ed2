import type { PaperIndex } from '../core/index/paperIndex';
import type { Facts } from '../core/index/searcher/filter';
import { withTopics } from '../core/paper/lazyPaper';
import type { Paper } from '../core/paper/paper';
import type { Query } from '../core/query/parseQuery';
import { withTopicIds } from '../core/query/similarTopics';
import type { RelatedPaper, SearchHit, SearchOptions } from '../core/index/searchHit';
import type { Topic } from '../core/topics/topics';
import { Disposing } from '../dispose';
import type { Log } from '../log';
import { Emitter, type Subscribe } from '../emitter';
import type { Library } from './library';
import type { SearchIndex } from './searchIndex/searchIndex';
import { sliced } from '../timeSlice';

/** Papers between two chances to pause. */
const SLICE = 256;
const NO_TOPICS: readonly string[] = [];

/** Where the catalogue stands; every state but `idle` is shown somewhere. */
export type CatalogueStatus =
  | { readonly kind: 'idle' | 'loading' }
  | { readonly kind: 'ready'; readonly problems: readonly string[] }
  | { readonly kind: 'failed'; readonly message: string };

/** Gives papers their topics. */
export interface TopicSource {
  /** Topics in effect, in the order in which they are shown. */
  topics(): readonly Topic[];
  /** Topic ids of each paper, primary first, by the paper's id. */
  assign(index: PaperIndex): Promise<ReadonlyMap<string, readonly string[]>>;
  readonly onDidChange: Subscribe<void>;
}

/** What the catalogue is made of. */
export interface CatalogueParts {
  readonly library: Library;
  readonly index: SearchIndex;
  readonly topics: TopicSource;
  /** What only this machine knows about a paper, for `is:saved`, `is:unread` and `is:new`. */
  readonly facts: Facts;
  readonly log: Log;
}

/** How the catalogue is searched. */
export interface CatalogueSearch extends SearchOptions {
  readonly signal?: AbortSignal;
  /** While the library opens, a query that asks for no topic is answered before its papers have theirs. */
  readonly early?: boolean;
}

/** The papers as the features see them: read, indexed and with topics. Nothing is read before the first question. */
export class Catalogue extends Disposing {
  readonly #parts: CatalogueParts;
  readonly #changed = this.register(
    new Emitter<void>((error) => this.#parts.log.error('A listener failed.', error)),
  );
  /** Each of the library's papers with the topics that it has now. */
  readonly #filed = new WeakMap<Paper, Paper>();
  /** Settled when the papers are indexed for the first time, still without topics. */
  readonly #indexed: Promise<void>;
  #nowIndexed: () => void = () => undefined;
  /** What is answered while papers are filed again, so that none is without its topics meanwhile. */
  #meanwhile: PaperIndex | undefined;
  #papers: readonly Paper[] = [];
  #byId: ReadonlyMap<string, Paper> = new Map();
  #status: CatalogueStatus = { kind: 'idle' };
  #opening: Promise<void> | undefined;
  /** The library was read once, or could not be; a change before that is part of the first filing. */
  #read = false;
  #filing: Promise<void> = Promise.resolve();

  /** Papers, topics or the status changed. */
  readonly onDidChange: Subscribe<void> = this.#changed.event;

  constructor(parts: CatalogueParts) {
    super();
    this.#parts = parts;
    this.#indexed = new Promise((resolve) => (this.#nowIndexed = resolve));
    this.register(parts.library.onDidChange(() => this.#refile()));
    this.register(parts.topics.onDidChange(() => this.#refile()));
  }

  get status(): CatalogueStatus {
    return this.#status;
  }

  /** Settled when the papers can be asked for; the first access starts reading. Never rejects: see `status`. */
  get ready(): Promise<void> {
    // A step later, so that whoever hears of the loading and asks again meets the opening that is under way.
    return (this.#opening ??= Promise.resolve().then(() => this.#open()));
  }

  /** Every paper, newest first; empty before `ready`. */
  papers(): readonly Paper[] {
    return this.#papers;
  }

  /** The paper with this id, also with one that it had before; undefined when there is none (yet). */
  paper(id: string): Paper | undefined {
    // Papers that are not filed yet have the old one still.
    return this.#byId.get(id) ?? this.#byId.get(this.#parts.library.idOf(id));
  }

  /** Topics in effect. */
  topics(): readonly Topic[] {
    return this.#parts.topics.topics();
  }

  /** Papers that a query finds, best first; for an empty one the newest. Rejects when aborted, or without papers. */
  async search(query: Query, options: CatalogueSearch = {}): Promise<readonly SearchHit[]> {
    const { signal, early = false, ...how } = options;
    const { ready } = this;
    await (early && !asksForTopic(query) ? Promise.race([this.#indexed, ready]) : ready);
    signal?.throwIfAborted();
    if (this.#status.kind === 'failed') throw new Error(this.#status.message);
    return this.#answering.search(withTopicIds(query, this.topics()), { ...how, ...this.#parts.facts });
  }

  /** Papers that share a paper's weightiest words, with those words. */
  async related(id: string, limit: number): Promise<readonly RelatedPaper[]> {
    await this.ready;
    return this.#answering.related(id, limit);
  }

  get #answering(): PaperIndex {
    return this.#meanwhile ?? this.#parts.index.current;
  }

  async #open(): Promise<void> {
    this.#become({ kind: 'loading' });
    try {
      await Promise.all([this.#parts.library.load(), this.#parts.index.prepare()]);
      this.#read = true;
      await this.#file();
    } catch (error) {
      if (this.disposed) return;
      // Papers that come later, with a refresh or an import, open it all the same.
      this.#read = true;
      this.#parts.log.error('The library could not be opened.', error);
      this.#become({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
    }
  }

  #refile(): void {
    if (!this.#read) return;
    this.#file().catch((error: unknown) => {
      this.#parts.log.error('The library could not be indexed.', error);
    });
  }

  /** Indexes the library's papers and gives them topics, one filing after the other. */
  #file(): Promise<void> {
    const filed = this.#filing.then(async () => {
      const { library, index, topics } = this.#parts;
      const bare = library.papers();
      // Topics are given by what papers say, not by those that they have, so there is an index without them for a while.
      if (this.#status.kind === 'ready') this.#meanwhile ??= index.current;
      await index.update(bare, { more: true });
      this.#nowIndexed();
      await index.whole();
      const assigned = await topics.assign(index.current);
      const { papers, byId } = await sliced(this.#withTopics(bare, assigned));
      await index.update(papers);
      this.#meanwhile = undefined;
      if (this.disposed) return;
      this.#papers = papers;
      this.#byId = byId;
      this.#become({ kind: 'ready', problems: library.problems });
      // What was put off for the first answer. A change that it finds comes as any other.
      void library.settle();
    });
    this.#filing = filed.catch(() => undefined);
    return filed;
  }

  /** Papers with their topics: the objects of the last filing where nothing changed, so that views can compare. */
  *#withTopics(
    bare: readonly Paper[],
    assigned: ReadonlyMap<string, readonly string[]>,
  ): Generator<void, { readonly papers: readonly Paper[]; readonly byId: ReadonlyMap<string, Paper> }> {
    const papers: Paper[] = [];
    const byId = new Map<string, Paper>();
    for (const one of bare) {
      if (papers.length % SLICE === SLICE - 1) yield;
      const topics = assigned.get(one.id) ?? NO_TOPICS;
      const before = this.#filed.get(one);
      const paper = before && sameList(before.topics, topics) ? before : withTopics(one, topics);
      if (paper !== before) this.#filed.set(one, paper);
      papers.push(paper);
      byId.set(paper.id, paper);
    }
    return { papers, byId };
  }

  #become(status: CatalogueStatus): void {
    if (this.disposed) return;
    this.#status = status;
    this.#changed.fire();
  }
}

function asksForTopic({ clauses }: Query): boolean {
  return clauses.some((clause) => clause.kind === 'text' && clause.field === 'topic');
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

/** What the catalogue holds and what is wrong with it, in a line of English for reports. */
export function catalogueState(catalogue: Pick<Catalogue, 'status' | 'papers'>): string {
  const { status } = catalogue;
  switch (status.kind) {
    case 'idle':
    case 'loading':
      return status.kind === 'idle' ? 'not asked for yet' : 'loading';
    case 'failed':
      return `failed (${status.message})`;
    case 'ready': {
      const papers = catalogue.papers();
      const days = papers.flatMap(({ published }) => (published === '' ? [] : published)).sort();
      const span = days.length === 0 ? '' : `, published ${days[0] ?? ''} to ${days.at(-1) ?? ''}`;
      const problems = status.problems.map((problem) => `; ${problem}`).join('');
      return `${papers.length} papers${span}${problems}`;
    }
  }
}
