import { readFile, rename } from 'node:fs/promises';
import { asRecord } from '../core/value';
import type { Log } from '../log';
import { parsedJson, sumOf } from './checkedJson';
import { withLock } from './lock';
import { writeWhole } from './writeWhole';

/** How one value is read and written; `read` takes whatever an older version or a careless hand left. */
export interface JsonFormat<T> {
  /** Version of the value; a file with a higher one is never written over. */
  readonly schema: number;
  read(value: unknown): T;
  write(value: T): unknown;
}

/** A small value on disk that several windows change. */
export class JsonFile<T> {
  readonly #file: string;
  readonly #format: JsonFormat<T>;
  readonly #log: Log;

  constructor(file: string, format: JsonFormat<T>, log: Log) {
    this.#file = file;
    this.#format = format;
    this.#log = log;
  }

  /** The value as it is on disk now; what `read` makes of `undefined` when there is none or it is damaged. */
  async read(): Promise<T> {
    const found = await this.#found();
    return this.#format.read(found.kind === 'value' ? found.value : undefined);
  }

  /**
   * Changes the value as it is on disk at that moment, and gives the new one; a change that gives the same object back
   * writes nothing.
   * @throws the file system's error, or an error when a newer version wrote the file
   */
  async update(change: (value: T) => T): Promise<T> {
    return withLock(`${this.#file}.lock`, async (lock) => {
      const found = await this.#found();
      if (found.kind === 'newer') throw new Error(`${this.#file} was written by a newer version.`);
      if (found.kind === 'damaged') await this.#setAside();
      const before = this.#format.read(found.kind === 'value' ? found.value : undefined);
      const after = change(before);
      if (after === before) return after;
      const text = JSON.stringify(this.#format.write(after));
      await writeWhole(
        this.#file,
        `{"schema":${this.#format.schema},"sum":"${sumOf(text)}","value":${text}}\n`,
        () => lock.check(),
      );
      return after;
    });
  }

  async #found(): Promise<{ kind: 'none' | 'newer' | 'damaged' } | { kind: 'value'; value: unknown }> {
    let text: string;
    try {
      text = await readFile(this.#file, 'utf8');
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT') return { kind: 'none' };
      if (code === 'EISDIR') return { kind: 'damaged' };
      throw error;
    }
    const record = asRecord(parsedJson(text));
    const schema = record?.get('schema');
    if (typeof schema === 'number' && schema > this.#format.schema) return { kind: 'newer' };
    const body = /^\{"schema":\d+,"sum":"([0-9a-f]+)","value":(.*)\}\n$/s.exec(text);
    if (body?.[2] === undefined || sumOf(body[2]) !== body[1]) return { kind: 'damaged' };
    return { kind: 'value', value: record?.get('value') };
  }

  async #setAside(): Promise<void> {
    const aside = `${this.#file}.corrupt-${new Date().toISOString().slice(0, 10)}`;
    this.#log.warn(`${this.#file} is damaged; it was set aside as ${aside}.`);
    await rename(this.#file, aside);
  }
}
