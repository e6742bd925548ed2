import { readFile, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import type { Paper } from '../../core/paper/paper';
import type { Log } from '../../log';
import { withLock, type Lock } from './fileLock';
import {
  aboutOf,
  decodingPaperFile,
  encodePaperFile,
  lineOf,
  type PaperFile,
  type PaperFileAbout,
} from './paperFile';
import { readAhead } from './readAhead';
import { patiently } from './retryFile';
import { isCopyOf, namesSetAside, setAside } from './quarantine';
import { sliced } from '../../timeSlice';
import { reasonOf } from './fileProblem';
import { sweepTemporary, writeWhole } from './atomicWrite';
import { RecordReader } from './summary/recordReader';
import { summarizing } from './summary/summarize';
import { SummaryCache } from './summary/summaryCache';
import type { BoundSummary } from './summary/summaryFile';

const ENDING = '.jsonl';

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

/** A whole file that was read, as it was then. */
interface ReadFile extends BoundSummary {
  readonly file: FolderFile;
  readonly records: RecordReader;
}

/** A folder of paper files that several windows read and write. */
export class PaperFolder {
  readonly #folder: string;
  readonly #log: Log;
  readonly #summaries: SummaryCache;
  readonly #read = new Map<string, ReadFile>();
  readonly #damaged = new Set<string>();
  /** Names of the copies of damaged files. */
  readonly #aside = new Set<string>();
  #settling: Promise<unknown> = Promise.resolve();
  #swept = false;

  /** @param summaryFile holds summaries of the folder's files, to start without parsing them; made anew if need be */
  constructor(folder: string, summaryFile: string, log: Log) {
    this.#folder = folder;
    this.#summaries = new SummaryCache(summaryFile, log);
    this.#log = log;
  }

  get name(): string {
    return path.basename(this.#folder);
  }

  /** Names of the files that turned out damaged since this folder was opened. */
  get damaged(): readonly string[] {
    return [...this.#damaged];
  }

  /** Where the content of the damaged files is now: names of the copies, or of the file itself where none was made. */
  get setAside(): readonly string[] {
    const aside = [...this.#aside].sort();
    return [...aside, ...this.damaged.filter((name) => !aside.some((copy) => isCopyOf(copy, name)))];
  }

  /** Every file by its name without ending. A file with a valid summary is not read now, but by `settle`. */
  async readAll(): Promise<ReadonlyMap<string, FolderFile>> {
    const names = await patiently(() => readdir(this.#folder)).catch((error: unknown) =>
      this.#unlisted(error),
    );
    const sorted = names.filter((name) => name.endsWith(ENDING)).map((file) => file.slice(0, -ENDING.length));
    const files = new Map<string, FolderFile>();
    for await (const [name, file] of readAhead(sorted.sort(), (name) => this.#seen(name)))
      files.set(name, file);
    for (const name of this.#read.keys()) if (!files.has(name)) this.#read.delete(name);
    await this.#summaries.release();
    return files;
  }

  /**
   * Reads and verifies the files of which only the summaries were read, and writes the summaries if they are out of
   * date. @returns whether `readAll` gives something else now. Never rejects.
   */
  settle(): Promise<boolean> {
    const settled = this.#settling.then(() => this.#settle());
    this.#settling = settled;
    return settled;
  }

  async #settle(): Promise<boolean> {
    let changed = false;
    for (const [name, read] of [...this.#read]) {
      if (read.records.verified || (await read.records.verify())) continue;
      // It changed on disk, or it is damaged: read anew, its own lines decide.
      if (this.#read.get(name) === read) this.#read.delete(name);
      changed = true;
    }
    if (!changed) await this.#summaries.update(this.#read);
    return changed;
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

  /** A folder that is not there has no files; one that can't be listed any more has those that were read before. */
  #unlisted(error: unknown): string[] {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    if (this.#read.size === 0) throw error;
    this.#log.error(`${this.#folder}: ${String(error)}`);
    return [...this.#read.keys()].map((name) => name + ENDING);
  }

  async #seen(name: string): Promise<FolderFile> {
    const stats = await stat(this.#path(name)).catch(() => undefined);
    const signature = stats?.isFile() ? `${stats.ino} ${stats.size} ${stats.mtimeMs}` : undefined;
    const known = this.#read.get(name);
    if (known && known.signature === signature) return known.file;
    const bound = await this.#summaries.of(name, signature);
    if (bound) return this.#keep(name, bound);
    const found = await this.#decoded(name);
    // A file that is held for longer than we wait does not take away what it gave before.
    if (found.kind === 'unreadable' && known) return known.file;
    if (!('records' in found)) return found;
    const about = aboutOf(found.header);
    const papers = [...found.records.values()].map((record) => record.paper);
    if (signature === undefined || found.kind !== 'whole') return { kind: 'papers', about, papers };
    const { bytes } = found;
    const summary = await sliced(summarizing(found.records.values(), bytes, about));
    const content = { size: bytes.length, crc: crc32(bytes) };
    return this.#keep(name, { summary, signature, content }, bytes);
  }

  /** The papers of a file's summary. @param bytes of the file, if they were read */
  async #keep(name: string, bound: BoundSummary, bytes?: Buffer): Promise<FolderFile> {
    const records = new RecordReader(this.#path(name), bound.content, bytes);
    const papers = await sliced(bound.summary.papers(records));
    const file: FolderFile = { kind: 'papers', about: bound.summary.about, papers };
    this.#read.set(name, { ...bound, file, records });
    return file;
  }

  async #decoded(name: string, lock?: Lock): Promise<PaperFile | OutOfReach> {
    const file = this.#path(name);
    try {
      const decoded = await this.#onDisk(name);
      if (decoded.kind === 'damaged') {
        this.#damaged.add(name + ENDING);
        if (lock) await this.#setAside(name, decoded, lock);
        else await this.#heal(name);
      }
      return decoded;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { ...NO_FILE, kind: 'whole' };
      this.#log.error(`${file}: ${String(error)}`);
      return { kind: 'unreadable', why: reasonOf(error) };
    }
  }

  async #onDisk(name: string): Promise<PaperFile> {
    const file = this.#path(name);
    const isFile = (await patiently(() => stat(file))).isFile();
    return isFile ? sliced(decodingPaperFile(await patiently(() => readFile(file)))) : NO_FILE;
  }

  async #heal(name: string): Promise<void> {
    try {
      await this.locked(async (lock) => {
        // Another window may have healed it, or written papers to it, while this one waited.
        const found = await this.#onDisk(name);
        if (found.kind === 'damaged') await this.#setAside(name, found, lock);
        else await this.#findAside(name);
      });
    } catch (error) {
      // A read-only disk: what could be read counts all the same.
      this.#log.warn(`${this.#path(name)} is damaged and could not be set aside: ${String(error)}`);
    }
  }

  /** Notes the copy that another window made of a damaged file. */
  async #findAside(name: string): Promise<void> {
    const aside = (await namesSetAside(this.#folder, name + ENDING)).at(-1);
    if (aside !== undefined) this.#aside.add(aside);
  }

  /** Sets a damaged file aside under a dated name and puts what is whole of it in its place. */
  async #setAside(name: string, damaged: Damaged, lock: Lock): Promise<void> {
    const lines = [...damaged.records.values()].map((record) => lineOf(damaged.bytes, record));
    // Copied, not moved: a crash in between must leave the whole lines where they are looked for.
    const how = lines.length === 0 ? 'move' : 'copy';
    const aside = await setAside(this.#path(name), how);
    this.#aside.add(aside);
    this.#log.warn(`${this.#path(name)} is damaged; it was set aside as ${aside}.`);
    if (lines.length > 0) await this.write(name, lines, lock, aboutOf(damaged.header));
  }
}
