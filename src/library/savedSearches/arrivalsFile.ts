import {
  newSince,
  NO_ARRIVALS,
  readArrivals,
  mayNotify,
  withArrived,
  withKnown,
  withLooked,
  withNotified,
  writeArrivals,
  type Arrivals,
} from '../../core/savedSearches/arrivals';
import { Disposable } from '../../dispose';
import { Emitter, type Event } from '../../emitter';
import type { Log } from '../../log';
import type { JsonFile, JsonFormat } from '../store/jsonFile';

/** File format of the arrivals. A damaged file counts as empty: nothing is new then. */
export const ARRIVALS_FORMAT: JsonFormat<Arrivals> = { schema: 1, read: readArrivals, write: writeArrivals };

/**
 * The papers that refreshes brought, and what the user looked at in each saved search. A file shares them
 * between the windows of this machine. They belong to the library of this machine, so they are not synced.
 */
export class ArrivalsFile extends Disposable {
  readonly #file: Pick<JsonFile<Arrivals>, 'read' | 'update'>;
  readonly #log: Log;
  readonly #changed = this._register(new Emitter<void>());
  readonly #refreshed = this._register(new Emitter<void>());
  #state = NO_ARRIVALS;
  #reading: Promise<void> | undefined;
  #last: Promise<unknown> = Promise.resolve();

  /** Fires after `newSince` may have changed, here or in another window. */
  readonly onDidChange: Event<void> = this.#changed.event;
  /** Fires after a refresh of this window brought papers. */
  readonly onDidArrive: Event<void> = this.#refreshed.event;

  constructor(file: Pick<JsonFile<Arrivals>, 'read' | 'update'>, log: Log) {
    super();
    this.#file = file;
    this.#log = log;
  }

  /** Reads the file; the first call does the work. Never rejects. */
  load(): Promise<void> {
    return (this.#reading ??= this.reload());
  }

  /** Reads the file again, because another window may have changed it. Never rejects. */
  reload(): Promise<void> {
    return this.#inTurn(() => this.#file.read());
  }

  /** Returns the ids of the papers that arrived since the user looked at a search. */
  newSince(key: string): readonly string[] {
    return newSince(this.#state, key);
  }

  /** Adds papers that a refresh of this window brought. */
  async arrived(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await this.#update((state) => withArrived(state, ids));
    if (!this.disposed) this.#refreshed.fire();
  }

  /** Notes that the user looked at searches. */
  async markSeen(keys: readonly string[]): Promise<void> {
    if (keys.length > 0) await this.#update((state) => withLooked(state, keys));
  }

  /** Notes that searches exist: papers that arrived before are not new to them. */
  async know(keys: readonly string[]): Promise<void> {
    await this.load();
    if (keys.some((key) => !this.#state.looked.has(key)))
      await this.#update((state) => withKnown(state, keys));
  }

  /** Claims the notification of a day. Returns false if a window of this machine had it already. */
  async claimNotification(day: string): Promise<boolean> {
    let claimed = false;
    await this.#update((state) => {
      claimed = mayNotify(state, day);
      return claimed ? withNotified(state, day) : state;
    });
    return claimed;
  }

  /** Applies a change to the file. If it cannot be written, the change lasts for this session. */
  #update(change: (state: Arrivals) => Arrivals): Promise<void> {
    return this.#inTurn(async () => {
      try {
        return await this.#file.update(change);
      } catch (error) {
        this.#log.warn(`What was looked at in saved searches could not be kept: ${String(error)}`);
        return change(this.#state);
      }
    });
  }

  #inTurn(work: () => Promise<Arrivals>): Promise<void> {
    const mine = this.#last.then(async () => {
      try {
        const state = await work();
        const same = JSON.stringify(writeArrivals(state)) === JSON.stringify(writeArrivals(this.#state));
        if (same || this.disposed) return;
        this.#state = state;
        this.#changed.fire();
      } catch (error) {
        this.#log.warn(`What was looked at in saved searches could not be read: ${String(error)}`);
      }
    });
    this.#last = mine;
    return mine;
  }
}
