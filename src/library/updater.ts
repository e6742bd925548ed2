import { archiveMonths, daysToRead, feedDay } from '../core/feedDays';
import type { Paper } from '../core/paper';
import type { Log } from '../log';
import type { FeedClient, FeedFailure, FeedQuery } from './feedClient';
import { FEED_STATE, type FeedState } from './feedState';
import type { JsonFile } from './jsonFile';
import type { Library } from './library';
import { tryLock, type Lock } from './lock';
import type { PaperStore } from './paperStore';

/** What an update came to. `failure` is why it ended early; the papers that came before it are kept. */
export type UpdateOutcome =
  | {
      readonly kind: 'done';
      readonly added: number;
      readonly updated: number;
      readonly failure?: FeedFailure;
    }
  /** Nothing was asked for: another window is at it, or nothing is left to ask for. */
  | { readonly kind: 'elsewhere' | 'complete' }
  | { readonly kind: 'cancelled'; readonly added: number; readonly updated: number };

/** How far an update is: `done` of `total` days or months, and the one it is at. */
export interface UpdateProgress {
  readonly at: string;
  readonly done: number;
  readonly total: number;
}

/** How an update is run. */
export interface UpdateOptions {
  readonly client: FeedClient;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: UpdateProgress) => void;
}

/** What an update works with. */
export interface UpdaterEffects {
  readonly library: Pick<Library, 'load' | 'reload' | 'papers'>;
  readonly store: Pick<PaperStore, 'merge'>;
  readonly state: Pick<JsonFile<FeedState>, 'read' | 'update'>;
  /** Held by the one window that asks the feed. */
  readonly lockFile: string;
  readonly log: Log;
  /** Wall clock in ms. */
  readonly now: () => number;
}

/** Longest pause that a server may ask for, in ms: nobody watches a refresh for long, an archive may take its time. */
const PATIENCE = { refresh: 15_000, archive: 900_000 };

/** While an archive comes in, papers are shown at most this often, in ms: each time they are indexed again. */
const SHOW_EVERY = 20_000;

/** Brings papers from the feed to the store and the library, one run at a time in all windows. */
export class Updater {
  readonly #effects: UpdaterEffects;
  #running: Promise<UpdateOutcome> | undefined;

  constructor(effects: UpdaterEffects) {
    this.#effects = effects;
  }

  /** Whether this window asks the feed at this moment. */
  get busy(): boolean {
    return this.#running !== undefined;
  }

  /** Reads the days since the newest one that is held, and those before it that still move. */
  refresh(options: UpdateOptions): Promise<UpdateOutcome> {
    return this.#once(() => this.#refresh(options), options.signal);
  }

  /** Reads whole months that were not read yet, newest first. Cancelled or failed, it goes on there the next time. */
  archive(months: readonly string[], options: UpdateOptions): Promise<UpdateOutcome> {
    return this.#once(() => this.#archive(months, options), options.signal);
  }

