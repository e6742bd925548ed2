import type { IndexedText } from '../../core/index/segment/document';
import type { Log } from '../../log';
import { buildHere, buildInWorker, type StoredSegment } from './indexWorkerClient';

/** Papers that are indexed on the host although a worker is available. */
const MAX_IN_PROCESS_PAPERS = 200;
/** Papers per segment built on the host. Some steps grow with the segment and cannot pause. */
const IN_PROCESS_BATCH_PAPERS = 100;
/** Papers per segment without a worker. Few large segments then matter more than short stalls. */
const WITHOUT_WORKER_PAPERS = 2000;

/** Without `folder` the index stays in memory; without `workerFile` the host builds it. */
export interface SearchIndexOptions {
  readonly folder?: string;
  readonly workerFile?: string;
  /** Prebuilt segment of the bundled digest, used if the folder has no segments. */
  readonly digestFile?: string;
  readonly readOnly?: boolean;
  /** By default, the texts of the papers are indexed. */
  readonly indexer?: Indexer;
  /** The ids contain the version of a text, so segments match by id, and only indexing reads the texts. */
  readonly versionedIds?: boolean;
  readonly log?: Log;
}

export interface Indexer {
  /** Indexes the papers, or only the first of them. The result is incomplete if `signal` is aborted. */
  make(papers: readonly IndexedText[], signal: AbortSignal): Promise<StoredSegment[]>;
}

/** Indexes few papers on the host, many in a worker. The host is the fallback. */
export class SegmentMaker implements Indexer {
  readonly #options: SearchIndexOptions;

  constructor(options: SearchIndexOptions) {
    this.#options = options;
  }

  async make(papers: readonly IndexedText[], signal: AbortSignal): Promise<StoredSegment[]> {
    const { workerFile, log } = this.#options;
    const folder = this.#options.readOnly === true ? undefined : this.#options.folder;
    if (papers.length <= MAX_IN_PROCESS_PAPERS) return makeHere(papers, IN_PROCESS_BATCH_PAPERS, signal);
    if (workerFile !== undefined) {
      try {
        return await buildInWorker(workerFile, folder, papers, signal);
      } catch (error) {
        if (signal.aborted) return [];
        log?.warn(`Search index: the worker failed, so the papers are indexed here. ${String(error)}`);
      }
    }
    return makeHere(papers, WITHOUT_WORKER_PAPERS, signal);
  }
}

async function makeHere(
  papers: readonly IndexedText[],
  atOnce: number,
  signal: AbortSignal,
): Promise<StoredSegment[]> {
  const kept: StoredSegment[] = [];
  for (let at = 0; at < papers.length && !signal.aborted; at += atOnce) {
    const segment = await buildHere(papers.slice(at, at + atOnce));
    kept.push({ segment, name: undefined });
  }
  return kept;
}
