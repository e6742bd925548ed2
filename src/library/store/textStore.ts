import { readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { asCount, asRecord, asText } from '../../core/lang/json';
import type { Log } from '../../log';
import { atomicWrite, removeStaleTemporaries } from './atomicWrite';
import { crc32Hex, tryParseJson } from './checksum';
import { retryIfLocked } from './retryFile';

export interface StoredText {
  /** arXiv id without version. */
  readonly id: string;
  /** Time of the download in ISO 8601. */
  readonly fetched: string;
  readonly host: string;
  readonly answer: string;
}

export interface StoredTextFile {
  readonly id: string;
  readonly bytes: number;
  /** Time of the download, in epoch ms. */
  readonly mtimeMs: number;
}

const SCHEMA = 1;

/** Maximum size of all texts in bytes: about 2,000 papers with about 100 kB each. */
export const MAX_TEXT_BYTES = 200_000_000;

const ENDING = '.md';

/** Texts of papers on disk, one file each: a line of JSON, then the response. Windows share them. */
export class TextStore {
  readonly #folder: string;
  readonly #log: Log;
  readonly #maxBytes: number;
  #swept = false;

  constructor(folder: string, log: Log, maxBytes = MAX_TEXT_BYTES) {
    this.#folder = folder;
    this.#log = log;
    this.#maxBytes = maxBytes;
  }

  async read(id: string): Promise<StoredText | undefined> {
    try {
      const found = decode(await retryIfLocked(() => readFile(this.#file(id), 'utf8')));
      if (found.kind === 'text' && found.text.id === id) return found.text;
      this.#log.warn(
        `The stored text of ${id} is ${found.kind === 'newer' ? 'of a newer version' : 'damaged'}.`,
      );
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
        this.#log.warn(`Text of ${id}: ${String(error)}`);
    }
    return undefined;
  }

  /**
   * Stores a text. Removes the oldest texts if the store is too large, those of saved papers last.
   * @returns false if a newer version of the extension wrote the file, which then stays unchanged
   * @throws the file system's error
   */
  async write(text: StoredText, isSaved: (id: string) => boolean): Promise<boolean> {
    if (!this.#swept) await removeStaleTemporaries(this.#folder, Date.now());
    this.#swept = true;
    const file = this.#file(text.id);
    const before = await retryIfLocked(() => readFile(file, 'utf8')).catch(() => '');
    if (before !== '' && decode(before).kind === 'newer') return false;
    await atomicWrite(file, encode(text));
    await this.#trim(text.id, isSaved);
    return true;
  }

  /** Returns the stored texts, the newest first. */
  async list(): Promise<readonly StoredTextFile[]> {
    const names = await readdir(this.#folder).catch(() => []);
    const files = names
      .filter((name) => name.endsWith(ENDING))
      .map(async (name): Promise<StoredTextFile | undefined> => {
        const stats = await stat(path.join(this.#folder, name)).catch(() => undefined);
        const id = idOfKey(name.slice(0, -ENDING.length));
        return stats?.isFile() ? { id, bytes: stats.size, mtimeMs: stats.mtimeMs } : undefined;
      });
    const found = (await Promise.all(files)).filter((file) => file !== undefined);
    return found.sort((a, b) => b.mtimeMs - a.mtimeMs);
  }

  async remove(ids: readonly string[]): Promise<void> {
    for (const id of ids) await retryIfLocked(() => rm(this.#file(id), { force: true }));
  }

  async #trim(newest: string, isSaved: (id: string) => boolean): Promise<void> {
    const files = await this.list();
    let bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    const oldest = files.filter(({ id }) => id !== newest).reverse();
    const order = [...oldest.filter(({ id }) => !isSaved(id)), ...oldest.filter(({ id }) => isSaved(id))];
    for (const { id, bytes: size } of order) {
      if (bytes <= this.#maxBytes) return;
      await this.remove([id]);
      bytes -= size;
    }
  }

  #file(id: string): string {
    return path.join(this.#folder, textKey(id) + ENDING);
  }
}

/** Returns an arXiv id as a file name: ids from before 2007 have a slash (`math.GT/0309136`). */
export function textKey(id: string): string {
  return id.replace('/', '_');
}

/** Returns the arXiv id of a file name. */
export function idOfKey(key: string): string {
  return key.replace('_', '/');
}

function encode({ answer, ...about }: StoredText): string {
  return `${JSON.stringify({ schema: SCHEMA, sum: crc32Hex(answer), ...about })}\n${answer}`;
}

type Decoded = { readonly kind: 'text'; readonly text: StoredText } | { readonly kind: 'newer' | 'damaged' };

function decode(content: string): Decoded {
  const end = content.indexOf('\n');
  const header = asRecord(tryParseJson(content.slice(0, Math.max(0, end))));
  const schema = asCount(header?.get('schema'));
  if (header === undefined || schema === undefined) return { kind: 'damaged' };
  if (schema > SCHEMA) return { kind: 'newer' };
  const answer = content.slice(end + 1);
  const [id, fetched, host] = ['id', 'fetched', 'host'].map((name) => asText(header.get(name), 300));
  if (id === undefined || fetched === undefined || host === undefined) return { kind: 'damaged' };
  if (header.get('sum') !== crc32Hex(answer)) return { kind: 'damaged' };
  return { kind: 'text', text: { id, fetched, host, answer } };
}