  /** The months of the archive with whether each is held to its end, newest first. */
  async months(): Promise<readonly { readonly month: string; readonly held: boolean }[]> {
    const { months } = await this.#remembered();
    return archiveMonths(feedDay(this.#effects.now())).map((month) => ({
      month,
      held: months.includes(month),
    }));
  }

  /** A second call joins the run that goes on. */
  async #once(work: () => Promise<UpdateOutcome>, signal: AbortSignal): Promise<UpdateOutcome> {
    if (this.#running) return this.#running;
    this.#running = this.#alone(work).catch((error: unknown) => {
      if (signal.aborted) return { kind: 'cancelled' as const, added: 0, updated: 0 };
      throw error;
    });
    try {
      return await this.#running;
    } finally {
      this.#running = undefined;
    }
  }

  async #alone(work: () => Promise<UpdateOutcome>): Promise<UpdateOutcome> {
    let lock: Lock | undefined;
    try {
      lock = await tryLock(this.#effects.lockFile);
      if (!lock) return { kind: 'elsewhere' };
    } catch (error) {
      // A read-only disk: the papers live for this session only, and no other window can be told.
      this.#effects.log.warn(`No lock could be made: ${String(error)}`);
    }
    try {
      return await work();
    } finally {
      await lock?.release();
    }
  }

  async #refresh(options: UpdateOptions): Promise<UpdateOutcome> {
    const { library, now } = this.#effects;
    await library.load();
    const today = feedDay(now());
    const days = daysToRead((await this.#remembered()).readTo, today);
    const papers: Paper[] = [];
    let failure: FeedFailure | undefined;
    let readTo: string | undefined;
    for (const [done, day] of days.entries()) {
      options.onProgress?.({ at: day, done, total: days.length });
      failure = await this.#collect({ date: day }, papers, PATIENCE.refresh, options);
      // The feed's own day may begin a moment after New York's.
      if (failure?.kind === 'status' && failure.status === 400 && day === today) failure = undefined;
      if (failure) break;
      readTo = day;
    }
    options.signal.throwIfAborted();
    const counts = await this.#keep(papers, (state, added) => ({
      ...state,
      unseen: [...new Set([...state.unseen, ...added])],
      ...(readTo === undefined ? {} : { readTo }),
      ...(failure ? {} : { last: now() }),
      ...(failure?.kind === 'busy' ? { notBefore: now() + failure.wait } : {}),
    }));
    return { kind: 'done', ...counts, ...(failure ? { failure } : {}) };
  }

  async #archive(months: readonly string[], options: UpdateOptions): Promise<UpdateOutcome> {
    const { library, now } = this.#effects;
    await library.load();
    const held = new Set((await this.#remembered()).months);
    const wanted = months.filter((month) => !held.has(month));
    if (wanted.length === 0) return { kind: 'complete' };
    const known = new Map(library.papers().map((paper) => [paper.id, paper]));
    let shown = performance.now();
    let failure: FeedFailure | undefined;
    try {
      for (const [done, month] of wanted.entries()) {
        options.onProgress?.({ at: month, done, total: wanted.length });
        const papers: Paper[] = [];
        failure = await this.#collect({ month }, papers, PATIENCE.archive, options);
        // A server that does not know months answers with its newest days.
        if (!failure && papers.length > 0 && !papers.some((paper) => mayBeOf(paper, month))) {
          failure = { kind: 'wrong-shape' };
        }
        if (failure) break;
        options.signal.throwIfAborted();
        await this.#effects.store.merge(papers);
        // The month that is not over yet will have more.
        if (month < feedDay(now()).slice(0, 7)) await this.#note((old) => withMonth(old, month));
        if (performance.now() - shown > SHOW_EVERY) {
          await library.reload();
          shown = performance.now();
        }
      }
    } catch (error) {
      if (!options.signal.aborted) throw error;
    }
    await library.reload();
    const after = library.papers();
    const added = after.filter((paper) => !known.has(paper.id)).length;
    const updated = after.filter((paper) => known.has(paper.id) && known.get(paper.id) !== paper).length;
    if (options.signal.aborted) return { kind: 'cancelled', added, updated };
    return { kind: 'done', added, updated, ...(failure ? { failure } : {}) };
  }

  /** Collects all pages of an answer; gives why it ended early, if so. */
  async #collect(
    query: FeedQuery,
    papers: Paper[],
    patience: number,
    { client, signal }: UpdateOptions,
  ): Promise<FeedFailure | undefined> {
    for await (const page of client.pages(query, signal, patience)) {
      if (!page.ok) return page.failure;
      papers.push(...page.papers);
    }
    return undefined;
  }

  async #keep(
    papers: readonly Paper[],
    noted: (state: FeedState, added: readonly string[]) => FeedState,
  ): Promise<{ added: number; updated: number }> {
    if (papers.length > 0) await this.#effects.store.merge(papers);
    const change = await this.#effects.library.reload();
    const added = change.added.map((paper) => paper.id);
    await this.#note((state) => noted(state, added));
    return { added: added.length, updated: change.updated.length };
  }

  /** Where the state cannot be read, the update starts over. */
  async #remembered(): Promise<FeedState> {
    return this.#effects.state.read().catch((error: unknown) => {
      this.#effects.log.warn(`The state of the feed was not read: ${String(error)}`);
      return FEED_STATE.read(undefined);
    });
  }

  /** What is remembered is a convenience: papers are shown all the same when it cannot be written. */
  async #note(change: (state: FeedState) => FeedState): Promise<void> {
    try {
      await this.#effects.state.update(change);
    } catch (error) {
      this.#effects.log.warn(`The state of the feed was not saved: ${String(error)}`);
    }
  }
}

function mayBeOf(paper: Paper, month: string): boolean {
  return paper.featuredOn.length === 0 || paper.featuredOn.some((day) => day.startsWith(month));
}

function withMonth(state: FeedState, month: string): FeedState {
  return state.months.includes(month) ? state : { ...state, months: [...state.months, month].sort() };
}
