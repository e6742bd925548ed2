import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import { newsDay } from '../core/paper/newestFirst';
import type { Paper } from '../core/paper/paper';
import { Disposing } from '../dispose';
import type { Log } from '../log';
import type { EndpointChoice } from './sync/endpoint';
import { FeedClient } from './sync/feedClient';
import { FeedMemory } from './sync/feedState';
import { FEED_STATE, forgetting, progressOf } from './sync/feedState';
import { forwardClock } from './sync/monotonicClock';
import { Gains } from './sync/changeCounter';
import { JsonFile } from './store/jsonFile';
import { Library, type PapersRead } from './library';
import { PaperStore, type StoreWords } from './store/paperStore';
import { readable } from './unicodeit';
import { ReadingMarks } from './store/readingMarks';
import { Schedule } from './sync/schedule';
import { StoreWatch } from './store/storeWatcher';
import type { UpdateOptions, UpdateOutcome } from './sync/updateTypes';
import { Updater } from './sync/updater';

/** Whether the extension asks the feed by itself, by command only, or never. */
export type NetworkMode = 'on' | 'manual' | 'off';

/** What the live library works with. */
export interface LiveOptions {
  /** The extension's own folder on this machine, for all windows. */
  readonly folder: string;
  readonly readBundled: () => Promise<PapersRead>;
  readonly endpoint: () => EndpointChoice;
  readonly network: () => NetworkMode;
  readonly words: LiveWords;
  readonly log: Log;
}

/** What is said about the files of the library and of the reading list. */
export interface LiveWords extends StoreWords {
  marks(trouble: 'damaged' | 'newer', file: string): string;
}

/** How fresh the library is. */
export interface Freshness {
  /** The newest day that any paper is news of, `YYYY-MM-DD`. */
  readonly newestDay?: string;
  /** Ids of papers that came with a refresh since somebody last looked. */
  readonly unseen: ReadonlySet<string>;
}

/** The library as it follows the feed: its papers, where they are kept, and what brings new ones. */
export class LiveLibrary extends Disposing {
  readonly library: Library;
  readonly store: PaperStore;
  /** What the reader saved and read. */
  readonly marks: ReadingMarks;
  readonly #options: LiveOptions;
  readonly #memory: FeedMemory;
  readonly #updater: Updater;
  readonly #schedule: Schedule;
  readonly #watch: StoreWatch;
  readonly #changed = this.register(new vscode.EventEmitter<void>());
  /** By endpoint; each knows how long its server is to be left alone. */
  readonly #clients = new Map<string, FeedClient>();
  readonly #forward = forwardClock();
  /** Damaged files of which it is noted that what they lost is to be asked for again. */
  #mourned: readonly string[] = [];
  #unseen: ReadonlySet<string> = new Set();

  /** Fires when `freshness` may have changed. */
  readonly onDidChangeFreshness = this.#changed.event;

