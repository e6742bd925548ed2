import { readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Log } from '../../log';
import { atomicWrite, removeStaleTemporaries } from './atomicWrite';
import { retryIfLocked } from './retryFile';
import { decodeText, encodeText, idOfKey, TEXT_ENDING, textKey, type KeptText } from './keptTextFormat';

export { idOfKey, textKey, type KeptText } from './keptTextFormat';

export interface KeptTextFile {
  readonly id: string;
  readonly bytes: number;
  /** Time of the download, in epoch ms. */
  readonly mtimeMs: number;
}

/** About 2,000 papers with about 100 kB each. */
export const MAX_TEXT_BYTES = 200_000_000;

/** One file for each text: a line of JSON, then the response. Windows share them. */
export class KeptTextStore {
  readonly #folder: string;
  readonly #log: Log;
  readonly #maxBytes: number;
  #swept = false;

  constructor(folder: string, log: Log, maxBytes = MAX_TEXT_BYTES) {
    this.#folder = folder;
    this.#log = log;
    this.#maxBytes = maxBytes;
  }

  async read(id: string): Promise<KeptText | undefined> {
    try {
      const found = decodeText(await retryIfLocked(() => readFile(this.fileOf(id), 'utf8')));
      if (found.kind === 'text' && found.text.id === id) return found.text;
      this.#log.warn(
        `The kept text of ${id} is ${found.kind === 'newer' ? 'of a newer version' : 'damaged'}.`,
      );
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
        this.#log.warn(`Text of ${id}: ${String(error)}`);
    }
    return undefined;
  }

  /**
   * Above the maximum size, removes the oldest texts, those of saved papers last.
   * @returns false if a newer version of the extension wrote the file, which then stays unchanged
   * @throws the file system's error
   */
  async write(text: KeptText, isSaved: (id: string) => boolean): Promise<boolean> {
    if (!this.#swept) await removeStaleTemporaries(this.#folder, Date.now());
    this.#swept = true;
    const file = this.fileOf(text.id);
    const before = await retryIfLocked(() => readFile(file, 'utf8')).catch(() => '');
    if (before !== '' && decodeText(before).kind === 'newer') return false;
    await atomicWrite(file, encodeText(text));
    await this.#trim(text.id, isSaved);
    return true;
  }

  /** Newest first. */
  async list(): Promise<readonly KeptTextFile[]> {
    const names = await readdir(this.#folder).catch(() => []);
    const files = names
      .filter((name) => name.endsWith(TEXT_ENDING))
      .map(async (name): Promise<KeptTextFile | undefined> => {
        const stats = await stat(path.join(this.#folder, name)).catch(() => undefined);
        const id = idOfKey(name.slice(0, -TEXT_ENDING.length));
        return stats?.isFile() ? { id, bytes: stats.size, mtimeMs: stats.mtimeMs } : undefined;
      });
    const found = (await Promise.all(files)).filter((file) => file !== undefined);
    return found.sort((a, b) => b.mtimeMs - a.mtimeMs);
  }

  async remove(ids: readonly string[]): Promise<void> {
    for (const id of ids) await retryIfLocked(() => rm(this.fileOf(id), { force: true }));
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

  fileOf(id: string): string {
    return path.join(this.#folder, textKey(id) + TEXT_ENDING);
  }
}
