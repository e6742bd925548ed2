import { selectMerge } from '../../core/index/segment/mergePolicy';
import type { PaperFacts } from '../../core/index/searcher/paperTest';
import { matchById, matchPapers, matchByFingerprint, type Matcher } from '../../core/index/read/matchPapers';
import { PaperIndex } from '../../core/index/paperIndex';
import { emptyReader, liveDocs, segmentSize } from '../../core/index/read/segmentReader';
import type { Segment } from '../../core/index/segment/segment';
import type { Paper } from '../../core/paper/paper';
import type { Query } from '../../core/query/parseQuery';
import type { RelatedPaper, SearchHit, SearchOptions } from '../../core/index/searchHit';
import { Disposable } from '../../dispose';
import { PersistedSegments } from './persistedSegments';
import { joinInWorker, type StoredSegment } from './indexWorkerClient';
import { unmatched, buildIndex, samePapers, sameReaders, type OpenSegment } from './openSegments';
import { SegmentMaker, type Indexer, type SearchIndexOptions } from './indexer';
import { removeSegmentFile } from './segmentFile';
import { removeStaleTemporaries } from '../store/atomicWrite';
import { restoreDamaged, writeMissingFiles } from './unwrittenSegments';
import { runUnless, yieldToHost, runInSlices } from '../../timeSlice';

/** Updates the library's index without blocking the host. New papers get their own segments. */
export class SearchIndex extends Disposable {
  readonly #options: SearchIndexOptions;
  readonly #maker: Indexer;
  readonly #ending = new AbortController();
  #index = new PaperIndex([]);
  #joined: readonly OpenSegment[] = [];
  #papers: readonly Paper[] = [];
  #loading: Promise<void> | undefined;
  readonly #earlier: PersistedSegments | undefined;
  /** Segments from files were matched with papers by id only. */
  #byIdOnly = false;
  #waiting = 0;
  #swept = false;
  #latest: Promise<void> = Promise.resolve();

