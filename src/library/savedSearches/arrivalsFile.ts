import {
  newSince,
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
import type { JsonFormat } from '../store/jsonFile';
import { SharedValue, type SharedFile } from '../store/sharedValue';

/** File format of the arrivals. A damaged file counts as empty: nothing is new then. */
export const ARRIVALS_FORMAT: JsonFormat<Arrivals> = { schema: 1, read: readArrivals, write: writeArrivals };

/**
 * The papers that refreshes brought, and what the user looked at in each saved search. A file shares them
 * between the windows of this machine. They belong to the library of this machine, so they are not synced.
 */
export class ArrivalsFile extends Disposable {
  readonly #shared: SharedValue<Arrivals>;
  readonly #refreshed = this._register(new Emitter<void>());

  /** Fires after `newSince` may have changed, here or in another window. */
  readonly onDidChange: Event<void>;
  /** Fires after a refresh of this window brought papers. */
  readonly onDidArrive: Event<void> = this.#refreshed.event;

  constructor(file: SharedFile<Arrivals>, log: Log) {
    super();
    const name = 'What was looked at in saved searches';
    this.#shared = this._register(new SharedValue(file, ARRIVALS_FORMAT, name, log));
    this.onDidChange = this.#shared.onDidChange;
  }

  /** Reads the file; the first call does the work. Never rejects. */
  load(): Promise<void> {
    return this.#shared.load();
  }

  /** Reads the file again, because another window may have changed it. Never rejects. */
  reload(): Promise<void> {
    return this.#shared.reload();
  }

  /** Returns the ids of the papers that arrived since the user looked at a search. */
  newSince(key: string): readonly string[] {
    return newSince(this.#shared.value, key);
  }

  /** Adds papers that a refresh of this window brought. */
  async arrived(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await this.#shared.update((state) => withArrived(state, ids));
    if (!this.disposed) this.#refreshed.fire();
  }

  /** Notes that the user looked at searches. */
  async markSeen(keys: readonly string[]): Promise<void> {
    if (keys.length > 0) await this.#shared.update((state) => withLooked(state, keys));
  }

  /** Notes that searches exist: papers that arrived before are not new to them. */
  async know(keys: readonly string[]): Promise<void> {
    await this.load();
    if (keys.some((key) => !this.#shared.value.looked.has(key)))
      await this.#shared.update((state) => withKnown(state, keys));
  }

  /** Claims the notification of a day. Returns false if a window of this machine had it already. */
  async claimNotification(day: string): Promise<boolean> {
    let claimed = false;
    await this.#shared.update((state) => {
      claimed = mayNotify(state, day);
      return claimed ? withNotified(state, day) : state;
    });
    return claimed;
  }
}
