import path from 'node:path';
import * as vscode from 'vscode';
import { Disposable } from '../dispose';
import { Emitter, type Event } from '../emitter';
import type { CodeWatch } from '../core/codeWatch/codeWatch';
import { feedDay } from '../core/feed/feedCalendar';
import type { Log } from '../log';
import { ADD_QUEUE, AddedPapers } from './addedPapers';
import { requestWeekly } from './codeWatch/requestWeekly';
import { CODE_WATCH_FORMAT } from './codeWatch/codeWatcher';
import { FOUND_FORMAT, FoundPapers } from './foundPapers';
import { Imports } from './imports';
import { Library, type LoadedPapers } from './library';
import { ARRIVALS_FORMAT, ArrivalsFile } from './savedSearches/arrivalsFile';
import { JsonFile } from './store/jsonFile';
import { PaperStore, type StoreMessages } from './store/paperStore';
import type { SyncedMarks } from './store/markSync';
import { ReadingMarks } from './store/readingMarks';
import { SharedValue } from './store/sharedValue';
import { StoreWatcher } from './store/storeWatcher';
import { arxivEndpoint, type EndpointChoice } from './sync/endpoint';
import { FEED_STATE, FeedMemory } from './sync/feedState';
import { FeedSync } from './sync/feedSync';
import type { NetworkMode } from './sync/networkMode';
import { httpEffects } from './sync/httpEffects';
import { monotonicClock } from './sync/monotonicClock';
import { UnseenPapers } from './sync/unseenPapers';
import { withoutProgress } from './sync/withoutProgress';

export interface LiveOptions {
  readonly folder: string;
  readonly readBundled: () => Promise<LoadedPapers>;
  readonly endpoint: () => EndpointChoice;
  readonly network: () => NetworkMode;
  readonly words: LiveMessages;
  /** Marks that Settings Sync copies to other machines. */
  readonly synced: SyncedMarks;
  readonly log: Log;
}

export interface LiveMessages extends StoreMessages {
  marks(trouble: 'damaged' | 'newer', file: string): string;
}

/** The library and everything that changes it: feed, imports, marks, other windows. */
export class LiveLibrary extends Disposable {
  readonly library: Library;
  readonly marks: ReadingMarks;
  readonly store: PaperStore;
  readonly feed: FeedSync;
  readonly imports: Imports;
  readonly unseenPapers: UnseenPapers;
  readonly arrivals: ArrivalsFile;
  readonly codeWatch: SharedValue<CodeWatch>;
  readonly added: AddedPapers;
  readonly found: FoundPapers;
  readonly #unknownQueued = this._register(new Emitter<readonly string[]>());
  /** Fires with the queued ids that arXiv does not know. */
  readonly onDidNotFindQueued: Event<readonly string[]> = this.#unknownQueued.event;
  readonly #options: LiveOptions;
  readonly #memory: FeedMemory;
  readonly #watch: StoreWatcher;
  #requesting: Promise<void> | undefined;
  /** Damaged files that are already scheduled for download. */
  #reportedDamaged: readonly string[] = [];

