import {
  readReadingList,
  salvageReadingList,
  savedIds,
  underCurrentIds,
  withMark,
  writeReadingList,
  type ReadingList,
  type ReadingMark,
} from '../../core/readingList/readingList';
import { Disposing } from '../../dispose';
import type { Log } from '../../log';
import { Emitter, type Subscribe } from '../../emitter';
import { JsonFile, type JsonFormat } from './jsonFile';
import type { Trouble } from './fileProblem';

/** How the marks are written. */
export const READING_FORMAT: JsonFormat<ReadingList> = {
  schema: 1,
  read: readReadingList,
  write: writeReadingList,
  salvage: salvageReadingList,
};

/** Who knows which id a paper has now. */
export interface CurrentIds {
  idOf(id: string): string;
  readonly onDidChange: Subscribe<void>;
}

/** What the reader saved and read, shared by all windows of this machine. */
export class ReadingMarks extends Disposing {
  readonly #file: JsonFile<ReadingList>;
  readonly #log: Log;
  readonly #changed = this.register(new Emitter<void>());
  /** As it is written. */
  #list: ReadingList = new Map();
  /** As it is asked for: what was marked under a slug is the paper's own since its arXiv id is known. */
  #current: ReadingList = new Map();
  #idOf = (id: string): string => id;
  #trouble: Trouble | undefined;
  #reading: Promise<void> | undefined;
  #last: Promise<unknown> = Promise.resolve();

  /** Fires after a mark changed, here or in another window, or `trouble` did. */
  readonly onDidChange: Subscribe<void> = this.#changed.event;

  constructor(file: string, log: Log) {
    super();
    this.#file = new JsonFile(file, READING_FORMAT, log);
    this.#log = log;
  }

  isSaved(id: string): boolean {
    return this.#current.get(this.#idOf(id))?.saved !== undefined;
  }

  isRead(id: string): boolean {
    return this.#current.get(this.#idOf(id))?.read !== undefined;
  }

  /** Ids of the saved papers, the latest first. */
  saved(): readonly string[] {
    return savedIds(this.#current);
  }

  /** From now on marks belong to the ids that their papers have at the time. */
  follow(ids: CurrentIds): void {
    this.#idOf = (id) => ids.idOf(id);
    this.register(ids.onDidChange(() => this.#become(this.#list)));
  }

  /** What is wrong with the file of the marks, if anything. */
  get trouble(): Trouble | undefined {
    return this.#trouble;
  }

  /** Reads the marks; the first call does the work. Never rejects: see `trouble`. */
  load(): Promise<void> {
    return (this.#reading ??= this.reload());
  }

  /** Reads the marks again, after another window may have changed them. Marks that can't be read stay as they were. */
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
   * Sets a mark or takes it away, whichever is not there, and tells which it was.
   * @throws the file system's error, or NewerFileError, when it cannot be kept; nothing is changed then
   */
  async toggle(id: string, mark: ReadingMark, now: Date): Promise<boolean> {
    await this.load();
    return this.#inTurn(async () => {
      // What the reader sees decides, not what another window wrote meanwhile.
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

  /** Before its turn a press would not know of the one before, and a reading could bring back what was before it. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(work);
    this.#last = mine.catch(() => undefined);
    return mine;
  }

  #become(list: ReadingList): void {
    const { trouble } = this.#file;
    const current = underCurrentIds(list, this.#idOf);
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
