import {
  newSince,
  readArrivals,
  mayNotify,
  unannounced,
  withArrived,
  withRegistered,
  withSeen,
  withNotified,
  writeArrivals,
  type Arrivals,
} from '../../core/savedSearches/arrivals';
import { Disposable } from '../../dispose';
import { Emitter, type Event } from '../../emitter';
import type { Log } from '../../log';
import type { JsonFormat } from '../store/jsonFile';
import { SharedValue, type SharedFile } from '../store/sharedValue';

/** A damaged file counts as empty: no paper is new. */
export const ARRIVALS_FORMAT: JsonFormat<Arrivals> = { schema: 1, read: readArrivals, write: writeArrivals };

/** Papers that refreshes added, and those seen. Shared by this machine's windows, not synced. */
export class ArrivalsFile extends Disposable {
  readonly #shared: SharedValue<Arrivals>;
  readonly #refreshed = this._register(new Emitter<void>());

  readonly onDidChange: Event<void>;
  readonly onDidArrive: Event<void> = this.#refreshed.event;

  constructor(file: SharedFile<Arrivals>, log: Log) {
    super();
    const name = 'What was looked at in saved searches';
    this.#shared = this._register(new SharedValue(file, ARRIVALS_FORMAT, name, log));
    this.onDidChange = this.#shared.onDidChange;
  }

  load(): Promise<void> {
    return this.#shared.load();
  }

  reload(): Promise<void> {
    return this.#shared.reload();
  }

  newSince(key: string): readonly string[] {
    return newSince(this.#shared.value, key);
  }

  unannounced(): readonly string[] {
    return unannounced(this.#shared.value);
  }

  async arrived(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await this.#shared.update((state) => withArrived(state, ids));
    if (!this.disposed) this.#refreshed.fire();
  }

  async markSeen(keys: readonly string[]): Promise<void> {
    if (keys.length > 0) await this.#shared.update((state) => withSeen(state, keys));
  }

  /** Papers that arrived earlier are not new in a registered search. */
  async registerSearches(keys: readonly string[]): Promise<void> {
    await this.load();
    const { value } = this.#shared;
    if (withRegistered(value, keys) !== value)
      await this.#shared.update((state) => withRegistered(state, keys));
  }

  /** Returns false if another window has claimed the day. */
  async claimNotification(day: string): Promise<boolean> {
    let claimed = false;
    await this.#shared.update((state) => {
      claimed = mayNotify(state, day);
      return claimed ? withNotified(state, day) : state;
    });
    return claimed;
  }
}