  constructor(options: LiveOptions) {
    super();
    const { folder, words, log } = options;
    this.#options = options;
    this.store = new PaperStore(folder, words, log);
    this.marks = this.register(new ReadingMarks(path.join(folder, 'reading-list.json'), log));
    this.library = this.register(
      new Library({
        readBundled: options.readBundled,
        readKept: () => this.#readKept(),
        settleKept: () => this.store.settle(),
        log,
      }),
    );
    const forward = this.#forward;
    const state = new JsonFile(path.join(folder, 'feed.json'), FEED_STATE, log);
    this.#memory = new FeedMemory(state, log);
    this.#updater = new Updater({
      library: this.library,
      store: this.store,
      memory: this.#memory,
      lockFile: path.join(folder, 'update.lock'),
      log,
      now: Date.now,
    });
    this.#schedule = this.register(
      new Schedule({
        allowed: () => options.network() === 'on' && options.endpoint().ok,
        times: async () => {
          const choice = options.endpoint();
          return choice.ok ? progressOf(await state.read(), choice.endpoint) : {};
        },
        refresh: (signal) => this.#refreshQuietly(signal),
        wall: Date.now,
        forward,
        later,
      }),
    );
    this.#watch = this.register(
      new StoreWatch({ folder, changed: () => this.#catchUp(), forward, later, log }),
    );
    this.register(this.library.onDidChange(() => this.#changed.fire()));
    this.register(vscode.window.onDidChangeWindowState(({ focused }) => focused && void this.#catchUp()));
  }

  get freshness(): Freshness {
    const [newest] = this.library.papers();
    return { ...(newest ? { newestDay: newsDay(newest) } : {}), unseen: this.#unseen };
  }

  /** Whether this window asks the feed at this moment. */
  get busy(): boolean {
    return this.#updater.busy;
  }

  /** Whether this window downloads months, which a refresh waits for. */
  get downloads(): boolean {
    return this.#updater.busy && !this.#updater.refreshing;
  }

  /** The extension was used: a refresh by schedule may follow. Cheap. */
  used(): void {
    this.#schedule.used();
  }

  /** Somebody looked at the new papers: they are new no longer, in any window. */
  async look(): Promise<void> {
    if (this.#unseen.size === 0) return;
    this.#unseen = new Set();
    this.#changed.fire();
    await this.#memory.note((state) => (state.unseen.length === 0 ? state : { ...state, unseen: [] }));
  }

  /** Asks for the days that are missing. */
  async refresh(endpoint: string, how: Omit<UpdateOptions, 'client'>): Promise<UpdateOutcome> {
    const outcome = await this.#updater.refresh({ ...how, client: this.#client(endpoint) });
    await this.#readUnseen();
    return outcome;
  }

  /** Asks for whole months. */
  async archive(
    endpoint: string,
    months: readonly string[],
    how: Omit<UpdateOptions, 'client'>,
  ): Promise<UpdateOutcome> {
    return this.#updater.archive(months, { ...how, client: this.#client(endpoint) });
  }

  /** The months of the archive with whether each is held to its end as an endpoint has it, newest first. */
  months(endpoint: string): ReturnType<Updater['months']> {
    return this.#updater.months(endpoint);
  }

  /**
   * Keeps papers that the user gave as one batch, and tells its name and what it brought.
   * @param from what they were read from, as the user knows it
   * @throws the file system's error when they cannot be written
   */
  async addImport(
    papers: readonly Paper[],
    from: string,
  ): Promise<{ readonly batch: string; readonly added: number; readonly updated: number }> {
    await this.library.read();
    const gains = new Gains(this.library);
    try {
      const batch = await this.store.addImport(papers, from, new Date());
      await this.library.reload();
      return { batch, ...gains.counts() };
    } finally {
      gains.end();
    }
  }

  /** Takes imports back; gives how many papers are gone with them. */
  async removeImports(names: readonly string[]): Promise<number> {
    await this.library.read();
    const gains = new Gains(this.library);
    try {
      await this.store.removeImports(names);
      await this.library.reload();
      return gains.removed;
    } finally {
      gains.end();
    }
  }

  /** Stops whatever this window asks the feed for. */
  stop(): void {
    this.#updater.stop();
  }

  #client(endpoint: string): FeedClient {
    const known = this.#clients.get(endpoint) ?? this.#newClient(endpoint);
    this.#clients.set(endpoint, known);
    return known;
  }

  #newClient(endpoint: string): FeedClient {
    return new FeedClient({
      // Looked up at each call: VS Code puts a fetch there that knows its proxy and certificates.
      fetch: (input, init) => globalThis.fetch(input, init),
      endpoint,
      readable,
      log: this.#options.log,
      now: Date.now,
      forward: this.#forward,
      sleep: (ms, signal) => sleep(ms, undefined, { signal }),
      random: Math.random,
    });
  }

  async #refreshQuietly(signal: AbortSignal): Promise<boolean> {
    const choice = this.#options.endpoint();
    if (!choice.ok) return false;
    const outcome = await this.refresh(choice.endpoint, { signal });
    this.#options.log.info(`Refreshed by schedule: ${JSON.stringify(outcome)}`);
    return outcome.kind === 'done' && outcome.failure === undefined;
  }

  async #readKept(): ReturnType<PaperStore['read']> {
    // Before the first look, so that nothing falls in between.
    await this.#watch.start();
    const marks = this.marks.load().then(() => this.marks.trouble);
    // What can't be read is mostly a folder that can't, which is told in one sentence.
    const unreadable = marks.then((trouble) => (trouble?.kind === 'unreadable' ? [trouble] : []));
    const [kept, trouble] = await Promise.all([this.store.read(unreadable), marks, this.#readUnseen()]);
    await this.#forgetLost();
    if (trouble === undefined || trouble.kind === 'unreadable') return kept;
    return { ...kept, problems: [...kept.problems, this.#options.words.marks(trouble.kind, trouble.file)] };
  }

  /** What damaged files lost is asked for again, by a refresh or the archive. */
  async #forgetLost(): Promise<void> {
    const { damagedMonths } = this.store;
    const lost = damagedMonths.filter((name) => !this.#mourned.includes(name));
    if (lost.length === 0) return;
    this.#mourned = damagedMonths;
    await this.#memory.note((state) => forgetting(state, lost));
  }

  async #readUnseen(): Promise<void> {
    const { unseen } = await this.#memory.read();
    const same = unseen.length === this.#unseen.size && unseen.every((id) => this.#unseen.has(id));
    if (same || this.disposed) return;
    this.#unseen = new Set(unseen);
    this.#changed.fire();
  }

  /** Another window may have brought papers; what did not change on disk is not read again. */
  async #catchUp(): Promise<void> {
    if (!this.library.asked) return;
    await this.marks.reload();
    // A run of its own ends with reading all that is there.
    if (!this.busy)
      await this.library.reload().catch((error: unknown) => this.#options.log.warn(String(error)));
  }
}

function later(callback: () => void, ms: number): () => void {
  const timer = setTimeout(callback, ms);
  return () => clearTimeout(timer);
}
