import { Worker } from 'node:worker_threads';
import { segmentView } from '../../core/index/segment/segmentFormat';
import type { Segment } from '../../core/index/segment/segment';
import { writing } from '../../core/index/write/segmentWriter';
import type { IndexedText } from '../../core/index/segment/document';
import type { FromIndexWorker, ToIndexWorker } from './indexWorkerProtocol';
import type { TextDocument } from '../keptTexts/readIndexedText';
import { yieldToHost, runInSlices } from '../../timeSlice';

export interface StoredSegment {
  readonly segment: Segment;
  readonly name: string | undefined;
}

/**
 * Papers per message to the worker: one chunk of `SegmentWriter`. Texts that wait for a later chunk survive minor
 * collections. Copying 64 of them blocks the host for less than 1 ms.
 */
const BATCH_PAPERS = 24;

/**
 * Young generation of the worker, in MB. With 16, 50,000 papers need nearly twice as many full collections and 30 MB less;
 * with V8's default, 100 MB more than with 16.
 */
const YOUNG_SPACE_MB = 32;
/** Old generation of the worker, in MB. The limit starts collections. */
const OLD_SPACE_MB = 96;
const MAX_PENDING = 8;

/** Papers that the host compiles at a time. The longest step takes less than 5 ms. */
const HOST_CHUNK_DOCS = 100;

/** Builds one segment on this thread, in time slices. */
export function buildHere(papers: readonly IndexedText[]): Promise<Segment> {
  return runInSlices(writing(papers, HOST_CHUNK_DOCS));
}

/**
 * Builds segments in a worker thread.
 * @throws if the worker can't start or fails, or `signal` is aborted
 */
export function buildInWorker(
  workerFile: string,
  folder: string | undefined,
  papers: readonly IndexedText[],
  signal: AbortSignal,
): Promise<StoredSegment[]> {
  function* batches(): Generator<ToIndexWorker, void> {
    for (let at = 0; at < papers.length; at += BATCH_PAPERS) {
      const batch = papers.slice(at, at + BATCH_PAPERS).map(textOf);
      yield { kind: 'papers', papers: batch, folder };
    }
  }
  return inWorker(workerFile, folder, batches(), signal);
}

/**
 * Builds segments of kept texts in a worker thread, which reads their files.
 * @throws like `buildInWorker`
 */
export function buildTextsInWorker(
  workerFile: string,
  folder: string | undefined,
  documents: readonly TextDocument[],
  signal: AbortSignal,
): Promise<StoredSegment[]> {
  return inWorker(workerFile, folder, [{ kind: 'texts', documents, folder }], signal);
}

/**
 * Merges the live documents of segment files into fewer segments, in a worker thread.
 * @throws like `buildInWorker`
 */
export function joinInWorker(
  workerFile: string,
  folder: string,
  parts: readonly { readonly name: string; readonly living: readonly number[] }[],
  signal: AbortSignal,
): Promise<StoredSegment[]> {
  const messages = parts.map((part): ToIndexWorker => ({ kind: 'segment', folder, ...part }));
  return inWorker(workerFile, folder, messages, signal);
}

async function inWorker(
  workerFile: string,
  folder: string | undefined,
  messages: Iterable<ToIndexWorker>,
  signal: AbortSignal,
): Promise<StoredSegment[]> {
  await yieldToHost();
  signal.throwIfAborted();
  const worker = new Worker(workerFile, {
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_SPACE_MB, maxOldGenerationSizeMb: OLD_SPACE_MB },
  });
  const stop = (): void => void worker.terminate();
  signal.addEventListener('abort', stop, { once: true });
  try {
    const answered = await workerSession(worker, messages, { kind: 'finish', folder });
    await yieldToHost();
    if (answered.kind === 'failed') throw new Error(answered.message);
    const kept: StoredSegment[] = [];
    for (const { bytes, name } of answered.segments) {
      const segment = segmentView(bytes);
      if (typeof segment === 'string') throw new Error(`The index worker sent bytes that are ${segment}.`);
      kept.push({ segment, name });
    }
    return kept;
  } finally {
    signal.removeEventListener('abort', stop);
    // Waits until the worker's memory is released, because the release slows down other work.
    await worker.terminate();
    await yieldToHost();
  }
}

/** Limits unacknowledged messages, because their queue would fill the memory. */
async function workerSession(
  worker: Worker,
  messages: Iterable<ToIndexWorker>,
  last: ToIndexWorker,
): Promise<Exclude<FromIndexWorker, { kind: 'taken' }>> {
  let underWay = 0;
  let oneWasTaken = (): void => undefined;
  const answer = new Promise<Exclude<FromIndexWorker, { kind: 'taken' }>>((resolve, reject) => {
    worker.on('message', (message: FromIndexWorker) => {
      if (message.kind !== 'taken') {
        resolve(message);
        return;
      }
      underWay--;
      oneWasTaken();
    });
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('The index worker stopped.')));
  });
  // Prevents an unhandled rejection before `answer` is awaited.
  answer.catch(() => undefined);
  for (const message of messages) {
    await yieldToHost();
    worker.postMessage(message);
    underWay++;
    const taken = new Promise<undefined>((resolve) => (oneWasTaken = () => resolve(undefined)));
    const early = underWay < MAX_PENDING ? undefined : await Promise.race([answer, taken]);
    if (early) return early;
  }
  worker.postMessage(last);
  return answer;
}

function textOf({ id, title, abstract, authors, repositories }: IndexedText): IndexedText {
  return { id, title, abstract, authors, repositories };
}
