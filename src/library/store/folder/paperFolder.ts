import { readFile, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import type { Log } from '../../../log';
import { withLock, type Lock } from '../fileLock';
import {
  aboutOf,
  decodePaperFileSteps,
  encodePaperFile,
  lineOf,
  type PaperFile,
  type PaperFileAbout,
} from '../paperFile';
import type { CurrentFile, FolderFile, Unavailable } from './paperFolderTypes';
import { readAhead } from './readAhead';
import { retryIfLocked } from '../retryFile';
import { isCopyOf, quarantinedFiles, quarantine } from '../quarantine';
import { runInSlices } from '../../../timeSlice';
import { reasonOf } from '../fileProblem';
import { removeStaleTemporaries, atomicWrite } from '../atomicWrite';
import { RecordReader } from '../summary/recordReader';
import { summarizeSteps } from '../summary/summarize';
import { SummaryCache } from '../summary/summaryCache';
import type { BoundSummary } from '../summary/summaryFile';

const ENDING = '.jsonl';

type Damaged = Exclude<PaperFile, { kind: 'newer' }>;

/** For a path that is not a file, such as a folder with a file's name. */
const NO_FILE: Damaged = { kind: 'damaged', header: new Map(), records: new Map(), bytes: Buffer.alloc(0) };

interface ReadFile extends BoundSummary {
  readonly file: FolderFile;
  readonly records: RecordReader;
}

/** A folder of paper files that several windows read and write. */
export class PaperFolder {
  readonly #folder: string;
  readonly #log: Log;
  readonly #readOnly: boolean;
  readonly #summaries: SummaryCache;
  readonly #read = new Map<string, ReadFile>();
  readonly #damaged = new Set<string>();
  readonly #aside = new Set<string>();
  #settling: Promise<unknown> = Promise.resolve();
  #swept = false;

  /**
   * @param summaryFile summaries of the files, so that the start need not parse them
   * @param readOnly leaves repairs to windows. Keeps no file in memory, because no reader calls `settle`: 20 MB
   * of texts for 15,000 papers
   */
  constructor(folder: string, summaryFile: string, log: Log, readOnly = false) {
    this.#readOnly = readOnly;
    this.#folder = folder;
    this.#summaries = new SummaryCache(summaryFile, log);
    this.#log = log;
  }

  get name(): string {
    return path.basename(this.#folder);
  }

  get damaged(): readonly string[] {
    return [...this.#damaged];
  }

  /** Copies of damaged files, or a damaged file itself if it could not be copied. */
  get quarantined(): readonly string[] {
    const aside = [...this.#aside].sort();
    return [...aside, ...this.damaged.filter((name) => !aside.some((copy) => isCopyOf(copy, name)))];
  }

  /**
   * Reads all files, by name without extension. Leaves files with a matching summary to `settle`.
   * @param lock the folder's lock, if the caller holds it; a repair would otherwise wait in vain
   */
  async readAll(lock?: Lock): Promise<ReadonlyMap<string, FolderFile>> {
    const names = await retryIfLocked(() => readdir(this.#folder)).catch((error: unknown) =>
      this.#unlisted(error),
    );
    const sorted = names.filter((name) => name.endsWith(ENDING)).map((file) => file.slice(0, -ENDING.length));
    const files = new Map<string, FolderFile>();
    for await (const [name, file] of readAhead(sorted.sort(), (name) => this.#seen(name, lock)))
      files.set(name, file);
    for (const name of this.#read.keys()) if (!files.has(name)) this.#read.delete(name);
    await this.#summaries.release();
    return files;
  }

  /**
   * Verifies the files that were only read as summaries, and updates the summaries. Never rejects.
   * @returns whether the result of `readAll` has changed
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
      // The file was changed or damaged. The next `readAll` decodes it.
      if (this.#read.get(name) === read) this.#read.delete(name);
      changed = true;
    }
    if (!changed && !this.#readOnly) await this.#summaries.update(this.#read);
    return changed;
  }

  /** @throws the file system's error if the folder is not writable */
  async locked<T>(work: (lock: Lock) => Promise<T>): Promise<T> {
    return withLock(path.join(this.#folder, '.lock'), async (lock) => {
      if (!this.#swept) await removeStaleTemporaries(this.#folder, Date.now());
      this.#swept = true;
      return work(lock);
    });
  }

  /** Returns a file's content for a rewrite. Repairs a damaged file. Requires the lock. */
  async current(name: string, lock: Lock): Promise<CurrentFile> {
    const found = await this.#decoded(name, lock);
    if (!('records' in found)) return found;
    const records = [...found.records].map(
      ([id, record]) => [id, { paper: record.paper, line: lineOf(found.bytes, record) }] as const,
    );
    return { kind: 'records', records: new Map(records) };
  }

  /** Requires the lock. */
  async write(name: string, lines: readonly string[], lock: Lock, about?: PaperFileAbout): Promise<void> {
    await atomicWrite(this.#path(name), encodePaperFile(lines, about), { before: () => lock.check() });
  }

  async remove(name: string): Promise<void> {
    await retryIfLocked(() => rm(this.#path(name), { force: true }));
  }

  #path(name: string): string {
    return path.join(this.#folder, name + ENDING);
  }

  /** A missing folder is empty; after other errors the files read earlier are kept. */
  #unlisted(error: unknown): string[] {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    if (this.#read.size === 0) throw error;
    this.#log.error(`${this.#folder}: ${String(error)}`);
    return [...this.#read.keys()].map((name) => name + ENDING);
  }

  async #seen(name: string, lock?: Lock): Promise<FolderFile> {
    const stats = await stat(this.#path(name)).catch(() => undefined);
    const signature = stats?.isFile() ? `${stats.ino} ${stats.size} ${stats.mtimeMs}` : undefined;
    const known = this.#read.get(name);
    if (known && known.signature === signature) return known.file;
    const bound = await this.#summaries.of(name, signature);
    if (bound) return this.#keep(name, bound);
    const found = await this.#decoded(name, lock);
    // Keeps the earlier papers of a file that another program holds for too long.
    if (found.kind === 'unreadable' && known) return known.file;
    if (!('records' in found)) return found;
    const about = aboutOf(found.header);
    const papers = [...found.records.values()].map((record) => record.paper);
    if (signature === undefined || found.kind !== 'whole') return { kind: 'papers', about, papers };
    const { bytes } = found;
    const summary = await runInSlices(summarizeSteps(found.records.values(), bytes, about));
    const content = { size: bytes.length, crc: crc32(bytes) };
    return this.#keep(name, { summary, signature, content }, bytes);
  }

  /** @param bytes the file's content, if it was read */
  async #keep(name: string, bound: BoundSummary, bytes?: Buffer): Promise<FolderFile> {
    const records = new RecordReader(this.#path(name), bound.content, bytes, !this.#readOnly);
    const papers = await runInSlices(bound.summary.papers(records));
    const file: FolderFile = { kind: 'papers', about: bound.summary.about, papers };
    this.#read.set(name, { ...bound, file, records });
    return file;
  }

  async #decoded(name: string, lock?: Lock): Promise<PaperFile | Unavailable> {
    const file = this.#path(name);
    try {
      const decoded = await this.#onDisk(name);
      if (decoded.kind === 'damaged') {
        this.#damaged.add(name + ENDING);
        if (lock) await this.#quarantine(name, decoded, lock);
        else if (!this.#readOnly) await this.#heal(name);
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
    const isFile = (await retryIfLocked(() => stat(file))).isFile();
    return isFile ? runInSlices(decodePaperFileSteps(await retryIfLocked(() => readFile(file)))) : NO_FILE;
  }

  async #heal(name: string): Promise<void> {
    try {
      await this.locked(async (lock) => {
        // Another window may have repaired the file during the wait for the lock.
        const found = await this.#onDisk(name);
        if (found.kind === 'damaged') await this.#quarantine(name, found, lock);
        else await this.#findAside(name);
      });
    } catch (error) {
      // For example on a read-only disk. What could be read is still used.
      this.#log.warn(`${this.#path(name)} is damaged and could not be set aside: ${String(error)}`);
    }
  }

  /** Finds the copy that another window made. */
  async #findAside(name: string): Promise<void> {
    const aside = (await quarantinedFiles(this.#folder, name + ENDING)).at(-1);
    if (aside !== undefined) this.#aside.add(aside);
  }

  /** Quarantines a damaged file and replaces it with its intact lines. */
  async #quarantine(name: string, damaged: Damaged, lock: Lock): Promise<void> {
    const lines = [...damaged.records.values()].map((record) => lineOf(damaged.bytes, record));
    // After a move, a crash before the write would lose the intact lines.
    const how = lines.length === 0 ? 'move' : 'copy';
    const aside = await quarantine(this.#path(name), how);
    this.#aside.add(aside);
    this.#log.warn(`${this.#path(name)} is damaged; it was set aside as ${aside}.`);
    if (lines.length > 0) await this.write(name, lines, lock, aboutOf(damaged.header));
  }
}
