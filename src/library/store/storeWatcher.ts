import { watch } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { Disposable } from '../../dispose';
import type { Log } from '../../log';

export interface StoreWatcherEffects {
  readonly folder: string;
  /** Called with a delay after files changed. Calls never overlap. */
  readonly changed: () => Promise<void>;
  readonly monotonic: () => number;
  /** The result cancels the call. */
  readonly later: (callback: () => void, ms: number) => () => void;
  readonly log: Log;
}

/** Excludes locks, temporary files and the index. */
const WATCHED_FILES: readonly (readonly [folder: string, file: RegExp])[] = [
  ['.', /^(feed|reading-list|saved-searches|code-watch)\.json$/],
  ['papers', /\.jsonl$/],
  ['imported', /\.jsonl$/],
];

/** Delay after the first event, because one change writes several files. */
const SETTLE_MS = 500;

/** Minimum time between calls of `changed`, for example during an archive download. */
const MIN_INTERVAL_MS = 5_000;

/** Watches the store's files. Optional: windows also catch up on focus. */
export class StoreWatcher extends Disposable {
  readonly #effects: StoreWatcherEffects;
  #started: Promise<void> | undefined;
  #cancel: (() => void) | undefined;
  #reading = false;
  #changes = 0;
  #readAt = -Infinity;

  constructor(effects: StoreWatcherEffects) {
    super();
    this.#effects = effects;
    this._register({ dispose: () => this.#cancel?.() });
  }

  /** Never rejects. */
  start(): Promise<void> {
    return (this.#started ??= this.#start());
  }

  async #start(): Promise<void> {
    for (const [name, file] of WATCHED_FILES) {
      const folder = path.join(this.#effects.folder, name);
      try {
        await mkdir(folder, { recursive: true });
        if (this.disposed) return;
        this.#watch(folder, file);
      } catch (error) {
        this.#effects.log.debug(`${folder} is not watched: ${String(error)}`);
      }
    }
  }

  #watch(folder: string, file: RegExp): void {
    const watcher = watch(folder, { persistent: false }, (_, name) => {
      if (name === null || file.test(name)) this.#noteChange();
    });
    watcher.on('error', (error) => {
      this.#effects.log.debug(`${folder} is no longer watched: ${String(error)}`);
      watcher.close();
    });
    this._register({ dispose: () => watcher.close() });
  }

  #noteChange(): void {
    if (this.disposed) return;
    this.#changes += 1;
    if (this.#reading || this.#cancel) return;
    const { monotonic: forward, later } = this.#effects;
    const wait = Math.max(SETTLE_MS, MIN_INTERVAL_MS - (forward() - this.#readAt));
    this.#cancel = later(() => void this.#readChanges(), wait);
  }

  async #readChanges(): Promise<void> {
    this.#cancel = undefined;
    this.#reading = true;
    const seen = this.#changes;
    try {
      await this.#effects.changed();
    } catch (error) {
      this.#effects.log.warn(`What another window changed was not read: ${String(error)}`);
    } finally {
      this.#reading = false;
      this.#readAt = this.#effects.monotonic();
    }
    if (this.#changes !== seen) this.#noteChange();
  }
}
