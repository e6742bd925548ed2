import {
  markedIds,
  parseReadingList,
  salvageReadingList,
  savedIds,
  renameIds,
  serializeReadingList,
  type ReadingList,
  type ReadingMark,
} from '../../core/readingList/readingList';
import {
  changeMarks,
  undoChanges,
  type MarkChange,
  type MarkRequest,
} from '../../core/readingList/markChange';
import { Disposable } from '../../dispose';
import type { Log } from '../../log';
import { Emitter, type Event } from '../../emitter';
import { JsonFile, type JsonFormat } from './jsonFile';
import type { FileProblem } from './fileProblem';
import { MarkHistory } from './markHistory';
import { MarkSync, syncLimitOf, type SyncedMarks } from './markSync';

export const READING_FORMAT: JsonFormat<ReadingList> = {
  schema: 1,
  read: parseReadingList,
  write: serializeReadingList,
  salvage: salvageReadingList,
};

/** Earlier ids of papers → current ids. */
export interface CurrentIds {
  idOf(id: string): string;
  readonly onDidChange: Event<void>;
}

export type { MarkChange } from '../../core/readingList/markChange';

export interface MarkOptions {
  readonly readOnly?: boolean;
  readonly synced?: SyncedMarks;
}

/** Saved and read marks, shared by all windows of this machine, and synced. */
export class ReadingMarks extends Disposable {
  readonly #file: JsonFile<ReadingList>;
  readonly #log: Log;
  readonly #sync: MarkSync | undefined;
  readonly #changed = this._register(new Emitter<void>());
  #list: ReadingList = new Map();
  /** By current id. A mark stored under a slug moves to the arXiv id when the paper gets one. */
  #current: ReadingList = new Map();
  #currentKey = contentKey(this.#current);
  #idOf = (id: string): string => id;
  readonly #history = new MarkHistory();
  #trouble: FileProblem | undefined;
  #reading: Promise<void> | undefined;
  #last: Promise<unknown> = Promise.resolve();

  readonly onDidChange: Event<void> = this.#changed.event;

  constructor(file: string, log: Log, { readOnly = false, synced }: MarkOptions = {}) {
    super();
    this.#file = new JsonFile(file, READING_FORMAT, log, readOnly);
    this.#log = log;
    this.#sync = synced && new MarkSync(synced, log);
  }

  isSaved(id: string): boolean {
    return this.savedAt(id) !== undefined;
  }

  /** ISO 8601 in UTC. */
  savedAt(id: string): string | undefined {
    return this.#current.get(this.#idOf(id))?.saved;
  }

  isRead(id: string): boolean {
    return this.#current.get(this.#idOf(id))?.read !== undefined;
  }

  saved(): readonly string[] {
    return savedIds(this.#current);
  }

  read(): readonly string[] {
    return markedIds(this.#current, 'read');
  }

  /** Resolves ids of marks through `ids`, again after each change of ids. */
  follow(ids: CurrentIds): void {
    this.#idOf = (id) => ids.idOf(id);
    this._register(ids.onDidChange(() => this.#setState(this.#list)));
  }

  get problem(): FileProblem | undefined {
    return this.#trouble;
  }

  /** Number of synced marks if there are more. The others are only on this machine. */
  get syncLimit(): number | undefined {
    return this.#sync && syncLimitOf(this.#list);
  }

  /** Never rejects: see `problem`. */
  load(): Promise<void> {
    return (this.#reading ??= this.reload({ share: true }));
  }

  /**
   * Keeps the marks if the file cannot be read.
   * @param share also writes missing changes to the synced copy. Only for a window with the focus, because
   * others may be outdated.
   */
  reload({ share = false } = {}): Promise<void> {
    return this.#inTurn(async () => {
      try {
        const list = await this.#mergeSynced(await this.#file.read());
        if (share && this.#file.trouble?.kind !== 'newer') await this.#sync?.share(list);
        this.#setState(list);
      } catch (error) {
        this.#log.warn(`The reading list could not be read: ${String(error)}`);
        this.#setState(this.#list);
      }
    });
  }

  /**
   * @returns whether the mark is now set
   * @throws the file system's error, or NewerFileError; the marks are then unchanged
   */
  async toggle(id: string, mark: ReadingMark, now: Date): Promise<boolean> {
    await this.load();
    return this.#inTurn(async () => {
      // Toggles the state that the user sees, not a newer one written by another window.
      const isSet = this.#current.get(this.#idOf(id))?.[mark] === undefined;
      await this.#change({ ids: [id], mark, isSet, now: now.toISOString() });
      return isSet;
    });
  }

  /**
   * Sets or removes a mark of several papers in one write. Skips papers that already have the requested state.
   * @returns the changes, for `undo`
   * @throws as `toggle`
   */
  async change(
    ids: readonly string[],
    mark: ReadingMark,
    isSet: boolean,
    now: Date,
  ): Promise<readonly MarkChange[]> {
    await this.load();
    return this.#inTurn(() => this.#change({ ids, mark, isSet, now: now.toISOString() }));
  }

  /**
   * Undoes changes and restores the marks' times. Skips marks that any window changed since.
   * @throws as `toggle`
   */
  async undo(changes: readonly MarkChange[], now = new Date()): Promise<void> {
    await this.#inTurn(() => this.#undo(changes, now));
  }

  /**
   * Undoes the latest change of this window.
   * @returns the change; empty if there is none
   * @throws as `toggle`
   */
  async undoLast(now = new Date()): Promise<readonly MarkChange[]> {
    // In turn also for the choice: the next call must not undo the same change.
    return this.#inTurn(async () => {
      const { last } = this.#history;
      if (last.length > 0) await this.#undo(last, now);
      return last;
    });
  }

  async #undo(changes: readonly MarkChange[], now: Date): Promise<void> {
    const list = await this.#file.update((written) => undoChanges(written, changes, now.toISOString()));
    this.#history.remove(changes);
    await this.#sync?.share(list);
    this.#setState(list);
  }

  async #change(request: MarkRequest): Promise<readonly MarkChange[]> {
    let changes: readonly MarkChange[] = [];
    const list = await this.#file.update((written) => {
      const changed = changeMarks(written, request, this.#idOf);
      changes = changed.changes;
      return changed.list;
    });
    this.#history.add(changes);
    await this.#sync?.share(list);
    this.#setState(list);
    return changes;
  }

  /** One at a time, so that a quick second toggle sees the first and a reload cannot undo it. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(work);
    this.#last = mine.catch(() => undefined);
    return mine;
  }

  async #mergeSynced(list: ReadingList): Promise<ReadingList> {
    // A file of a newer version cannot be read.
    if (!this.#sync || this.#file.trouble?.kind === 'newer') return list;
    const sync = this.#sync;
    let merged = sync.merged(list);
    if (merged !== list) {
      try {
        merged = await this.#file.update((written) => sync.merged(written));
      } catch (error) {
        this.#log.warn(`Synced marks could not be kept: ${String(error)}`);
      }
    }
    return merged;
  }

  #setState(list: ReadingList): void {
    const { trouble } = this.#file;
    const current = renameIds(list, this.#idOf);
    const key = contentKey(current);
    const same = key === this.#currentKey && JSON.stringify(trouble) === JSON.stringify(this.#trouble);
    if (this.disposed) return;
    this.#list = list;
    if (same) return;
    this.#current = current;
    this.#currentKey = key;
    this.#trouble = trouble;
    this.#changed.fire();
  }
}

function contentKey(list: ReadingList): string {
  return JSON.stringify([...list]);
}
