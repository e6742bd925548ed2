import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { asCount, asRecord } from '../../core/lang/json';
import type { Log } from '../../log';
import { decodedText } from '../decodeText';
import { canonical, parsedJson, sumOf } from './checksum';
import { withLock, type Lock } from './fileLock';
import { patiently } from './retryFile';
import { namesSetAside, setAside } from './quarantine';
import { reasonOf, type Trouble } from './fileProblem';
import { sweepTemporary, writeWhole } from './atomicWrite';

/** How a value is read and written. `read` accepts whatever an older version or an editor left. */
export interface JsonFormat<T> {
  /** Version of the value. A file with a higher version is never written over. */
  readonly schema: number;
  read(value: unknown): T;
  write(value: T): unknown;
  /**
   * Reads the entries that are whole in the text of a damaged file. Without it a damaged file counts as empty. With it
   * a file that is valid JSON but has another checksum keeps its valid entries.
   */
  salvage?(text: string): T;
}

/** A newer version of the extension wrote the file: this one can neither read nor change it. */
export class NewerFileError extends Error {}

type Found =
  | { readonly kind: 'none' | 'newer' }
  | { readonly kind: 'value'; readonly value: unknown }
  /** `text` is undefined for a folder in the file's place; `value` is there when the text is valid JSON. */
  | { readonly kind: 'damaged'; readonly text: string | undefined; readonly value?: unknown };

/** A small value on disk that several windows change. */
export class JsonFile<T> {
  readonly #file: string;
  readonly #format: JsonFormat<T>;
  readonly #log: Log;
  #swept = false;
  /** Name of the latest copy of the damaged file; of the file itself where no copy could be made. */
  #damaged: string | undefined;
  #trouble: Trouble | undefined;

  constructor(file: string, format: JsonFormat<T>, log: Log) {
    this.#file = file;
    this.#format = format;
    this.#log = log;
  }

  /** What was wrong with the file when it was last read. Damage is reported until the end of the session. */
  get trouble(): Trouble | undefined {
    const file = this.#damaged;
    return this.#trouble ?? (file === undefined ? undefined : { kind: 'damaged', file });
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
      return this.#salvaged(found);
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

  #salvaged({ text, value }: Extract<Found, { kind: 'damaged' }>): T {
    const format = this.#format;
    if (format.salvage === undefined || text === undefined) return format.read(undefined);
    return value === undefined ? format.salvage(text) : format.read(value);
  }

  async #write(value: T, lock: Lock): Promise<void> {
    // In canonical order the checksum is also that of the text, which earlier versions compare.
    const text = JSON.stringify(canonical(this.#format.write(value)));
    const sum = sumOf(text);
    const line = `{"schema":${this.#format.schema},"sum":"${sum}","value":${text}}\n`;
    await writeWhole(this.#file, line, () => lock.check());
  }

  async #found(): Promise<Found> {
    try {
      const found = this.#decoded(decodedText(await patiently(() => readFile(this.#file))));
      return this.#noted(found, found.kind === 'newer' ? { kind: 'newer', file: this.#name } : undefined);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT') return this.#noted({ kind: 'none' });
      if (code === 'EISDIR') return this.#noted({ kind: 'damaged', text: undefined });
      this.#trouble = { kind: 'unreadable', file: this.#name, why: reasonOf(error) };
      throw error;
    }
  }

  /** Another program may have changed the layout: line ends, byte order mark, white space, order of keys. */
  #decoded(text: string): Found {
    const parsed = parsedJson(text);
    const record = asRecord(parsed);
    // A newer version may use a layout that is not JSON as a whole, but begins with its version.
    const schema =
      asCount(record?.get('schema')) ??
      Number(/^\s*\{\s*"schema"\s*:\s*(\d{1,9})\s*[,}]/.exec(text)?.[1] ?? 0);
    if (schema > this.#format.schema) return { kind: 'newer' };
    const value = schema > 0 ? record?.get('value') : undefined;
    if (value === undefined) return { kind: 'damaged', text };
    const sum = record?.get('sum');
    // Earlier versions computed the checksum in the order in which the value was written.
    const isSame = sum === sumOf(JSON.stringify(value)) || sum === sumOf(JSON.stringify(canonical(value)));
    return isSame ? { kind: 'value', value } : { kind: 'damaged', text, value };
  }

  #noted(found: Found, trouble?: Trouble): Found {
    this.#trouble = trouble;
    if (found.kind === 'damaged') this.#damaged ??= this.#name;
    return found;
  }

  /** Reads the value. A damaged file is kept under a dated name, and its whole entries take its place. */
  async #healed(lock: Lock): Promise<{ readonly kind: Found['kind']; readonly value: T }> {
    const found = await this.#found();
    const { kind } = found;
    if (kind !== 'damaged') {
      if (this.#damaged === this.#name) await this.#findCopy();
      return { kind, value: this.#valueOf(found) };
    }
    const value = this.#salvaged(found);
    // Copied, not moved, where entries are left: a crash in between must not lose them.
    const stays = found.text !== undefined && this.#format.salvage !== undefined;
    const aside = await setAside(this.#file, stays ? 'copy' : 'move');
    this.#damaged = aside;
    if (stays) await this.#write(value, lock);
    this.#log.warn(`${this.#file} is damaged; it was set aside as ${aside}.`);
    return { kind, value };
  }

  /** Notes the copy that another window made of the damaged file. */
  async #findCopy(): Promise<void> {
    this.#damaged = (await namesSetAside(path.dirname(this.#file), this.#name)).at(-1) ?? this.#name;
  }
}
