import type { PaperIndex } from '../core/index/paperIndex';
import type { PaperFacts } from '../core/index/searcher/paperTest';
import { withTopics } from '../core/paper/lazyPaper';
import type { Paper } from '../core/paper/paper';
import { asksForNotes, asksForTopic, asksForWordOrder } from '../core/query/queryNeeds';
import type { Query } from '../core/query/parseQuery';
import { isRankedByTexts } from '../core/query/textQuery';
import { withTopicIds } from '../core/query/similarTopics';
import type { RelatedPaper, SearchHit, SearchOptions } from '../core/index/searchHit';
import type { Topic } from '../core/topics/topics';
import { Disposable } from '../dispose';
import type { Log } from '../log';
import { Emitter, type Event } from '../emitter';
import type { Library } from './library';
import { searchByTexts, textsReady, type SearchedTexts } from './keptTexts/textSearch';
import type { SearchIndex } from './searchIndex/searchIndex';
import { runInSlices } from '../timeSlice';
import type { TopicsByPaper, TopicSource } from './topics/topicSource';

const SLICE_PAPERS = 256;
const NO_TOPICS: readonly string[] = [];

export type CatalogueStatus =
  | { readonly kind: 'idle' | 'loading' }
  | { readonly kind: 'ready'; readonly problems: readonly string[] }
  | { readonly kind: 'failed'; readonly message: string };

export interface CatalogueDeps {
  readonly library: Library;
  readonly index: SearchIndex;
  readonly topics: TopicSource;
  /** For `is:saved`, `is:unread` and `is:new`. */
  readonly facts: PaperFacts;
  /** Read before the first search in the notes. */
  readonly notes?: { readonly ready: Promise<void> };
  /** Indexed before the first search in the texts. */
  readonly texts?: SearchedTexts;
  /** Papers that can be shown, but are not in the library. */
  readonly found?: { paper(id: string): Paper | undefined };
  readonly log: Log;
}

export interface CatalogueSearch extends SearchOptions {
  readonly signal?: AbortSignal;
  /** Searches before topics are assigned, unless the query has a topic filter. */
  readonly early?: boolean;
}

/** The papers, indexed and with topics. Reads nothing before the first request. */
export class Catalogue extends Disposable {
  readonly #parts: CatalogueDeps;
  readonly #facts: PaperFacts;
  readonly #changed = this._register(
    new Emitter<void>((error) => this.#parts.log.error('A listener failed.', error)),
  );
  /** Library's paper → its copy with topics. */
  readonly #indexing = new WeakMap<Paper, Paper>();
  /** Settled when the papers are indexed for the first time, without topics. */
  readonly #indexed: Promise<void>;
  #nowIndexed: () => void = () => undefined;
  /** Previous index. Searches use it while topics are assigned again, because the new index has none yet. */
  #whileLoading: PaperIndex | undefined;
  #papers: readonly Paper[] = [];
  #byId: ReadonlyMap<string, Paper> = new Map();
  #status: CatalogueStatus = { kind: 'idle' };
  #opening: Promise<void> | undefined;
  /** Whether the first read has ended or failed. Earlier changes are part of the first indexing. */
  #read = false;
  #filing: Promise<void> = Promise.resolve();

  readonly onDidChange: Event<void> = this.#changed.event;

