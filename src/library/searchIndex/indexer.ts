import type { IndexedText } from '../../core/index/segment/document';
import type { Log } from '../../log';
import { buildHere, buildInWorker, type KeptSegment } from './indexWorkerClient';

/** New papers that the host indexes itself; more go to a worker thread. */
const MOST_HERE = 200;
/** Papers of one segment that the host builds: some of its steps grow with it, and have no pause. */
const HERE_AT_ONCE = 100;
/** The same where there is no worker, when few and large segments matter more than a short stall. */
const WITHOUT_WORKER_AT_ONCE = 2000;

/** Where the index keeps its files and finds its worker; without them it is kept in memory and built on the host. */
export interface SearchIndexOptions {
  readonly folder?: string;
  readonly workerFile?: string;
  /** The bundled digest's segment as the build made it: read where the folder holds none, so that no start indexes it. */
  readonly digestFile?: string;
  readonly log?: Log;
}

/** Makes segments of papers: few on the host, many in a worker thread where there is one that works. */
export class SegmentMaker {
  readonly #options: SearchIndexOptions;

  constructor(options: SearchIndexOptions) {
    this.#options = options;
  }

  /** Segments of all the papers; none, or too few, when `signal` is aborted meanwhile. */
  async make(papers: readonly IndexedText[], signal: AbortSignal): Promise<KeptSegment[]> {
    const { workerFile, folder, log } = this.#options;
    if (papers.length <= MOST_HERE) return makeHere(papers, HERE_AT_ONCE, signal);
    if (workerFile !== undefined) {
      try {
        return await buildInWorker(workerFile, folder, papers, signal);
      } catch (error) {
        if (signal.aborted) return [];
        log?.warn(`Search index: the worker failed, so the papers are indexed here. ${String(error)}`);
      }
    }
    return makeHere(papers, WITHOUT_WORKER_AT_ONCE, signal);
  }
}

async function makeHere(
  papers: readonly IndexedText[],
  atOnce: number,
  signal: AbortSignal,
): Promise<KeptSegment[]> {
  const kept: KeptSegment[] = [];
  for (let at = 0; at < papers.length && !signal.aborted; at += atOnce) {
    const segment = await buildHere(papers.slice(at, at + atOnce));
    kept.push({ segment, name: undefined });
  }
  return kept;
}
