import path from 'node:path';
import type { Segment } from '../../core/index/segment/segment';
import type { Log } from '../../log';
import type { KeptSegment } from './indexWorkerClient';
import {
  openSegmentFile,
  removeSegmentFile,
  segmentFiles,
  type FileFault,
  type OpenedSegment,
} from './segmentFile';

interface Opened extends OpenedSegment {
  /** Undefined for the one that comes with the extension, which is nobody's to remove. */
  readonly name: string | undefined;
}

/**
 * The segments that an earlier session wrote; where there are none, as at the first start of all, that of the digest that
 * comes with the extension. A file that can't be trusted is removed.
 */
export class EarlierSegments {
  readonly #folder: string;
  readonly #bundled: string | undefined;
  readonly #log: Log | undefined;
  #disposed = false;
  /** Opened, and nobody waited for their front yet. */
  #fresh: Opened[] = [];
  /** Sound in front, and nobody waited for the rest yet. */
  #late: Opened[] = [];

  /** @param bundled the digest's segment, which is read where the folder holds none */
  constructor(folder: string, bundled: string | undefined, log: Log | undefined) {
    this.#folder = folder;
    this.#bundled = bundled;
    this.#log = log;
  }

  /** Begins to read the files: papers can be joined with the segments by their ids, all else must wait for `unsound`. */
  async open(): Promise<readonly KeptSegment[]> {
    const names = await segmentFiles(this.#folder);
    // All at once: a small file that is asked for later would wait until a large one is read.
    const own = names.map(async (name) => ({ name, ...(await openSegmentFile(this.#folder, name)) }));
    const kept: KeptSegment[] = [];
    for (const one of await Promise.all(own.length > 0 ? own : this.#openBundled())) {
      if ('segment' in one) {
        kept.push({ segment: one.segment, name: one.name });
        this.#fresh.push(one);
        if (this.#disposed) void one.whole();
      } else await this.#remove(one.name, one.fault);
    }
    return kept;
  }

  #openBundled(): Promise<(OpenedSegment | { readonly fault: FileFault }) & { readonly name: undefined }>[] {
    const file = this.#bundled;
    if (file === undefined) return [];
    const opening = openSegmentFile(path.dirname(file), path.basename(file));
    return [opening.then((opened) => ({ name: undefined, ...opened }))];
  }

  /** Whether any file is opened for which nobody waited yet. */
  get underWay(): boolean {
    return this.#fresh.length > 0;
  }

  /** Waits until the segments can be searched; those that must not be used. */
  async unsound(): Promise<ReadonlySet<Segment>> {
    const opened = this.#fresh;
    this.#fresh = [];
    const faulty = await this.#faulty(opened, ({ verified }) => verified);
    this.#late.push(...opened.filter(({ segment }) => !faulty.has(segment)));
    return faulty;
  }

  /** Begins to read what is not needed for most answers; nobody waits for it. */
  readOn(): void {
    for (const { whole } of this.#late) void whole();
  }

  /** Waits until all of the segments' files is read; those that must not be used any more. */
  damaged(): Promise<ReadonlySet<Segment>> {
    return this.#faulty(this.#late.splice(0), ({ whole }) => whole());
  }

  /** Has the files closed that are still open, and those that `open` is about to open. */
  dispose(): void {
    this.#disposed = true;
    for (const { whole } of [...this.#fresh, ...this.#late]) void whole();
  }

  /** Removes the files that are found to have a fault; their segments. */
  async #faulty(
    opened: readonly Opened[],
    faultOf: (opened: Opened) => Promise<FileFault | undefined>,
  ): Promise<ReadonlySet<Segment>> {
    const faulty = new Set<Segment>();
    for (const one of opened) {
      const fault = await faultOf(one);
      if (fault === undefined) continue;
      faulty.add(one.segment);
      await this.#remove(one.name, fault);
    }
    return faulty;
  }

  async #remove(name: string | undefined, fault: string): Promise<void> {
    this.#log?.info(`Search index: ${name ?? 'the digest’s'} is ${fault} and is built again.`);
    if (name !== undefined) await removeSegmentFile(this.#folder, name);
  }
}
