import {
  countMarks,
  MAX_SYNCED_MARKS,
  mergeLists,
  parseSyncedMarks,
  serializeSyncedMarks,
} from '../../core/readingList/syncedMarks';
import type { ReadingList } from '../../core/readingList/readingList';
import type { Log } from '../../log';
import { yieldToHost } from '../../timeSlice';

/**
 * Copy of the marks that VS Code stores on the user's own machine, shares with all remotes and syncs.
 * Concurrent writes of windows lose each other's changes, so the file remains the source.
 */
export interface SyncedMarks {
  read(): unknown;
  write(value: unknown): PromiseLike<void>;
}

/** Merges marks with their synced copy. */
export class MarkSync {
  readonly #synced: SyncedMarks;
  readonly #log: Log;

  constructor(synced: SyncedMarks, log: Log) {
    this.#synced = synced;
    this.#log = log;
  }

  /** Returns a list with the changes of the synced copy; the same object if there are none. */
  merged(list: ReadingList): ReadingList {
    const theirs = parseSyncedMarks(this.#synced.read());
    return theirs === 'newer' ? list : mergeLists(list, theirs);
  }

  /**
   * Writes missing changes to the synced copy, with pauses. Logs a failure; the next change retries.
   * @param writes maximum number of writes if the copy loses changes
   */
  async share(list: ReadingList, writes = MAX_WRITES): Promise<void> {
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      const read = this.#synced.read();
      const theirs = parseSyncedMarks(read);
      // A newer version of the extension on another machine wrote the copy.
      if (theirs === 'newer') return;
      await yieldToHost();
      const value = serializeSyncedMarks(mergeLists(list, theirs));
      await yieldToHost();
      if (JSON.stringify(value) === JSON.stringify(serializeSyncedMarks(theirs))) return;
      await yieldToHost();
      // Marks of another machine have arrived meanwhile.
      if (tries < MAX_TRIES - 1 && this.#synced.read() !== read) continue;
      void this.#write(value, list, writes);
      return;
    }
  }

  /**
   * Writes the synced copy, and again if it then lacks changes. VS Code reports each value that it stored. A
   * report replaces a later value that a timer had not sent yet (`ExtensionMemento` of VS Code's extension
   * host).
   */
  async #write(value: unknown, list: ReadingList, writes: number): Promise<void> {
    try {
      await this.#synced.write(value);
      if (writes > 1) await this.share(list, writes - 1);
    } catch (error) {
      this.#log.warn(`Marks could not be synced: ${String(error)}`);
    }
  }
}

/** Attempts if the synced copy changes during a step. */
const MAX_TRIES = 3;
const MAX_WRITES = 3;

/** `undefined` if all marks are synced. */
export function syncLimitOf(list: ReadingList): number | undefined {
  return countMarks(list) > MAX_SYNCED_MARKS ? MAX_SYNCED_MARKS : undefined;
}
