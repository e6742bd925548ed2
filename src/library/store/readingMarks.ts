import {
  parseReadingList,
  salvageReadingList,
  savedIds,
  renameIds,
  withMark,
  serializeReadingList,
  type ReadingList,
  type ReadingMark,
} from '../../core/readingList/readingList';
import { Disposable } from '../../dispose';
import type { Log } from '../../log';
import { Emitter, type Event } from '../../emitter';
import { JsonFile, type JsonFormat } from './jsonFile';
import type { FileProblem } from './fileProblem';

/** File format of the marks. */
export const READING_FORMAT: JsonFormat<ReadingList> = {
  schema: 1,
  read: parseReadingList,
  write: serializeReadingList,
  salvage: salvageReadingList,
};

/** Maps earlier ids of papers to their current ids. */
export interface CurrentIds {
  idOf(id: string): string;
  readonly onDidChange: Event<void>;
}

/** A mark that was set or removed. The times are those when the mark was set; absent without the mark. */
export interface MarkChange {
  /** Id under which the mark is stored. */
  readonly id: string;
  readonly mark: ReadingMark;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** The user's saved and read marks, shared by all windows of this machine. */
export class ReadingMarks extends Disposable {
  readonly #file: JsonFile<ReadingList>;
  readonly #log: Log;
  readonly #changed = this._register(new Emitter<void>());
  /** Marks as stored. */
  #list: ReadingList = new Map();
  /** Marks by current id: a mark stored under a slug moves to the arXiv id once that is known. */
  #current: ReadingList = new Map();
  #idOf = (id: string): string => id;
  #trouble: FileProblem | undefined;
  #reading: Promise<void> | undefined;
  #last: Promise<unknown> = Promise.resolve();

  /** Fires after a mark changed, here or in another window, or `trouble` changed. */
  readonly onDidChange: Event<void> = this.#changed.event;

  /** @param readOnly never change the file */
  constructor(file: string, log: Log, readOnly = false) {
    super();
    this.#file = new JsonFile(file, READING_FORMAT, log, readOnly);
    this.#log = log;
  }

  isSaved(id: string): boolean {
    return this.#current.get(this.#idOf(id))?.saved !== undefined;
  }

  isRead(id: string): boolean {
    return this.#current.get(this.#idOf(id))?.read !== undefined;
  }

  /** Returns the ids of the saved papers, last saved first. */
  saved(): readonly string[] {
    return savedIds(this.#current);
  }

  /** Resolves ids of marks through `ids` from now on, and again whenever the ids change. */
  follow(ids: CurrentIds): void {
    this.#idOf = (id) => ids.idOf(id);
    this._register(ids.onDidChange(() => this.#become(this.#list)));
  }

  /** Problem with the file of the marks, if any. */
  get problem(): FileProblem | undefined {
    return this.#trouble;
  }

  /** Reads the marks; the first call does the work. Never rejects: see `trouble`. */
  load(): Promise<void> {
    return (this.#reading ??= this.reload());
  }

  /**
   * Reads the marks again, as another window may have changed them. Keeps the marks if the file can't be
   * read.
   */
  reload(): Promise<void> {
    return this.#inTurn(async () => {
      try {
        this.#become(await this.#file.read());
      } catch (error) {
        this.#log.warn(`The reading list could not be read: ${String(error)}`);
        this.#become(this.#list);
      }
    });
  }

  /**
   * Sets a mark, or removes it if it is set.
   * @returns whether the mark is now set
   * @throws the file system's error, or NewerFileError, if the change cannot be saved; no mark is changed
   *   then
   */
  async toggle(id: string, mark: ReadingMark, now: Date): Promise<boolean> {
    await this.load();
    return this.#inTurn(async () => {
      // The state that the user sees decides, not a newer state written by another window.
      const own = this.#idOf(id);
      const set = this.#current.get(own)?.[mark] === undefined;
      const list = await this.#file.update((written) => {
        if (set) return withMark(written, own, mark, now.toISOString());
        const names = [...written.keys()].filter((name) => this.#idOf(name) === own);
        return names.reduce((left, name) => withMark(left, name, mark, undefined), written);
      });
      this.#become(list);
      return set;
    });
  }

  /**
   * Sets or removes a mark of several papers at once. Leaves marks that are so already.
   * @returns what was changed, for `undo`
   * @throws as `toggle`
   */
  async change(
    ids: readonly string[],
    mark: ReadingMark,
    isSet: boolean,
    now: Date,
  ): Promise<readonly MarkChange[]> {
    await this.load();
    return this.#inTurn(async () => {
      const wanted = new Set(ids.map((id) => this.#idOf(id)));
      const after = isSet ? now.toISOString() : undefined;
      let changes: readonly MarkChange[] = [];
      const list = await this.#file.update((written) => {
        // An earlier id of the paper can carry the mark.
        const marked = [...written].filter(
          ([name, entry]) => wanted.has(this.#idOf(name)) && entry[mark] !== undefined,
        );
        const already = new Set(marked.map(([name]) => this.#idOf(name)));
        changes = isSet
          ? [...wanted].filter((id) => !already.has(id)).map((id) => ({ id, mark, before: undefined, after }))
          : marked.map(([id, entry]) => ({ id, mark, before: entry[mark], after }));
        return changes.reduce((next, { id }) => withMark(next, id, mark, after), written);
      });
      this.#become(list);
      return changes;
    });
  }

  /**
   * Takes changes back, with the times that the marks had. A mark that was changed again since, here or in another
   * window, stays as it is now.
   * @throws as `toggle`
   */
  async undo(changes: readonly MarkChange[]): Promise<void> {
    await this.#inTurn(async () => {
      const list = await this.#file.update((written) =>
        changes.reduce(
          (next, { id, mark, before, after }) =>
            next.get(id)?.[mark] === after ? withMark(next, id, mark, before) : next,
          written,
        ),
      );
      this.#become(list);
    });
  }

  /** Runs updates one at a time, so that a quick second toggle sees the first and a reload cannot undo it. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(work);
    this.#last = mine.catch(() => undefined);
    return mine;
  }

  #become(list: ReadingList): void {
    const { trouble } = this.#file;
    const current = renameIds(list, this.#idOf);
    const same =
      told(current) === told(this.#current) && JSON.stringify(trouble) === JSON.stringify(this.#trouble);
    if (this.disposed) return;
    this.#list = list;
    if (same) return;
    this.#current = current;
    this.#trouble = trouble;
    this.#changed.fire();
  }
}

function told(list: ReadingList): string {
  return JSON.stringify([...list]);
}
