import type { Log } from '../log';
import type { KeptSegment } from './indexBuild';
import {
  openSegmentFile,
  removeSegmentFile,
  segmentFiles,
  type FileFault,
  type OpenedSegment,
} from './segmentFile';

interface Opened extends OpenedSegment {
  readonly name: string;
}

/** The segments that an earlier session wrote. A file that can't be trusted is removed. */
export class EarlierSegments {
  readonly #folder: string;
  readonly #log: Log | undefined;
  #disposed = false;
  /** Opened, and nobody waited for their front yet. */
  #fresh: Opened[] = [];
  /** Sound in front, and nobody waited for the rest yet. */
  #late: Opened[] = [];

  constructor(folder: string, log: Log | undefined) {
    this.#folder = folder;
    this.#log = log;
  }

  /** Begins to read the files: papers can be joined with the segments by their ids, all else must wait for `unsound`. */
  async open(): Promise<readonly KeptSegment[]> {
    const names = await segmentFiles(this.#folder);
    // All at once: a small file that is asked for later would wait until a large one is read.
    const opened = await Promise.all(names.map((name) => openSegmentFile(this.#folder, name)));
    const kept: KeptSegment[] = [];
    for (const [i, one] of opened.entries()) {
      const name = names[i] ?? '';
      if ('segment' in one) {
        kept.push({ segment: one.segment, name });
        this.#fresh.push({ ...one, name });
        if (this.#disposed) void one.whole();
      } else await this.#remove(name, one.fault);
    }
    return kept;
  }

  /** Whether any file is opened for which nobody waited yet. */
  get underWay(): boolean {
    return this.#fresh.length > 0;
  }

  /** Waits until the segments can be searched; the names of those that must not be used. */
  async unsound(): Promise<ReadonlySet<string>> {
    const opened = this.#fresh;
    this.#fresh = [];
    const names = await this.#faulty(opened, ({ verified }) => verified);
    this.#late.push(...opened.filter(({ name }) => !names.has(name)));
    return names;
  }

  /** Begins to read what is not needed for most answers; nobody waits for it. */
  readOn(): void {
    for (const { whole } of this.#late) void whole();
  }

  /** Waits until all of the segments' files is read; the names of those that must not be used any more. */
  damaged(): Promise<ReadonlySet<string>> {
    return this.#faulty(this.#late.splice(0), ({ whole }) => whole());
  }

  /** Has the files closed that are still open, and those that `open` is about to open. */
  dispose(): void {
    this.#disposed = true;
    for (const { whole } of [...this.#fresh, ...this.#late]) void whole();
  }

  /** Removes the files that are found to have a fault; their names. */
  async #faulty(
    opened: readonly Opened[],
    faultOf: (opened: Opened) => Promise<FileFault | undefined>,
  ): Promise<ReadonlySet<string>> {
    const names = new Set<string>();
    for (const one of opened) {
      const fault = await faultOf(one);
      if (fault === undefined) continue;
      names.add(one.name);
      await this.#remove(one.name, fault);
    }
    return names;
  }

  async #remove(name: string, fault: string): Promise<void> {
    this.#log?.info(`Search index: ${name} is ${fault} and is built again.`);
    await removeSegmentFile(this.#folder, name);
  }
}
