import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Log } from '../../log';
import { parsedJson, sumOf } from './checksum';
import { withLock, type Lock } from './fileLock';
import { patiently } from './retryFile';
import { setAside } from './quarantine';
import { reasonOf, type Trouble } from './fileProblem';
import { sweepTemporary, writeWhole } from './atomicWrite';

/** How one value is read and written; `read` takes whatever an older version or a careless hand left. */
export interface JsonFormat<T> {
  /** Version of the value; a file with a higher one is never written over. */
  readonly schema: number;
  read(value: unknown): T;
  write(value: T): unknown;
  /** What can be had of a damaged file's text; without it nothing is. */
  salvage?(text: string): T;
}

/** A newer version of the extension wrote the file: this one can neither read nor change it. */
export class NewerFileError extends Error {}

type Found =
  | { readonly kind: 'none' | 'newer' }
  | { readonly kind: 'value'; readonly value: unknown }
  /** `text` is undefined for a folder in the file's place. */
  | { readonly kind: 'damaged'; readonly text: string | undefined };

/** A small value on disk that several windows change. */
export class JsonFile<T> {
  readonly #file: string;
  readonly #format: JsonFormat<T>;
  readonly #log: Log;
  #swept = false;
  #wasDamaged = false;
  #trouble: Trouble | undefined;

  constructor(file: string, format: JsonFormat<T>, log: Log) {
    this.#file = file;
    this.#format = format;
    this.#log = log;
  }

  /** What was wrong with the file when it was looked at last; damage stays true until the end of the session. */
  get trouble(): Trouble | undefined {
    return this.#trouble ?? (this.#wasDamaged ? { kind: 'damaged', file: this.#name } : undefined);
  }

  /**
   * The value as it is on disk now; what `read` makes of `undefined` when there is none, or a newer version's. A damaged
   * file is set aside, and what can be had of it is put in its place.
   * @throws the file system's error when the file is there and can't be read
   */
  async read(): Promise<T> {
    const found = await this.#found();
    if (found.kind !== 'damaged') return this.#valueOf(found);
    try {
      return (await this.#locked((lock) => this.#healed(lock))).value;
    } catch (error) {
      // A read-only disk: what could be read counts all the same.
      this.#log.warn(`${this.#file} is damaged and could not be set aside: ${String(error)}`);
      return this.#salvaged(found.text);
    }
  }

  /**
   * Changes the value as it is on disk at that moment, and gives the new one; a change that gives the same object back
   * writes nothing.
   * @throws the file system's error, or NewerFileError
   */
  async update(change: (value: T) => T): Promise<T> {
    return this.#locked(async (lock) => {
      const { kind, value } = await this.#healed(lock);
      if (kind === 'newer') throw new NewerFileError(`${this.#file} was written by a newer version.`);
      const after = change(value);
      if (after !== value) await this.#write(after, lock);
      return after;
    });
  }

  get #name(): string {
    return path.basename(this.#file);
  }

  #locked<R>(work: (lock: Lock) => Promise<R>): Promise<R> {
    return withLock(`${this.#file}.lock`, async (lock) => {
      if (!this.#swept) await sweepTemporary(path.dirname(this.#file), Date.now());
      this.#swept = true;
      return work(lock);
    });
  }

  #valueOf(found: Exclude<Found, { kind: 'damaged' }>): T {
    return this.#format.read(found.kind === 'value' ? found.value : undefined);
  }

  #salvaged(text: string | undefined): T {
    const left = text === undefined ? undefined : this.#format.salvage?.(text);
    return left ?? this.#format.read(undefined);
  }

  async #write(value: T, lock: Lock): Promise<void> {
    const text = JSON.stringify(this.#format.write(value));
    const sum = sumOf(text);
    const line = `{"schema":${this.#format.schema},"sum":"${sum}","value":${text}}\n`;
    await writeWhole(this.#file, line, () => lock.check());
  }

  async #found(): Promise<Found> {
    try {
      const found = this.#decoded(await patiently(() => readFile(this.#file, 'utf8')));
      return this.#noted(found, found.kind === 'newer' ? { kind: 'newer', file: this.#name } : undefined);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT') return this.#noted({ kind: 'none' });
      if (code === 'EISDIR') return this.#noted({ kind: 'damaged', text: undefined });
      this.#trouble = { kind: 'unreadable', file: this.#name, why: reasonOf(error) };
      throw error;
    }
  }

  #decoded(text: string): Found {
    // What follows may be laid out in any way that a newer version likes.
    const schema = Number(/^\{"schema":(\d{1,9})[,}]/.exec(text)?.[1] ?? 0);
    if (schema > this.#format.schema) return { kind: 'newer' };
    const body = /^\{"schema":\d+,"sum":"([0-9a-f]+)","value":(.*)\}\n$/s.exec(text);
    if (body?.[2] === undefined || sumOf(body[2]) !== body[1]) return { kind: 'damaged', text };
    return { kind: 'value', value: parsedJson(body[2]) };
  }

  #noted(found: Found, trouble?: Trouble): Found {
    this.#trouble = trouble;
    if (found.kind === 'damaged') this.#wasDamaged = true;
    return found;
  }

  /** The value as it is on disk; a damaged file is kept under a dated name, and what can be had of it takes its place. */
  async #healed(lock: Lock): Promise<{ readonly kind: Found['kind']; readonly value: T }> {
    const found = await this.#found();
    const { kind } = found;
    if (kind !== 'damaged') return { kind, value: this.#valueOf(found) };
    const value = this.#salvaged(found.text);
    // Copied, not moved, where something is left: a crash in between must not take that too.
    const stays = found.text !== undefined && this.#format.salvage !== undefined;
    const aside = await setAside(this.#file, stays ? 'copy' : 'move', (name) => name === this.#name);
    if (stays) await this.#write(value, lock);
    this.#log.warn(`${this.#file} is damaged; it was set aside as ${aside}.`);
    return { kind, value };
  }
}
