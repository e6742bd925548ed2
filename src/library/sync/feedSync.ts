import type { FeedGap } from '../../core/feed/feedGap';
import { Disposable } from '../../dispose';
import { Emitter, type Event } from '../../emitter';
import type { Log } from '../../log';
import type { Library } from '../library';
import type { PaperStore } from '../store/paperStore';
import { readable } from '../texToUnicode';
import type { EndpointChoice } from './endpoint';
import { FeedClient } from './feedClient';
import { progressOf, type FeedMemory } from './feedState';
import { httpEffects } from './httpEffects';
import type { NetworkMode } from './networkMode';
import type { UnseenPapers } from './unseenPapers';
import { Schedule } from './schedule';
import { Updater } from './update/updater';
import type { UpdateOptions, UpdateOutcome } from './update/updateTypes';

export interface FeedSyncOptions {
  readonly library: Library;
  readonly store: PaperStore;
  readonly memory: FeedMemory;
  readonly unseenPapers: UnseenPapers;
  readonly onArrived: (ids: readonly string[]) => Promise<void>;
  /** Only the window with this lock fetches. */
  readonly lockFile: string;
  readonly endpoint: () => EndpointChoice;
  readonly network: () => NetworkMode;
  readonly monotonic: () => number;
  readonly later: (callback: () => void, ms: number) => () => void;
  /** Runs after a refresh that reached the server. Must not reject. */
  readonly afterRefresh?: (endpoint: string, signal: AbortSignal) => Promise<void>;
  readonly log: Log;
}

export class FeedSync extends Disposable {
  readonly #options: FeedSyncOptions;
  readonly #updater: Updater;
  readonly #schedule: Schedule;
  #halt = new AbortController();
  /** By endpoint. Each client keeps its server's rate limit. */
  readonly #clients = new Map<string, FeedClient>();
  readonly #skipped = this._register(new Emitter<FeedGap>());

  /** Fires for scheduled refreshes. Commands report skipped days themselves. */
  readonly onDidSkip: Event<FeedGap> = this.#skipped.event;

  constructor(options: FeedSyncOptions) {
    super();
    const { library, store, memory, onArrived, lockFile, endpoint, network, monotonic, later, log } = options;
    this.#options = options;
    this.#updater = new Updater({ library, store, memory, onArrived, lockFile, log, now: Date.now });
    this.#schedule = this._register(
      new Schedule({
        allowed: () => network() === 'on' && endpoint().ok,
        times: async () => {
          const choice = endpoint();
          return choice.ok ? progressOf(await memory.read(), choice.endpoint) : {};
        },
        refresh: (signal) => this.#refreshBySchedule(signal),
        wall: Date.now,
        monotonic,
        later,
      }),
    );
  }

  get busy(): boolean {
    return this.#updater.busy;
  }

  /** Whether this window downloads months, for which a refresh waits. */
  get downloads(): boolean {
    return this.#updater.busy && !this.#updater.refreshing;
  }

  noteActivity(): void {
    this.#schedule.noteActivity();
  }

  async refresh(endpoint: string, how: Omit<UpdateOptions, 'client'>): Promise<UpdateOutcome> {
    // Read first, because the network may be turned off during the refresh.
    const signal = AbortSignal.any([how.signal, this.#halt.signal]);
    const outcome = await this.#updater.refresh({ ...how, client: this.#client(endpoint) });
    await this.#options.unseenPapers.reload();
    const { afterRefresh } = this.#options;
    if (outcome.kind === 'done' && outcome.failure === undefined && !signal.aborted)
      await afterRefresh?.(endpoint, signal);
    return outcome;
  }

  async archive(
    endpoint: string,
    months: readonly string[],
    how: Omit<UpdateOptions, 'client'>,
  ): Promise<UpdateOutcome> {
    return this.#updater.archive(months, { ...how, client: this.#client(endpoint) });
  }

  /** Newest first. */
  months(endpoint: string): ReturnType<Updater['months']> {
    return this.#updater.months(endpoint);
  }

  stop(): void {
    this.#updater.stop();
    this.#halt.abort();
    this.#halt = new AbortController();
  }

  #client(endpoint: string): FeedClient {
    const known = this.#clients.get(endpoint) ?? this.#newClient(endpoint);
    this.#clients.set(endpoint, known);
    return known;
  }

  #newClient(endpoint: string): FeedClient {
    const { log, monotonic } = this.#options;
    return new FeedClient({ ...httpEffects(log, monotonic), endpoint, readable });
  }

  async #refreshBySchedule(signal: AbortSignal): Promise<boolean> {
    const choice = this.#options.endpoint();
    if (!choice.ok) return false;
    const before = progressOf(await this.#options.memory.read(), choice.endpoint);
    const outcome = await this.refresh(choice.endpoint, { signal });
    // Also after a failure, because the next refresh finds the stored gap. One that is not stored is found again.
    const { gap } = progressOf(await this.#options.memory.read(), choice.endpoint);
    this.#options.log.info(`Refreshed by schedule: ${JSON.stringify(outcome)}`);
    if (outcome.kind !== 'done') return false;
    if (outcome.skipped && gap && gap.to > (before.gap?.to ?? '') && !this.disposed) this.#skipped.fire(gap);
    return outcome.failure === undefined;
  }
}
