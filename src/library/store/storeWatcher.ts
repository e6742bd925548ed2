import { watch } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { Disposing } from '../../dispose';
import type { Log } from '../../log';

/** What a watch works with. */
export interface StoreWatchEffects {
  /** The extension's own folder. */
  readonly folder: string;
  /** Called some time after a file changed; never twice at a time. */
  readonly changed: () => Promise<void>;
  /** A clock in ms that only goes forward. */
  readonly forward: () => number;
  /** Calls back once after so many ms, unless what it returns is called. */
  readonly later: (callback: () => void, ms: number) => () => void;
  readonly log: Log;
}

/** What is kept in each folder below; locks, temporary files and the index come and go without saying anything. */
const KEPT: readonly (readonly [folder: string, file: RegExp])[] = [
  ['.', /^(feed|reading-list)\.json$/],
  ['papers', /\.jsonl$/],
  ['imported', /\.jsonl$/],
];

/** Files of one change are written one after the other, so it is looked at this much later, in ms. */
const SETTLING = 500;

/** While changes go on, as during the download of an archive, they are looked at no more often than this, in ms. */
const PAUSE = 5_000;

/**
 * Notices that files were changed, by whatever window. A convenience: where the system has no watching to give, windows
 * still catch up when they are focused.
 */
export class StoreWatch extends Disposing {
  readonly #effects: StoreWatchEffects;
  #started: Promise<void> | undefined;
  #cancel: (() => void) | undefined;
  #looking = false;
  #changes = 0;
  #lookedAt = -Infinity;

  constructor(effects: StoreWatchEffects) {
    super();
    this.#effects = effects;
    this.register({ dispose: () => this.#cancel?.() });
  }

  /** Begins to watch; the first call does the work. Never rejects. */
  start(): Promise<void> {
    return (this.#started ??= this.#start());
  }

  async #start(): Promise<void> {
    for (const [name, file] of KEPT) {
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
      if (name === null || file.test(name)) this.#noticed();
    });
    watcher.on('error', (error) => {
      this.#effects.log.debug(`${folder} is no longer watched: ${String(error)}`);
      watcher.close();
    });
    this.register({ dispose: () => watcher.close() });
  }

  #noticed(): void {
    if (this.disposed) return;
    this.#changes += 1;
    if (this.#looking || this.#cancel) return;
    const { forward, later } = this.#effects;
    const wait = Math.max(SETTLING, PAUSE - (forward() - this.#lookedAt));
    this.#cancel = later(() => void this.#look(), wait);
  }

  async #look(): Promise<void> {
    this.#cancel = undefined;
    this.#looking = true;
    const seen = this.#changes;
    try {
      await this.#effects.changed();
    } catch (error) {
      this.#effects.log.warn(`What another window changed was not read: ${String(error)}`);
    } finally {
      this.#looking = false;
      this.#lookedAt = this.#effects.forward();
    }
    if (this.#changes !== seen) this.#noticed();
  }
}