  constructor(parts: CatalogueDeps) {
    super();
    this.#parts = parts;
    const { facts, texts } = parts;
    this.#facts = texts ? { ...facts, inTexts: (...filter) => texts.inTexts(...filter) } : facts;
    this.#indexed = new Promise((resolve) => (this.#nowIndexed = resolve));
    this._register(parts.library.onDidChange(() => this.#reindex()));
    this._register(parts.topics.onDidChange(() => this.#reindex()));
  }

  get status(): CatalogueStatus {
    return this.#status;
  }

  /** Settled when papers are available or failed to load. The first access starts reading. */
  get ready(): Promise<void> {
    // Opens in a later microtask, so that a listener that reads `ready` gets the same promise.
    return (this.#opening ??= Promise.resolve().then(() => this.#open()));
  }

  /** Settled when all changes reported so far are indexed and have topics. Never rejects. */
  get idle(): Promise<void> {
    return this.#filing;
  }

  papers(): readonly Paper[] {
    return this.#papers;
  }

  /** Takes a current or earlier id. Also returns papers that are only found on Hugging Face (see `has`). */
  paper(id: string): Paper | undefined {
    return this.#own(id) ?? this.#parts.found?.paper(id);
  }

  has(id: string): boolean {
    return this.#own(id) !== undefined;
  }

  #own(id: string): Paper | undefined {
    // Until the next indexing ends, a paper is listed under its old id.
    return this.#byId.get(id) ?? this.#byId.get(this.#parts.library.idOf(id));
  }

  topics(): readonly Topic[] {
    return this.#parts.topics.topics();
  }

  topicProblems(): readonly string[] {
    return this.#parts.topics.problems();
  }

  /** Returns the best match first; without a query, the newest. Rejects if aborted or without papers. */
  async search(query: Query, options: CatalogueSearch = {}): Promise<readonly SearchHit[]> {
    const { signal, early = false, ...how } = options;
    const named = await this.#prepared(query, early, signal);
    if (!isRankedByTexts(named))
      return runInSlices(this.#answering.searching(named, { ...how, ...this.#facts }), signal);
    const facts = { ...this.#facts, typing: how.typing !== false };
    return searchByTexts(named, how, facts, {
      passing: (rest, ids) => runInSlices(this.#answering.findingAmong(rest, ids, facts), signal),
      // Without topics, which may not be assigned yet.
      paper: (id) => this.#own(id) ?? this.#parts.library.paper(id),
    });
  }

  /** Returns the papers among `ids` that a query finds. Much faster than `search`. */
  async findAmong(query: Query, ids: ReadonlySet<string>): Promise<ReadonlySet<string>> {
    const named = await this.#prepared(query);
    return runInSlices(this.#answering.findingAmong(named, ids, this.#facts));
  }

  async #prepared(query: Query, early = false, signal?: AbortSignal): Promise<Query> {
    const { ready } = this;
    await (early && !asksForTopic(query) ? Promise.race([this.#indexed, ready]) : ready);
    if (asksForNotes(query)) await this.#parts.notes?.ready;
    await textsReady(this.#parts.texts, query, early);
    if (asksForWordOrder(query)) await this.#parts.index.wordOrderRead();
    signal?.throwIfAborted();
    if (this.#status.kind === 'failed') throw new Error(this.#status.message);
    return withTopicIds(query, this.topics());
  }

  /** Returns the papers that share a paper's terms of highest weight, and those terms. */
  async related(id: string, limit: number): Promise<readonly RelatedPaper[]> {
    await this.ready;
    return this.#answering.related(id, limit);
  }

  get #answering(): PaperIndex {
    return this.#whileLoading ?? this.#parts.index.current;
  }

  async #open(): Promise<void> {
    this.#setState({ kind: 'loading' });
    try {
      await Promise.all([this.#parts.library.load(), this.#parts.index.prepare()]);
      this.#read = true;
      await this.#index();
    } catch (error) {
      if (this.disposed) return;
      // A later refresh or import can still open the catalogue.
      this.#read = true;
      this.#parts.log.error('The library could not be opened.', error);
      this.#setState({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
    }
  }

  #reindex(): void {
    if (!this.#read) return;
    this.#index().catch((error: unknown) => {
      this.#parts.log.error('The library could not be indexed.', error);
    });
  }

  #index(): Promise<void> {
    const filed = this.#filing.then(async () => {
      const { library, index, topics } = this.#parts;
      const bare = library.papers();
      // Topics are computed from the index, so the first index has none.
      if (this.#status.kind === 'ready') this.#whileLoading ??= index.current;
      await index.update(bare, { more: true });
      this.#nowIndexed();
      const verified = (): Promise<PaperIndex> => index.whole().then(() => index.current);
      const assigned = await topics.assign(index.current, verified);
      const { papers, byId } = await runInSlices(this.#withTopics(bare, assigned));
      await index.update(papers);
      this.#whileLoading = undefined;
      if (this.disposed) return;
      this.#papers = papers;
      this.#byId = byId;
      this.#setState({ kind: 'ready', problems: library.problems });
      // Verifies the files that a fast start left unverified. Differences arrive as a change of the library.
      void library.settle();
    });
    this.#filing = filed.catch(() => undefined);
    return filed;
  }

  /** Keeps the objects of unchanged papers, so that views can compare them. */
  *#withTopics(
    bare: readonly Paper[],
    assigned: TopicsByPaper,
  ): Generator<void, { readonly papers: readonly Paper[]; readonly byId: ReadonlyMap<string, Paper> }> {
    const papers: Paper[] = [];
    const byId = new Map<string, Paper>();
    for (const one of bare) {
      if (papers.length % SLICE_PAPERS === SLICE_PAPERS - 1) yield;
      const topics = assigned.get(one.id) ?? NO_TOPICS;
      const before = this.#indexing.get(one);
      const paper = before && sameList(before.topics, topics) ? before : withTopics(one, topics);
      if (paper !== before) this.#indexing.set(one, paper);
      papers.push(paper);
      byId.set(paper.id, paper);
    }
    return { papers, byId };
  }

  #setState(status: CatalogueStatus): void {
    if (this.disposed) return;
    this.#status = status;
    this.#changed.fire();
  }
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}
