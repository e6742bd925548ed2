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
 * Copy of the marks that VS Code stores on the user's own machine, shares with all remotes and syncs. Windows
 * that write at the same time lose each other's changes in it, so the file remains the source, from which
 * lost changes are written again.
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

  /** Returns a list with the changes of the synced copy; the list itself if there are none. */
  merged(list: ReadingList): ReadingList {
    const theirs = parseSyncedMarks(this.#synced.read());
    return theirs === 'newer' ? list : mergeLists(list, theirs);
  }

  /** Writes missing changes to the synced copy, with pauses. Logs a failure; the next change retries. */
  async share(list: ReadingList): Promise<void> {
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      const read = this.#synced.read();
      const theirs = parseSyncedMarks(read);
      // A newer version of the extension on another machine wrote the copy. Leaves it unchanged.
      if (theirs === 'newer') return;
      await yieldToHost();
      const value = serializeSyncedMarks(mergeLists(list, theirs));
      await yieldToHost();
      if (JSON.stringify(value) === JSON.stringify(serializeSyncedMarks(theirs))) return;
      await yieldToHost();
      // Marks of another machine have arrived meanwhile.
      if (tries < MAX_TRIES - 1 && this.#synced.read() !== read) continue;
      this.#synced
        .write(value)
        .then(undefined, (error: unknown) => this.#log.warn(`Marks could not be synced: ${String(error)}`));
      return;
    }
  }
}

/** Maximum number of attempts if the synced copy changes during a step. */
const MAX_TRIES = 3;

/** Returns how many marks are synced if a list has more. */
export function syncLimitOf(list: ReadingList): number | undefined {
  return countMarks(list) > MAX_SYNCED_MARKS ? MAX_SYNCED_MARKS : undefined;
}
