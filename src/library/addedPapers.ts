import { asList, asRecord } from '../core/lang/json';
import { isArxivId } from '../core/links/arxiv';
import type { Revision } from '../core/outcome/outcome';
import type { Paper } from '../core/paper/paper';
import { Emitter, type Event } from '../emitter';
import type { Log } from '../log';
import type { Library } from './library';
import type { AddedFile } from './store/addedFile';
import type { JsonFile, JsonFormat } from './store/jsonFile';
import type { FeedFailure } from './sync/feedPage';
import type { HttpEffects } from './sync/httpClient';
import type { Fetched } from './sync/outcomeClient';
import { PaperClient, type FetchedPapers, type PaperOptions, type PaperServers } from './sync/paperClient';

const MAX_QUEUED = 1_000;

/** Maximum wait for a busy server. */
const BACKGROUND_PATIENCE_MS = 60_000;

const REVISION_PATIENCE_MS = 10_000;

export const ADD_QUEUE: JsonFormat<readonly string[]> = {
  schema: 1,
  read: (value) =>
    (asList(asRecord(value)?.get('ids')) ?? [])
      .filter((id): id is string => typeof id === 'string' && isArxivId(id))
      .slice(0, MAX_QUEUED),
  write: (ids) => ({ ids: ids.slice(0, MAX_QUEUED) }),
};

export interface AddedPapersOptions {
  readonly library: Pick<Library, 'read' | 'reload' | 'paper'>;
  readonly file: AddedFile;
  readonly queue: JsonFile<readonly string[]>;
  readonly effects: HttpEffects;
  /** arXiv's API without its path. */
  readonly arxiv: () => string;
  readonly log: Log;
}

export interface AddedResult extends Omit<FetchedPapers, 'papers'> {
  readonly added: readonly Paper[];
  readonly cancelled: boolean;
}

/** The papers that the user added by id. They never count as new, and the user can remove them. */
export class AddedPapers {
  readonly #options: AddedPapersOptions;
  /** By server address. Each client keeps its servers' rate limits. */
  readonly #clients = new Map<string, PaperClient>();
  readonly #changed = new Emitter<void>();
  #ids: ReadonlySet<string> = new Set();

  /** Also fires if the library's papers stay the same, because the feed has the paper too. */
  readonly onDidChange: Event<void> = this.#changed.event;

  constructor(options: AddedPapersOptions) {
    this.#options = options;
  }

  /** As of the last `reload`. */
  has(id: string): boolean {
    return this.#ids.has(id);
  }

  /** Never rejects. */
  async reload(): Promise<void> {
    try {
      const ids = new Set((await this.#options.file.read()).map(({ id }) => id));
      const isSame = ids.size === this.#ids.size && [...ids].every((id) => this.#ids.has(id));
      this.#ids = ids;
      if (!isSame) this.#changed.fire();
    } catch (error) {
      this.#options.log.warn(`Added papers: ${String(error)}`);
    }
  }

  async list(): Promise<readonly Paper[]> {
    return this.#options.file.read();
  }

  /**
   * Fetches papers by arXiv id and adds them. If cancelled, adds those fetched so far.
   * @throws the file system's error if the papers cannot be written
   */
  async fetch(
    ids: readonly string[],
    hub: string,
    signal: AbortSignal,
    options: Omit<PaperOptions, 'onPaper'>,
  ): Promise<AddedResult> {
    const added: Paper[] = [];
    const onPaper = (paper: Paper): void => void added.push(paper);
    const nothing = { unknown: [], left: [] };
    const result = await this.#client({ hub, arxiv: this.#options.arxiv() })
      .fetch(ids, signal, { ...options, onPaper })
      .catch((error: unknown): Omit<FetchedPapers, 'papers'> => {
        if (signal.aborted) return nothing;
        throw error;
      });
    await this.add(added);
    const { unknown, left, failure } = result;
    return { added, unknown, left, ...(failure && { failure }), cancelled: signal.aborted };
  }

  async revision(id: string, hub: string, signal: AbortSignal): Promise<Fetched<Revision>> {
    const client = this.#client({ hub, arxiv: this.#options.arxiv() });
    return client.revision(id, signal, { maxWaitMs: REVISION_PATIENCE_MS });
  }

  async add(papers: readonly Paper[]): Promise<void> {
    if (papers.length === 0) return;
    const { library, file } = this.#options;
    await library.read();
    await file.add(papers);
    await library.reload();
  }

  /** Returns the removed papers. Papers with other sources remain in the library. @throws the file system's error */
  async remove(ids: readonly string[]): Promise<readonly Paper[]> {
    const { library, file } = this.#options;
    await library.read();
    await this.#dequeue(ids);
    const removed = await file.remove(new Set(ids));
    await library.reload();
    return removed;
  }

  async enqueue(ids: readonly string[]): Promise<void> {
    await this.#options.queue.update((queued) => [...new Set([...queued, ...ids])]);
  }

  /** Removes ids from the queue: a paper that waited there and was added otherwise may be removed again. */
  async #dequeue(ids: readonly string[]): Promise<void> {
    const { queue, log } = this.#options;
    const removed = new Set(ids);
    try {
      const queued = await queue.read();
      if (queued.some((id) => removed.has(id)))
        await queue.update((now) => now.filter((id) => !removed.has(id)));
    } catch (error) {
      log.warn(`Queued papers: ${String(error)}`);
    }
  }

  /**
   * Never rejects. A failed paper remains in the queue.
   * @returns ids that arXiv does not know, which leave the queue
   */
  async addQueued(hub: string, signal: AbortSignal): Promise<readonly string[]> {
    const { queue, library, log } = this.#options;
    try {
      const queued = await queue.read();
      if (queued.length === 0) return [];
      const ids = queued.filter((id) => library.paper(id) === undefined);
      const options = { maxWaitMs: BACKGROUND_PATIENCE_MS, onStep: () => undefined };
      const { unknown, left, cancelled, failure } = await this.fetch(ids, hub, signal, options);
      if (failure) log.info(`Queued papers: ${JSON.stringify(failure)}`);
      if (cancelled) return [];
      const done = new Set(ids.filter((id) => !left.includes(id)));
      await queue.update((now) => {
        const rest = now.filter((id) => !done.has(id) && library.paper(id) === undefined);
        return rest.length === now.length ? now : rest;
      });
      return unknown;
    } catch (error) {
      log.warn(`Queued papers could not be added: ${String(error)}`);
      return [];
    }
  }

  /** Fetches a paper from the Hub without adding it. */
  fromHub(id: string, hub: string, signal: AbortSignal): Promise<Paper | FeedFailure> {
    const client = this.#client({ hub, arxiv: this.#options.arxiv() });
    return client.fromHub(id, signal, { maxWaitMs: BACKGROUND_PATIENCE_MS });
  }

  #client(servers: PaperServers): PaperClient {
    const key = `${servers.hub} ${servers.arxiv}`;
    const known = this.#clients.get(key) ?? new PaperClient(servers, this.#options.effects);
    this.#clients.set(key, known);
    return known;
  }
}
