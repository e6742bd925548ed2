import path from 'node:path';
import type { Segment } from '../../core/index/segment/segment';
import type { Log } from '../../log';
import type { StoredSegment } from './indexWorkerClient';
import {
  openSegmentFile,
  removeSegmentFile,
  segmentFiles,
  type FileFault,
  type OpenedSegment,
} from './segmentFile';

/** Listings of the folder, because other windows may merge its segments. */
const MAX_ATTEMPTS = 3;

interface Opened extends OpenedSegment {
  /** `undefined` for the bundled segment, which is never deleted. */
  readonly name: string | undefined;
}

/** Segments of earlier sessions, or else the bundled digest's. Removes damaged files. */
export class PersistedSegments {
  readonly #folder: string;
  readonly #bundled: string | undefined;
  readonly #log: Log | undefined;
  readonly #readOnly: boolean;
  #disposed = false;
  #fresh: Opened[] = [];
  /** Segments with a verified front and other pages that are unverified. */
  #late: Opened[] = [];
  #restRead: Promise<unknown> = Promise.resolve();

  /**
   * @param bundled file of the digest's segment, used if the folder has no segments
   * @param readOnly keeps damaged files
   */
  constructor(folder: string, bundled: string | undefined, log: Log | undefined, readOnly = false) {
    this.#readOnly = readOnly;
    this.#folder = folder;
    this.#bundled = bundled;
    this.#log = log;
  }

  /** Until `dropInvalid`, papers can only be matched by id. */
  async open(): Promise<readonly StoredSegment[]> {
    const own = await this.#openOwn();
    const kept: StoredSegment[] = [];
    for (const one of own.length > 0 ? own : await Promise.all(this.#openBundled())) {
      if ('segment' in one) {
        kept.push({ segment: one.segment, name: one.name });
        this.#fresh.push(one);
        if (this.#disposed) void one.readRest();
      } else await this.#remove(one.name, one.fault);
    }
    return kept;
  }

  async #openOwn(): Promise<
    readonly ((OpenedSegment | { readonly fault: FileFault }) & { readonly name: string })[]
  > {
    for (let attempt = 1; ; attempt++) {
      const names = await segmentFiles(this.#folder);
      // In parallel, so that a small file does not wait for a large one.
      const opening = names.map(async (name) => ({ name, ...(await openSegmentFile(this.#folder, name)) }));
      const opened = await Promise.all(opening);
      // A window may have merged segments after the listing.
      const isCurrent = opened.every((one) => 'segment' in one) || attempt === MAX_ATTEMPTS;
      if (isCurrent || sameNames(names, await segmentFiles(this.#folder))) return opened;
      for (const one of opened) if ('segment' in one) void one.readRest();
    }
  }

  #openBundled(): Promise<(OpenedSegment | { readonly fault: FileFault }) & { readonly name: undefined }>[] {
    const file = this.#bundled;
    if (file === undefined) return [];
    const opening = openSegmentFile(path.dirname(file), path.basename(file));
    return [opening.then((opened) => ({ name: undefined, ...opened }))];
  }

  /** Whether `dropInvalid` has segments to check. */
  get isLoading(): boolean {
    return this.#fresh.length > 0;
  }

  /** Waits until the segments can be searched. Returns the unusable segments. */
  async dropInvalid(): Promise<ReadonlySet<Segment>> {
    const opened = this.#fresh;
    this.#fresh = [];
    const faulty = await this.#faulty(opened, ({ verified }) => verified);
    this.#late.push(...opened.filter(({ segment }) => !faulty.has(segment)));
    return faulty;
  }

  /** Reads in the background; most searches do not need the remaining pages. */
  readRest(): void {
    this.#restRead = Promise.all([this.#restRead, ...this.#late.map(({ readRest }) => readRest())]);
  }

  /** Settled when `readRest` has ended, also with damaged files. */
  get restRead(): Promise<unknown> {
    return this.#restRead;
  }

  /** Waits until all files are read. Returns the unusable segments. */
  damaged(): Promise<ReadonlySet<Segment>> {
    return this.#faulty(this.#late.splice(0), ({ readRest }) => readRest());
  }

  /** Also closes the files that a running `open` will open. */
  dispose(): void {
    this.#disposed = true;
    for (const { readRest } of [...this.#fresh, ...this.#late]) void readRest();
  }

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
    if (name !== undefined && !this.#readOnly) await removeSegmentFile(this.#folder, name);
  }
}

function sameNames(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, place) => name === b[place]);
}
