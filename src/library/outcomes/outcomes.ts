import { LruMap } from '../../core/lang/lruMap';
import { asRecord } from '../../core/lang/json';
import { isArxivId } from '../../core/links/arxiv';
import { readOutcome, SOURCES, type Outcome, type Revision, type Source } from '../../core/outcome/outcome';
import { Disposable } from '../../dispose';
import { Emitter, type Event } from '../../emitter';
import type { JsonFile, JsonFormat } from '../store/jsonFile';
import type { FeedFailure } from '../sync/feedPage';
import type { HttpEffects } from '../sync/httpClient';
import { isRequestDue } from './requestDue';
import { OutcomeClient, type Fetched } from '../sync/outcomeClient';

/** Time for which a page must show a paper before its request. */
const REQUEST_DELAY_MS = 700;
/** A paper takes 1 to 3 kB. */
const MAX_PAPERS = 300;
const MAX_FAILURES = 100;

type OutcomesById = ReadonlyMap<string, Outcome>;

export const OUTCOMES_FORMAT: JsonFormat<OutcomesById> = {
  schema: 1,
  read: (value) =>
    new Map(
      [...(asRecord(asRecord(value)?.get('papers')) ?? [])]
        .filter(([id]) => isArxivId(id))
        .slice(0, MAX_PAPERS)
        .map(([id, entry]) => [id, readOutcome(entry)]),
    ),
  write: (outcomes) => ({ papers: Object.fromEntries(outcomes) }),
};

/** Servers to which requests are allowed now. */
export interface OutcomeServers {
  readonly hub?: string;
  /** Address of Papers with Code's API, including its path. */
  readonly code?: string;
  readonly revision?: {
    readonly host: string;
    fetch(id: string, signal: AbortSignal): Promise<Fetched<Revision>>;
  };
}

export interface OutcomeFailure {
  readonly source: Source;
  readonly host: string;
  readonly failure: FeedFailure;
  /** The part that succeeded. Shown until the next request, but not stored. */
  readonly rest?: Outcome;
}

export interface OutcomesOptions {
  readonly file: JsonFile<OutcomesById>;
  readonly effects: HttpEffects;
  readonly servers: () => OutcomeServers;
  readonly isSaved: (id: string) => boolean;
  readonly showsCode: () => boolean;
}

