import type { Log } from '../../../log';
import { readSummaries, writeSummaries, type BoundSummary } from './summaryFile';

/** Share of papers without a summary above which the summaries are rewritten. */
const MAX_MISSING = 0.1;

/** Keeps the summaries in memory only during the start. */
export class SummaryCache {
  readonly #file: string;
  readonly #log: Log;
  #found: Promise<ReadonlyMap<string, BoundSummary>> | undefined;
  /** Of the files whose summaries are on disk. */
  #written: ReadonlyMap<string, string> = new Map();
  #wrote = false;

  constructor(file: string, log: Log) {
    this.#file = file;
    this.#log = log;
  }

  /** Returns nothing if the signature differs. The first call reads all summaries. */
  async of(name: string, signature: string | undefined): Promise<BoundSummary | undefined> {
    const found = (await (this.#found ??= readSummaries(this.#file))).get(name);
    return found?.signature === signature ? found : undefined;
  }

  async release(): Promise<void> {
    const found = await this.#found;
    if (found === undefined || found.size === 0) return;
    this.#written = signaturesOf(found);
    this.#found = Promise.resolve(new Map<string, BoundSummary>());
  }

  /** Never rejects. */
  async update(read: ReadonlyMap<string, BoundSummary>): Promise<void> {
    if (!this.#isOutOfDate(read)) return;
    const summaries = new Map(read);
    this.#wrote = true;
    try {
      await writeSummaries(this.#file, summaries);
      this.#written = signaturesOf(summaries);
    } catch (error) {
      // Without summaries, the next start parses the files.
      this.#log.info(`${this.#file} could not be written. ${String(error)}`);
    }
  }

  /** The first update of a session writes after any change, later ones only for many papers (10 MB). */
  #isOutOfDate(read: ReadonlyMap<string, BoundSummary>): boolean {
    let [all, missing] = [0, 0];
    for (const [name, { signature, summary }] of read) {
      all += summary.count;
      if (this.#written.get(name) !== signature) missing += summary.count;
    }
    if (this.#wrote) return missing > MAX_MISSING * all;
    return missing > 0 || [...this.#written.keys()].some((name) => !read.has(name));
  }
}

function signaturesOf(summaries: ReadonlyMap<string, BoundSummary>): ReadonlyMap<string, string> {
  return new Map([...summaries].map(([name, { signature }]) => [name, signature]));
}
