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

/** `read` must accept any JSON, such as that of an older version or an editor. */
export interface JsonFormat<T> {
  /** A file with a higher version is never overwritten. */
  readonly schema: number;
  read(value: unknown): T;
  write(value: T): unknown;
  /** Reads the intact entries of invalid JSON. Without this function, a damaged file counts as missing. */
  salvage?(text: string): T;
}

/** A newer version of the extension wrote the file, which must not be read or changed. */
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
  /** Latest copy of the damaged file, or the file itself if no copy could be made. */
  #damaged: string | undefined;
  #trouble: FileProblem | undefined;

  /** @param readOnly leaves repairs to windows */
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
   * Returns the value on disk, or `read(undefined)` of the format if the file is missing or of a newer version.
   * Quarantines a damaged file and replaces it with the salvaged entries, unless read-only.
   * @throws the file system's error if the file exists and cannot be read
   */
  async read(): Promise<T> {
    const found = await this.#found();
    if (found.kind !== 'damaged') return this.#valueOf(found);
    if (this.#readOnly) return this.#salvaged(found);
    try {
      return (await this.#locked((lock) => this.#healed(lock))).value;
    } catch (error) {
      // For example on a read-only disk. Still returns what could be read.
      this.#log.warn(`${this.#file} is damaged and could not be set aside: ${String(error)}`);
      return this.#salvaged(found);
    }
  }

  /**
   * Applies a change to the value on disk and returns the result. Writes nothing if `change` returns its
   * argument.
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
    // Earlier versions compute the checksum over the text, so its keys are in canonical order.
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
    // A newer version's file may be invalid JSON, but it begins with its version.
    const schema =
      asCount(record?.get('schema')) ??
      Number(/^\s*\{\s*"schema"\s*:\s*(\d{1,9})\s*[,}]/.exec(text)?.[1] ?? 0);
    if (schema > this.#format.schema) return { kind: 'newer' };
    const value = schema > 0 ? record?.get('value') : undefined;
    if (value === undefined) return { kind: 'damaged', text };
    const sum = record?.get('sum');
    // Earlier versions computed the checksum over the value in its written order.
    const isSame =
      sum === crc32Hex(JSON.stringify(value)) || sum === crc32Hex(JSON.stringify(canonical(value)));
    return isSame ? { kind: 'value', value } : { kind: 'damaged', text, value };
  }

  #noted(found: FileContent, trouble?: FileProblem): FileContent {
    this.#trouble = trouble;
    if (found.kind === 'damaged') this.#damaged ??= this.#name;
    return found;
  }

  /** Quarantines a damaged file and replaces it with its intact entries. */
  async #healed(lock: Lock): Promise<{ readonly kind: FileContent['kind']; readonly value: T }> {
    const found = await this.#found();
    const { kind } = found;
    if (kind !== 'damaged') {
      if (this.#damaged === this.#name) await this.#findCopy();
      return { kind, value: this.#valueOf(found) };
    }
    const value = this.#salvaged(found);
    // After a move, a crash before the write would lose the salvaged entries.
    const stays = found.text !== undefined && this.#format.salvage !== undefined;
    const aside = await quarantine(this.#file, stays ? 'copy' : 'move');
    this.#damaged = aside;
    if (stays) await this.#write(value, lock);
    this.#log.warn(`${this.#file} is damaged; it was set aside as ${aside}.`);
    return { kind, value };
  }

  /** Finds the copy that another window made. */
  async #findCopy(): Promise<void> {
    this.#damaged = (await quarantinedFiles(path.dirname(this.#file), this.#name)).at(-1) ?? this.#name;
  }
}
