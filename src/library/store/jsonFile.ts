import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { asCount, asRecord } from '../../core/lang/json';
import type { Log } from '../../log';
import { yieldToHost } from '../../timeSlice';
import { decodedText } from '../decodeText';
import { canonical, tryParseJson, crc32Hex } from './checksum';
import { withLock, type Lock } from './fileLock';
import { retryIfLocked } from './retryFile';
import { quarantinedFiles, quarantine } from './quarantine';
import { reasonOf, type FileProblem } from './fileProblem';
import { removeStaleTemporaries, atomicWrite } from './atomicWrite';

/** Format of a value on disk. `read` must accept any JSON, such as that of an older version or an editor. */
export interface JsonFormat<T> {
  /** Version of the value. A file with a higher version is never overwritten. */
  readonly schema: number;
  read(value: unknown): T;
  write(value: T): unknown;
  /** Reads the intact entries of a damaged file. A wrong checksum alone keeps all valid entries. */
  salvage?(text: string): T;
}

/** The file was written by a newer version of the extension; this version must not read or change it. */
export class NewerFileError extends Error {}

type FileContent =
  | { readonly kind: 'none' | 'newer' }
  | { readonly kind: 'value'; readonly value: unknown }
  /** `text` is `undefined` if a folder has the file's name; `value` is set if the text is valid JSON. */
  | { readonly kind: 'damaged'; readonly text: string | undefined; readonly value?: unknown };

/** A small value in a JSON file that several windows read and change. */
export class JsonFile<T> {
  readonly #file: string;
  readonly #format: JsonFormat<T>;
  readonly #log: Log;
  readonly #readOnly: boolean;
  #swept = false;
  /** Name of the latest copy of the damaged file, or of the file itself if no copy could be made. */
  #damaged: string | undefined;
  #trouble: FileProblem | undefined;

  /** @param readOnly never change the file: a damaged file is left for windows to repair */
  constructor(file: string, format: JsonFormat<T>, log: Log, readOnly = false) {
    this.#file = file;
    this.#format = format;
    this.#log = log;
    this.#readOnly = readOnly;
  }

  get trouble(): FileProblem | undefined {
    const file = this.#damaged;
    return this.#trouble ?? (file === undefined ? undefined : { kind: 'damaged', file });
  }

  /**
   * Returns the value on disk, or the result of the format's `read(undefined)` if the file is missing or of a
   * newer version. Quarantines a damaged file and replaces it with the salvaged entries, unless read-only.
   * @throws the file system's error if the file exists and cannot be read
   */
  async read(): Promise<T> {
    const found = await this.#found();
    if (found.kind !== 'damaged') return this.#valueOf(found);
    if (this.#readOnly) return this.#salvaged(found);
    try {
      return (await this.#locked((lock) => this.#healed(lock))).value;
    } catch (error) {
      // On a read-only disk, still returns what could be read.
      this.#log.warn(`${this.#file} is damaged and could not be set aside: ${String(error)}`);
      return this.#salvaged(found);
    }
  }

  /**
   * Applies a change to the current value on disk and returns the new value. Writes nothing if `change`
   * returns the same object.
   * @throws the file system's error, or NewerFileError
   */
  async update(change: (value: T) => T): Promise<T> {
    return this.#locked(async (lock) => {
      const { kind, value } = await this.#healed(lock);
      if (kind === 'newer') throw new NewerFileError(`${this.#file} was written by a newer version.`);
      // Parsing and writing 2,000 marks take about 5 ms each.
      await yieldToHost();
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
      if (!this.#swept) await removeStaleTemporaries(path.dirname(this.#file), Date.now());
      this.#swept = true;
      return work(lock);
    });
  }

  #valueOf(found: Exclude<FileContent, { kind: 'damaged' }>): T {
    return this.#format.read(found.kind === 'value' ? found.value : undefined);
  }

  #salvaged({ text, value }: Extract<FileContent, { kind: 'damaged' }>): T {
    const format = this.#format;
    if (format.salvage === undefined || text === undefined) return format.read(undefined);
    return value === undefined ? format.salvage(text) : format.read(value);
  }

  async #write(value: T, lock: Lock): Promise<void> {
    // Canonical order gives the same checksum as the text, which earlier versions compare.
    const text = JSON.stringify(canonical(this.#format.write(value)));
    const sum = crc32Hex(text);
    const line = `{"schema":${this.#format.schema},"sum":"${sum}","value":${text}}\n`;
    await atomicWrite(this.#file, line, { before: () => lock.check() });
  }

  async #found(): Promise<FileContent> {
    try {
      const found = this.#decoded(decodedText(await retryIfLocked(() => readFile(this.#file))));
      return this.#noted(found, found.kind === 'newer' ? { kind: 'newer', file: this.#name } : undefined);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT') return this.#noted({ kind: 'none' });
      if (code === 'EISDIR') return this.#noted({ kind: 'damaged', text: undefined });
      this.#trouble = { kind: 'unreadable', file: this.#name, why: reasonOf(error) };
      throw error;
    }
  }

  /** Accepts layout changes by other programs: line ends, byte order mark, white space, order of keys. */
  #decoded(text: string): FileContent {
    const parsed = tryParseJson(text);
    const record = asRecord(parsed);
    // A newer version's file may be invalid JSON as a whole, but it begins with its version.
    const schema =
      asCount(record?.get('schema')) ??
      Number(/^\s*\{\s*"schema"\s*:\s*(\d{1,9})\s*[,}]/.exec(text)?.[1] ?? 0);
    if (schema > this.#format.schema) return { kind: 'newer' };
    const value = schema > 0 ? record?.get('value') : undefined;
    if (value === undefined) return { kind: 'damaged', text };
    const sum = record?.get('sum');
    // Earlier versions computed the checksum over the value in the order in which it was written.
    const isSame =
      sum === crc32Hex(JSON.stringify(value)) || sum === crc32Hex(JSON.stringify(canonical(value)));
    return isSame ? { kind: 'value', value } : { kind: 'damaged', text, value };
  }

  #noted(found: FileContent, trouble?: FileProblem): FileContent {
    this.#trouble = trouble;
    if (found.kind === 'damaged') this.#damaged ??= this.#name;
    return found;
  }

  /** Reads the value. Keeps a damaged file under a dated name and replaces it with its intact entries. */
  async #healed(lock: Lock): Promise<{ readonly kind: FileContent['kind']; readonly value: T }> {
    const found = await this.#found();
    const { kind } = found;
    if (kind !== 'damaged') {
      if (this.#damaged === this.#name) await this.#findCopy();
      return { kind, value: this.#valueOf(found) };
    }
    const value = this.#salvaged(found);
    // Copies if entries can be salvaged: after a move, a crash before the write would lose them.
    const stays = found.text !== undefined && this.#format.salvage !== undefined;
    const aside = await quarantine(this.#file, stays ? 'copy' : 'move');
    this.#damaged = aside;
    if (stays) await this.#write(value, lock);
    this.#log.warn(`${this.#file} is damaged; it was set aside as ${aside}.`);
    return { kind, value };
  }

  /** Records the name of the copy that another window made of the damaged file. */
  async #findCopy(): Promise<void> {
    this.#damaged = (await quarantinedFiles(path.dirname(this.#file), this.#name)).at(-1) ?? this.#name;
  }
}
