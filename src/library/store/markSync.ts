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
 * Copy of the marks that VS Code keeps on the user's own machine, shares with all remotes and syncs. Windows that write
 * at once lose each other's changes there, so the file stays the source, from which lost changes are written again.
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

  /**
   * Writes to the synced copy what it lacks. Pauses between steps, because each takes up to 3 ms for 2,000 marks. Does
   * not wait for the write; a failure is logged, and the next change tries again.
   */
  async share(list: ReadingList): Promise<void> {
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      const read = this.#synced.read();
      const theirs = parseSyncedMarks(read);
      // A newer version of the extension, on another machine, knows its own value.
      if (theirs === 'newer') return;
      await yieldToHost();
      const value = serializeSyncedMarks(mergeLists(list, theirs));
      await yieldToHost();
      if (JSON.stringify(value) === JSON.stringify(serializeSyncedMarks(theirs))) return;
      await yieldToHost();
      // Marks of another machine arrived meanwhile.
      if (tries < MAX_TRIES - 1 && this.#synced.read() !== read) continue;
      this.#synced
        .write(value)
        .then(undefined, (error: unknown) => this.#log.warn(`Marks could not be synced: ${String(error)}`));
      return;
    }
  }
}

/** How often the synced copy is read again because it changed during a step. */
const MAX_TRIES = 3;

/** Returns how many marks are synced if a list has more. */
export function syncLimitOf(list: ReadingList): number | undefined {
  return countMarks(list) > MAX_SYNCED_MARKS ? MAX_SYNCED_MARKS : undefined;
}
