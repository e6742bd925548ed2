import {
  readReadingList,
  savedIds,
  withMark,
  writeReadingList,
  type ReadingList,
  type ReadingMark,
} from '../core/readingList';
import { Disposing } from '../dispose';
import type { Log } from '../log';
import { Emitter, type Subscribe } from './emitter';
import { JsonFile } from './jsonFile';

/** What the reader saved and read, shared by all windows of this machine. */
export class ReadingMarks extends Disposing {
  readonly #file: JsonFile<ReadingList>;
  readonly #log: Log;
  readonly #changed = this.register(new Emitter<void>());
  #list: ReadingList = new Map();
  #reading: Promise<void> | undefined;

  /** Fires after a mark changed, here or in another window. */
  readonly onDidChange: Subscribe<void> = this.#changed.event;

  constructor(file: string, log: Log) {
    super();
    const format = { schema: 1, read: readReadingList, write: writeReadingList };
    this.#file = new JsonFile(file, format, log);
    this.#log = log;
  }

  isSaved(id: string): boolean {
    return this.#list.get(id)?.saved !== undefined;
  }

  isRead(id: string): boolean {
    return this.#list.get(id)?.read !== undefined;
  }

  /** Ids of the saved papers, the latest first. */
  saved(): readonly string[] {
    return savedIds(this.#list);
  }

  /** Reads the marks; the first call does the work. Never rejects: marks that cannot be read are not there. */
  load(): Promise<void> {
    return (this.#reading ??= this.reload());
  }

  /** Reads the marks again, after another window may have changed them. */
  async reload(): Promise<void> {
    try {
      this.#become(await this.#file.read());
    } catch (error) {
      this.#log.warn(`The reading list could not be read: ${String(error)}`);
    }
  }

  /**
   * Sets a mark or takes it away, whichever is not there, and tells which it was.
   * @throws the file system's error when it cannot be kept; nothing is changed then
   */
  async toggle(id: string, mark: ReadingMark, now: Date): Promise<boolean> {
    await this.load();
    // What the reader sees decides, not what another window wrote meanwhile.
    const set = this.#list.get(id)?.[mark] === undefined;
    const at = set ? now.toISOString() : undefined;
    this.#become(await this.#file.update((list) => withMark(list, id, mark, at)));
    return set;
  }

  #become(list: ReadingList): void {
    if (this.disposed || JSON.stringify([...list]) === JSON.stringify([...this.#list])) return;
    this.#list = list;
    this.#changed.fire();
  }
}
