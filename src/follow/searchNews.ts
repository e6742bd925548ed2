import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SearchHit, SearchOptions } from '../core/index/searchHit';
import type { Paper } from '../core/paper/paper';
import type { Query } from '../core/query/parseQuery';
import { followedQuery } from '../core/savedSearches/savedSearchQuery';
import type { SavedSearch } from '../core/savedSearches/savedSearch';
import { Disposable } from '../dispose';
import { Emitter, type Event } from '../emitter';
import type { Log } from '../log';

export interface FollowCatalogue {
  /** Settled when papers are read and have topics. The first access starts reading. */
  readonly ready: Promise<void>;
  /** Settled when reported changes are indexed. */
  readonly idle: Promise<void>;
  readonly status: { readonly kind: 'idle' | 'loading' | 'ready' | 'failed' };
  papers(): readonly Paper[];
  paper(id: string): Paper | undefined;
  topics(): readonly { readonly id: string; readonly label: string; readonly icon: string }[];
  search(query: Query, options?: SearchOptions): Promise<readonly SearchHit[]>;
  /** Returns which of the given papers a finished query finds. */
  findAmong(query: Query, ids: ReadonlySet<string>): Promise<ReadonlySet<string>>;
  readonly onDidChange: Event<void>;
}

export interface ArrivalSource {
  load(): Promise<void>;
  newSince(key: string): readonly string[];
  registerSearches(keys: readonly string[]): Promise<void>;
  readonly onDidChange: Event<void>;
}

export interface SearchNewsDeps {
  readonly catalogue: FollowCatalogue;
  readonly arrivals: ArrivalSource;
  readonly setting: {
    readonly searches: readonly SavedSearch[];
    readonly onDidChange: Event<void>;
  };
  readonly log: Log;
}

const NO_IDS: ReadonlySet<string> = new Set();

/** Counts each search's new papers after every change. Yields before each search with arrivals. */
export class SearchNews extends Disposable {
  readonly #deps: SearchNewsDeps;
  readonly #changed = this._register(new Emitter<void>());
  #news: ReadonlyMap<string, ReadonlySet<string>> = new Map();
  #counting: Promise<void> | undefined;
  #again = false;

  readonly onDidChange: Event<void> = this.#changed.event;

  constructor(deps: SearchNewsDeps) {
    super();
    this.#deps = deps;
    const count = (): void => void this.count();
    this._register(deps.catalogue.onDidChange(count));
    this._register(deps.arrivals.onDidChange(count));
    this._register(deps.setting.onDidChange(count));
  }

  newIn(key: string): ReadonlySet<string> {
    return this.#news.get(key) ?? NO_IDS;
  }

  all(): ReadonlySet<string> {
    return new Set([...this.#news.values()].flatMap((ids) => [...ids]));
  }

  /** Returns the papers of a search, newest first unless the query has another order. */
  async papersOf(search: SavedSearch): Promise<readonly Paper[]> {
    const { catalogue } = this.#deps;
    const query = followedQuery(search.query);
    const hits = await catalogue.search(query, { typing: false });
    if (query.sort === 'upvotes') return hits.map(({ paper }) => paper);
    const found = new Set(hits.map(({ paper }) => paper.id));
    return catalogue.papers().filter(({ id }) => found.has(id));
  }

  /** Counts again. Calls during a count share one further count. Never rejects. */
  count(): Promise<void> {
    if (this.#counting) {
      this.#again = true;
      return this.#counting;
    }
    this.#counting = this.#countAll().finally(() => (this.#counting = undefined));
    return this.#counting;
  }

  async #countAll(): Promise<void> {
    await this.#countOnce();
    if (!this.#again || this.disposed) return;
    this.#again = false;
    await this.#countAll();
  }

  async #countOnce(): Promise<void> {
    const { catalogue, arrivals, setting, log } = this.#deps;
    // A count must not start reading the library.
    if (catalogue.status.kind !== 'ready') return;
    const { searches } = setting;
    await arrivals.registerSearches(searches.map(({ key }) => key));
    const news = new Map<string, ReadonlySet<string>>();
    for (const search of searches) {
      if (this.disposed) return;
      const arrived = new Set(arrivals.newSince(search.key).flatMap((id) => catalogue.paper(id)?.id ?? []));
      if (arrived.size === 0) continue;
      await nextTurn();
      try {
        const found = await catalogue.findAmong(followedQuery(search.query), arrived);
        if (found.size > 0) news.set(search.key, found);
      } catch (error) {
        log.error(`The saved search “${search.name}” could not be run.`, error);
      }
    }
    if (this.disposed) return;
    this.#news = news;
    this.#changed.fire();
  }
}