/** Later results of papers: linked models, benchmark results, new versions. Stored for a week. */
export class Outcomes extends Disposable {
  readonly #options: OutcomesOptions;
  readonly #changed = this._register(new Emitter<void>());
  readonly #moreAllowed = this._register(new Emitter<void>());
  readonly #clients = new Map<string, OutcomeClient>();
  readonly #requesting = new Set<string>();
  readonly #waiting = new Set<NodeJS.Timeout>();
  readonly #failures = new LruMap<string, { readonly at: number; readonly list: readonly OutcomeFailure[] }>(
    MAX_FAILURES,
  );
  #known: OutcomesById = new Map();
  #loading: Promise<void> | undefined;
  #ending = new AbortController();
  /** As of the last read of the settings. */
  #allowed: ReadonlySet<Source>;

  readonly onDidChange: Event<void> = this.#changed.event;
  /** Fires when the settings allow requests to another source. */
  readonly onDidAllowMore: Event<void> = this.#moreAllowed.event;

  constructor(options: OutcomesOptions) {
    super();
    this.#options = options;
    this.#allowed = allowedSources(options.servers());
    this._register({ dispose: () => this.#ending.abort() });
    this._register({ dispose: () => this.#waiting.forEach(clearTimeout) });
  }

  load(): Promise<void> {
    return (this.#loading ??= this.#options.file.read().then(
      (read) => void (this.#known = read),
      (error: unknown) => this.#options.effects.log.warn(`Outcomes of papers: ${String(error)}`),
    ));
  }

  /** Omits results that may not be shown. */
  of(id: string): Outcome | undefined {
    const rest = this.failuresOf(id).find((one) => one.rest)?.rest;
    const known = rest ? { ...rest, ...this.#known.get(id) } : this.#known.get(id);
    if (known?.code === undefined || this.#options.showsCode()) return known;
    return { hub: known.hub, revision: known.revision };
  }

  isRequesting(id: string): boolean {
    return this.#requesting.has(id);
  }

  failuresOf(id: string): readonly OutcomeFailure[] {
    return this.#failures.get(id)?.list ?? [];
  }

  /** Call after a change of the settings. Cancels all requests if those to the Hub are not allowed. */
  settingsChanged(): void {
    const before = this.#allowed;
    this.#allowed = allowedSources(this.#options.servers());
    if (!this.#allowed.has('hub')) {
      this.#ending.abort();
      this.#ending = new AbortController();
    }
    this.#changed.fire();
    if ([...this.#allowed].some((source) => !before.has(source))) this.#moreAllowed.fire();
  }

  /** Requests after a delay, unless the user has moved on to another paper by then. */
  requestSoon(id: string, isShown: () => boolean): void {
    const timer = setTimeout(() => {
      this.#waiting.delete(timer);
      if (isShown()) void this.request(id);
    }, REQUEST_DELAY_MS);
    this.#waiting.add(timer);
  }

  /** Does nothing within a week of the last response. Never rejects. */
  async request(id: string): Promise<void> {
    if (!isArxivId(id) || this.#requesting.has(id)) return;
    await this.load();
    const wanted = this.#wanted(id);
    if (wanted.length === 0 || this.#requesting.has(id) || this.disposed) return;
    const { log } = this.#options.effects;
    const { signal } = this.#ending;
    this.#requesting.add(id);
    this.#changed.fire();
    try {
      let left = wanted.length;
      let kept = Promise.resolve();
      const requests = wanted.map(async (fetch) => {
        const answer = await fetch(signal);
        left -= 1;
        if (!('failure' in answer)) {
          // Does not wait for the other servers: one may stall, and the window may close meanwhile.
          await (kept = kept.then(() => this.#keep(id, answer)));
          if (left > 0) this.#changed.fire();
        }
        return answer;
      });
      const failures = (await Promise.all(requests)).filter((answer) => 'failure' in answer);
      this.#failures.delete(id);
      if (failures.length > 0) this.#failures.set(id, { at: this.#options.effects.now(), list: failures });
    } catch (error) {
      if (!signal.aborted) log.warn(`What came of ${id}: ${String(error)}`);
    } finally {
      this.#requesting.delete(id);
      this.#changed.fire();
    }
  }

  async #keep(id: string, news: Outcome): Promise<void> {
    const withNews = (known: OutcomesById): OutcomesById => {
      const next = new Map(known).set(id, { ...known.get(id), ...news });
      return next.size > MAX_PAPERS ? newest(next) : next;
    };
    this.#known = withNews(this.#known);
    try {
      this.#known = await this.#options.file.update(withNews);
    } catch (error) {
      this.#options.effects.log.warn(`What came of ${id} is not kept: ${String(error)}`);
    }
  }

  #wanted(id: string): readonly ((signal: AbortSignal) => Promise<Partial<Outcome> | OutcomeFailure>)[] {
    const { effects, servers, isSaved } = this.#options;
    const { hub, code, revision } = servers();
    const now = effects.now();
    const known = this.#known.get(id);
    const failed = this.#failures.get(id);
    const isDue = (source: Source): boolean => {
      const tried = failed?.list.some((one) => one.source === source) === true;
      return isRequestDue(known?.[source]?.fetched, tried ? failed.at : undefined, now);
    };
    const request = {
      hub: hub !== undefined && {
        host: new URL(hub).host,
        fetch: (signal: AbortSignal) => this.#client(hub).linkedRepos(id, signal),
      },
      code: code !== undefined && {
        host: new URL(code).host,
        fetch: (signal: AbortSignal) => this.#client(code).papersWithCode(id, signal),
      },
      revision: revision !== undefined &&
        isSaved(id) && { host: revision.host, fetch: (signal: AbortSignal) => revision.fetch(id, signal) },
    };
    return SOURCES.flatMap((source) => {
      const one = request[source];
      if (one === false || !isDue(source)) return [];
      return [
        async (signal: AbortSignal): Promise<Partial<Outcome> | OutcomeFailure> => {
          const answer: Fetched<unknown> = await one.fetch(signal);
          const fetched = new Date(effects.now()).toISOString();
          const as = (value: unknown): Outcome => ({ [source]: { host: one.host, fetched, value } });
          if (answer.ok) return as(answer.value);
          const { failure, rest } = answer;
          return { source, host: one.host, failure, ...(rest !== undefined && { rest: as(rest) }) };
        },
      ];
    });
  }

  #client(server: string): OutcomeClient {
    const client = this.#clients.get(server) ?? new OutcomeClient(server, this.#options.effects);
    this.#clients.set(server, client);
    return client;
  }
}

function allowedSources(servers: OutcomeServers): ReadonlySet<Source> {
  return new Set(SOURCES.filter((source) => servers[source] !== undefined));
}

/** Sorts by time, because a file has no order. */
function newest(outcomes: OutcomesById): OutcomesById {
  const time = (outcome: Outcome): string =>
    SOURCES.map((source) => outcome[source]?.fetched ?? '').reduce((a, b) => (a > b ? a : b));
  const sorted = [...outcomes].sort(([, a], [, b]) => (time(a) < time(b) ? 1 : -1));
  return new Map(sorted.slice(0, MAX_PAPERS));
}
