import { copyFile, readFile, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Paper } from '../core/paper';
import type { Log } from '../log';
import { withLock, type Lock } from './lock';
import {
  aboutOf,
  decodingPaperFile,
  encodePaperFile,
  lineOf,
  type PaperFile,
  type PaperFileAbout,
} from './paperFile';
import { sliced } from './sliced';
import { sweepTemporary, writeWhole } from './writeWhole';

/** How many damaged files are kept for whoever wants to look at them. */
const KEPT_DAMAGED = 3;

const ENDING = '.jsonl';

/** Files that are read at the same time: while one is parsed, the next ones come from the disk. */
const READ_AHEAD = 3;

/** Length of a moment as it ends a damaged file's name: `2026-11-23T041600`. */
const STAMP_LENGTH = 17;

type Damaged = Exclude<PaperFile, { kind: 'newer' }>;

/** What stands for something that is no file, such as a folder in a file's place. */
const NO_FILE: Damaged = { kind: 'damaged', header: new Map(), records: new Map(), bytes: Buffer.alloc(0) };

/** A file whose papers are out of reach: it must not be written over. */
export type OutOfReach = { readonly kind: 'newer' } | { readonly kind: 'unreadable'; readonly why: string };

/** A file as it was read. Lines are not kept: they would double the memory of a large library. */
export type FolderFile =
  { readonly kind: 'papers'; readonly about: PaperFileAbout; readonly papers: readonly Paper[] } | OutOfReach;

/** A file as it is on disk now, with the lines that a rewrite keeps. */
export type CurrentFile =
  | {
      readonly kind: 'records';
      readonly records: ReadonlyMap<string, { readonly paper: Paper; readonly line: string }>;
    }
  | OutOfReach;

/** A folder of paper files that several windows read and write. */
export class PaperFolder {
  readonly #folder: string;
  readonly #log: Log;
  readonly #read = new Map<string, { readonly signature: string; readonly file: FolderFile }>();
  readonly #damaged = new Set<string>();
  #swept = false;

  constructor(folder: string, log: Log) {
    this.#folder = folder;
    this.#log = log;
  }

