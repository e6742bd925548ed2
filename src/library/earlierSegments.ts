import type { Log } from '../log';
import type { KeptSegment } from './indexBuild';
import { openSegmentFile, removeSegmentFile, segmentFiles, type OpenedSegment } from './segmentFile';

/** The segments that an earlier session wrote. A file that can't be trusted is removed. */
export class EarlierSegments {
  readonly #folder: string;
  readonly #log: Log | undefined;
  readonly #reading: { readonly name: string; readonly fault: OpenedSegment['verified'] }[] = [];

  constructor(folder: string, log: Log | undefined) {
    this.#folder = folder;
    this.#log = log;
  }

  /** Begins to read the files: papers can be joined with the segments by their ids, all else must wait for `unsound`. */
  async open(): Promise<readonly KeptSegment[]> {
    const kept: KeptSegment[] = [];
    for (const name of await segmentFiles(this.#folder)) {
      const opened = await openSegmentFile(this.#folder, name);
      if ('segment' in opened) {
        kept.push({ segment: opened.segment, name });
        this.#reading.push({ name, fault: opened.verified });
      } else await this.#remove(name, opened.fault);
    }
    return kept;
  }

  /** Whether any file is opened for which nobody waited yet. */
  get underWay(): boolean {
    return this.#reading.length > 0;
  }

  /** Waits until all that was opened is read and verified; the names of those that must not be used. */
  async unsound(): Promise<ReadonlySet<string>> {
    const names = new Set<string>();
    for (const { name, fault } of this.#reading.splice(0)) {
      const found = await fault;
      if (found === undefined) continue;
      names.add(name);
      await this.#remove(name, found);
    }
    return names;
  }

  async #remove(name: string, fault: string): Promise<void> {
    this.#log?.info(`Search index: ${name} is ${fault} and is built again.`);
    await removeSegmentFile(this.#folder, name);
  }
}