  constructor(options: LiveOptions) {
    super();
    const { folder, words, log, endpoint, network } = options;
    this.#options = options;
    const store = new PaperStore(folder, words, log);
    this.store = store;
    this.marks = this._register(
      new ReadingMarks(path.join(folder, 'reading-list.json'), log, { synced: options.synced }),
    );
    const library = this._register(
      new Library({
        readBundled: options.readBundled,
        readKept: () => this.#readStored(),
        settleKept: () => store.settle(),
        log,
      }),
    );
    this.library = library;
    const memory = new FeedMemory(new JsonFile(path.join(folder, 'feed.json'), FEED_STATE, log), log);
    this.#memory = memory;
    this.unseenPapers = this._register(new UnseenPapers(library, memory));
    this.imports = new Imports(library, store);
    const monotonic = monotonicClock();
    const lockFile = path.join(folder, 'update.lock');
    const { unseenPapers } = this;
    const arrivals = new JsonFile(path.join(folder, 'saved-searches.json'), ARRIVALS_FORMAT, log);
    this.arrivals = this._register(new ArrivalsFile(arrivals, log));
    const codeWatch = new JsonFile(path.join(folder, 'code-watch.json'), CODE_WATCH_FORMAT, log);
    this.codeWatch = this._register(new SharedValue(codeWatch, CODE_WATCH_FORMAT, 'The code watch', log));
    const onArrived = (ids: readonly string[]): Promise<void> => this.arrivals.arrived(ids);
    const effects = httpEffects(log, monotonic);
    const added = new AddedPapers({
      library,
      file: store.added,
      queue: new JsonFile(path.join(folder, 'added-papers.json'), ADD_QUEUE, log),
      effects,
      arxiv: () => arxivEndpoint(process.env['ARXIV_ENDPOINT']),
      log,
    });
    this.added = added;
    const opened = new JsonFile(path.join(folder, 'found-papers.json'), FOUND_FORMAT, log);
    this.found = new FoundPapers({ library, added, file: opened, effects });
    const afterRefresh = async (hub: string, signal: AbortSignal): Promise<void> => {
      const unknown = await added.addQueued(hub, signal);
      if (unknown.length > 0 && !this.disposed) this.#unknownQueued.fire(unknown);
      // Not awaited: the refresh is complete, and this request may take minutes.
      this.#requesting ??= this.#requestAgain(hub, signal).finally(() => (this.#requesting = undefined));
    };
    this.feed = this._register(
      new FeedSync({
        library,
        store,
        memory,
        unseenPapers,
        onArrived,
        lockFile,
        endpoint,
        network,
        monotonic,
        later,
        log,
        afterRefresh,
      }),
    );
    this.#watch = this._register(
      new StoreWatcher({ folder, changed: () => this.#catchUp(), monotonic, later, log }),
    );
    this._register(
      vscode.window.onDidChangeWindowState(({ focused }) => focused && void this.#catchUp(true)),
    );
  }

  async #readStored(): ReturnType<PaperStore['read']> {
    // Watches before reading, so that no change is missed.
    await this.#watch.start();
    const marks = this.marks.load().then(() => this.marks.problem);
    // An unreadable file usually means an unreadable folder: one message for all files.
    const unreadable = marks.then((trouble) => (trouble?.kind === 'unreadable' ? [trouble] : []));
    const [stored, trouble] = await Promise.all([
      this.store.read(unreadable),
      marks,
      this.unseenPapers.reload(),
      this.arrivals.load(),
      this.codeWatch.load(),
    ]);
    await this.added.reload();
    await this.#fetchLostAgain();
    if (trouble === undefined || trouble.kind === 'unreadable') return stored;
    return {
      ...stored,
      problems: [...stored.problems, this.#options.words.marks(trouble.kind, trouble.file)],
    };
  }

  #requestAgain(hub: string, signal: AbortSignal): Promise<void> {
    const { codeWatch: shared, marks, added, store, library } = this;
    const { network, log } = this.#options;
    return requestWeekly(
      {
        shared,
        // A paper that the user removed keeps its mark, and must not come back.
        saved: () => marks.saved().filter((id) => library.paper(id) !== undefined),
        isAllowed: () => network() === 'on' && !this.disposed,
        fetch: (id, end) => added.fromHub(id, hub, end),
        merge: async (papers) => {
          const present = papers.filter(({ id }) => library.paper(id) !== undefined);
          // In the file of added papers, so that the user can still remove them.
          await added.add(present.filter(({ id }) => added.has(id)));
          await store.merge(present.filter(({ id }) => !added.has(id)));
          await library.reload();
        },
        now: Date.now,
        log,
      },
      signal,
    );
  }

  /** The next update then fetches the months of damaged files again. */
  async #fetchLostAgain(): Promise<void> {
    const { damagedMonths } = this.store;
    const lost = damagedMonths.filter((name) => !this.#reportedDamaged.includes(name));
    if (lost.length === 0) return;
    this.#reportedDamaged = damagedMonths;
    await this.#memory.note((state) => withoutProgress(state, lost, feedDay(Date.now())));
  }

  async #catchUp(focused = false): Promise<void> {
    if (!this.library.isRequested) return;
    await Promise.all([
      this.marks.reload({ share: focused }),
      this.arrivals.reload(),
      this.codeWatch.reload(),
    ]);
    // An update of this window reloads the library when it ends.
    if (!this.feed.busy)
      await this.library.reload().catch((error: unknown) => this.#options.log.warn(String(error)));
  }
}

function later(callback: () => void, ms: number): () => void {
  const timer = setTimeout(callback, ms);
  return () => clearTimeout(timer);
}