  constructor(options: SearchIndexOptions = {}) {
    super();
    this.#options = options;
    this.#maker = options.indexer ?? new SegmentMaker(options);
    const { folder, digestFile, log, readOnly } = options;
    this.#earlier =
      folder === undefined ? undefined : new PersistedSegments(folder, digestFile, log, readOnly);
    this._register({ dispose: () => this.#ending.abort() });
    this._register({ dispose: () => this.#earlier?.dispose() });
  }

  prepare(): Promise<void> {
    return (this.#loading ??= this.#load());
  }

  /**
   * Updates the index to contain exactly these papers, one update at a time. Resolves when the new index is
   * used.
   * @param options.more another update follows soon and does the maintenance
   */
  update(papers: readonly Paper[], { more = false }: { readonly more?: boolean } = {}): Promise<void> {
    this.#waiting++;
    const done = this.#latest.then(() => this.#update(papers)).finally(() => this.#waiting--);
    this.#latest = done.then(
      () => (more ? undefined : this.#tidy()),
      () => undefined,
    );
    return done;
  }

  /**
   * Waits until all earlier segments are verified, and indexes the papers of damaged ones again. Call before
   * caching results that are computed from all terms.
   */
  whole(): Promise<void> {
    const done = this.#latest.then(() => this.#mend());
    this.#latest = done.catch(() => undefined);
    return done;
  }

  /**
   * Settled when the word order is in memory. Earlier searches read the pages that they need synchronously, 0.3
   * ms each. 50,000 papers have about 300 pages.
   */
  async wordOrderRead(): Promise<void> {
    await this.#earlier?.restRead;
  }

  /** Settled when all work is done, including merges of small segments. */
  get idle(): Promise<void> {
    return this.#latest;
  }

  get current(): PaperIndex {
    return this.#index;
  }

  search(query: Query, options?: SearchOptions & PaperFacts): readonly SearchHit[] {
    return this.#index.search(query, options);
  }

  related(id: string, limit: number): readonly RelatedPaper[] {
    return this.#index.related(id, limit);
  }

  async #update(papers: readonly Paper[]): Promise<void> {
    await this.prepare();
    let work = await this.#join(this.#joined, papers, this.#matcher);
    // Creates the index while the files are read. It is not used before they are verified.
    const worthIt = this.#earlier?.isLoading === true && work.missing.length === 0;
    const early = worthIt ? await buildIndex(work.joined) : undefined;
    const invalid = this.#drop(await this.#earlier?.dropInvalid());
    if (invalid) work = await this.#join(this.#joined, papers, this.#matcher);
    const { joined, missing } = work;
    const fresh = missing.length === 0 ? [] : await this.#maker.make(missing, this.#ending.signal);
    const added =
      fresh.length === 0 ? [] : (await this.#join(fresh.map(unmatched), missing, matchById)).joined;
    this.#papers = papers;
    await this.#show([...joined, ...added], invalid || added.length > 0 ? undefined : early);
    this.#earlier?.readRest();
  }

  /** @param index the index over these segments, if it already exists */
  async #show(joined: readonly OpenSegment[], index?: PaperIndex): Promise<void> {
    if (this.disposed) return;
    const same = sameReaders(joined, this.#joined);
    this.#joined = joined;
    if (same) return;
    this.#index = index ?? (await buildIndex(joined));
    await yieldToHost();
  }

  async #join(
    before: readonly OpenSegment[],
    papers: readonly Paper[],
    recognises: Matcher = this.#options.versionedIds === true ? matchById : matchByFingerprint,
  ): Promise<{ readonly joined: readonly OpenSegment[]; readonly missing: readonly Paper[] }> {
    const work = matchPapers(
      before.map(({ reader }) => reader),
      papers,
      recognises,
    );
    const { readers, missing } = await runInSlices(work);
    const joined = before.map(({ stored, reader }, i): OpenSegment => ({
      stored,
      reader: readers[i] ?? reader,
    }));
    return { joined, missing };
  }

  get #matcher(): Matcher | undefined {
    return this.#byIdOnly ? matchById : undefined;
  }

  async #load(): Promise<void> {
    const kept = (await this.#earlier?.open()) ?? [];
    this.#joined = kept.map(unmatched);
    this.#byIdOnly = kept.length > 0 && this.#options.versionedIds !== true;
  }

  /** The papers of dropped segments are indexed again. Returns whether there were any. */
  #drop(invalid: ReadonlySet<Segment> = NO_SEGMENTS): boolean {
    this.#joined = this.#joined.filter(({ stored: { segment } }) => !invalid.has(segment));
    if (this.#joined.length === 0) this.#byIdOnly = false;
    return invalid.size > 0;
  }

  /**
   * Writes unsaved segments, merges small ones, removes what killed processes left. The next update retries
   * failures.
   */
  async #tidy(): Promise<void> {
    const { folder, workerFile, log, readOnly } = this.#options;
    if (folder === undefined || this.disposed) return;
    try {
      await this.#mend();
      await this.#confirm();
      if (readOnly === true) return;
      if (!this.#swept) await removeStaleTemporaries(folder, Date.now());
      this.#swept = true;
      this.#joined = await writeMissingFiles(this.#joined, folder);
      if (workerFile !== undefined) await this.#compact(folder, workerFile);
    } catch (error) {
      if (!this.#ending.signal.aborted)
        log?.info(`Search index: its files could not be kept. ${String(error)}`);
    }
  }

  /** Waits until earlier segments are read. Indexes the papers of damaged ones again. */
  async #mend(): Promise<void> {
    if (this.#drop(await this.#earlier?.damaged())) await this.#update(this.#papers);
  }

  /** Verifies papers that were matched by id. Updates take precedence. */
  async #confirm(): Promise<void> {
    if (!this.#byIdOnly) return;
    const readers = this.#joined.map(({ stored }) => emptyReader(stored.segment));
    const work = matchPapers(readers, this.#papers);
    const read = await runInSlices(runUnless(() => this.#waiting > 0 || this.disposed, work));
    if (read === undefined) return;
    this.#byIdOnly = false;
    const joined = this.#joined.map(({ stored, reader }, i) => ({
      stored,
      reader: read.readers[i] ?? reader,
    }));
    if (read.missing.length > 0) {
      this.#joined = joined;
      await this.#update(this.#papers);
      // A paper may be in two segments, and its id matched the one with its earlier text.
    } else if (!samePapers(joined, this.#joined)) await this.#show(joined);
  }

  async #compact(folder: string, workerFile: string): Promise<void> {
    const places = new Set(selectMerge(this.#joined.map(({ reader }) => segmentSize(reader))));
    if (places.size === 0) return;
    const join = (): Promise<StoredSegment[]> => {
      const parts = this.#joined.flatMap(({ stored: { name }, reader }, place) => {
        const living = places.has(place) ? liveDocs(reader) : [];
        return name === undefined || living.length === 0 ? [] : [{ name, living }];
      });
      return parts.length === 0
        ? Promise.resolve([])
        : joinInWorker(workerFile, folder, parts, this.#ending.signal);
    };
    const fresh = await join().catch(async (error: unknown) => {
      const whole = this.#ending.signal.aborted
        ? undefined
        : await restoreDamaged(this.#joined, folder, places);
      if (whole === undefined) throw error;
      this.#joined = whole;
      return join();
    });
    const old = this.#joined.filter((_, place) => places.has(place));
    const rest = this.#joined.filter((_, place) => !places.has(place));
    await this.#show((await this.#join([...rest, ...fresh.map(unmatched)], this.#papers)).joined);
    const inUse = new Set(this.#joined.map(({ stored }) => stored.name));
    for (const { stored } of old)
      if (stored.name !== undefined && !inUse.has(stored.name)) await removeSegmentFile(folder, stored.name);
  }
}

const NO_SEGMENTS: ReadonlySet<Segment> = new Set();