  /** The folder's own name. */
  get name(): string {
    return path.basename(this.#folder);
  }

  /** Names of the files that turned out damaged since this folder was opened; each was set aside. */
  get damaged(): readonly string[] {
    return [...this.#damaged];
  }

  /** Every file by its name without ending. A file that did not change on disk is not read again. */
  async readAll(): Promise<ReadonlyMap<string, FolderFile>> {
    const names = (await readdir(this.#folder).catch(nothingThere)).filter((name) => name.endsWith(ENDING));
    const files = new Map<string, FolderFile>();
    const sorted = names.map((file) => file.slice(0, -ENDING.length)).sort();
    for await (const [name, file] of ahead(sorted, (name) => this.#seen(name))) files.set(name, file);
    for (const name of this.#read.keys()) if (!files.has(name)) this.#read.delete(name);
    return files;
  }

  /**
   * Runs work while no other window writes in this folder.
   * @throws the file system's error where nothing can be written
   */
  async locked<T>(work: (lock: Lock) => Promise<T>): Promise<T> {
    return withLock(path.join(this.#folder, '.lock'), async (lock) => {
      if (!this.#swept) await sweepTemporary(this.#folder, Date.now());
      this.#swept = true;
      return work(lock);
    });
  }

  /** One file as it is on disk now, healed if need be; for who holds the lock and is about to write it. */
  async current(name: string, lock: Lock): Promise<CurrentFile> {
    const found = await this.#decoded(name, lock);
    if (!('records' in found)) return found;
    const records = [...found.records].map(
      ([id, record]) => [id, { paper: record.paper, line: lineOf(found.bytes, record) }] as const,
    );
    return { kind: 'records', records: new Map(records) };
  }

  /** Replaces one file by these lines; for who holds the lock. */
  async write(name: string, lines: readonly string[], lock: Lock, about?: PaperFileAbout): Promise<void> {
    await writeWhole(this.#path(name), encodePaperFile(lines, about), () => lock.check());
  }

  async remove(name: string): Promise<void> {
    await rm(this.#path(name), { force: true });
  }

  #path(name: string): string {
    return path.join(this.#folder, name + ENDING);
  }

  async #seen(name: string): Promise<FolderFile> {
    const stats = await stat(this.#path(name)).catch(() => undefined);
    const signature = stats && `${stats.ino} ${stats.size} ${stats.mtimeMs}`;
    const known = this.#read.get(name);
    if (known && known.signature === signature) return known.file;
    const found = await this.#decoded(name);
    if (!('records' in found)) return found;
    const papers = [...found.records.values()].map((record) => record.paper);
    const file: FolderFile = { kind: 'papers', about: aboutOf(found.header), papers };
    if (signature !== undefined && found.kind === 'whole') this.#read.set(name, { signature, file });
    return file;
  }

  async #decoded(name: string, lock?: Lock): Promise<PaperFile | OutOfReach> {
    const file = this.#path(name);
    try {
      const isFile = (await stat(file)).isFile();
      const decoded = isFile ? await sliced(decodingPaperFile(await readFile(file))) : NO_FILE;
      if (decoded.kind === 'damaged') {
        this.#damaged.add(name + ENDING);
        await this.#heal(name, decoded, lock);
      }
      return decoded;
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT') return { ...NO_FILE, kind: 'whole' };
      this.#log.error(`${file}: ${message}`);
      return { kind: 'unreadable', why: code ?? message };
    }
  }

  /** Sets a damaged file aside under a dated name and puts what is whole of it in its place. */
  async #heal(name: string, damaged: Damaged, held?: Lock): Promise<void> {
    try {
      if (held) await this.#setAside(name, damaged, held);
      else {
        await this.locked(async (lock) => {
          // Another window may have healed it, or written papers to it, while this one waited.
          const bytes = await readFile(this.#path(name)).catch(() => Buffer.alloc(0));
          const found = await sliced(decodingPaperFile(bytes));
          if (found.kind === 'damaged') await this.#setAside(name, found, lock);
        });
      }
    } catch (error) {
      // A read-only disk: what could be read counts all the same.
      this.#log.warn(`${this.#path(name)} is damaged and could not be set aside: ${String(error)}`);
    }
  }

  async #setAside(name: string, damaged: Damaged, lock: Lock): Promise<void> {
    const file = this.#path(name);
    const aside = `${file}.corrupt-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}`;
    const lines = [...damaged.records.values()].map((record) => lineOf(damaged.bytes, record));
    if (lines.length === 0) await rename(file, aside);
    else {
      // Copied, not moved: a crash in between must leave the whole lines where they are looked for.
      await copyFile(file, aside);
      await this.write(name, lines, lock, aboutOf(damaged.header));
    }
    await this.#forgetOldDamage();
  }

  async #forgetOldDamage(): Promise<void> {
    const damaged = (await readdir(this.#folder)).filter((name) => name.includes(`${ENDING}.corrupt-`));
    const byAge = damaged.sort((a, b) => (a.slice(-STAMP_LENGTH) < b.slice(-STAMP_LENGTH) ? 1 : -1));
    for (const name of byAge.slice(KEPT_DAMAGED)) {
      await rm(path.join(this.#folder, name), { recursive: true, force: true });
    }
  }
}

/** Gives each item with what its work gave, in order, while the work of the next few is under way. */
async function* ahead<T, R>(
  items: readonly T[],
  work: (item: T) => Promise<R>,
): AsyncGenerator<readonly [T, R], void> {
  const started: { readonly item: T; readonly result: Promise<R> }[] = [];
  for (const item of items) {
    started.push({ item, result: work(item) });
    const first = started.length < READ_AHEAD ? undefined : started.shift();
    if (first) yield [first.item, await first.result];
  }
  for (const { item, result } of started) yield [item, await result];
}

function nothingThere(error: unknown): string[] {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
  throw error;
}
