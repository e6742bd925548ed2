import { Worker } from 'node:worker_threads';
import { segmentOver } from '../core/index/codec';
import type { Segment } from '../core/index/segment';
import { SegmentBuilder } from '../core/index/segmentBuilder';
import type { IndexedText } from '../core/index/tokens';
import type { FromIndexWorker, ToIndexWorker } from './indexMessages';
import { sliced } from './sliced';

/** A segment in memory, with the name of its file where it has one. */
export interface KeptSegment {
  readonly segment: Segment;
  readonly name: string | undefined;
}

/** Papers sent to the worker at once: copying them stalls the host for less than a millisecond. */
const BATCH = 64;

/** Builds one segment on this thread, with pauses; only its last step, some tens of microseconds a paper, has none. */
export function buildHere(papers: readonly IndexedText[]): Promise<Segment> {
  return sliced(build(papers));
}

function* build(papers: readonly IndexedText[]): Generator<void, Segment> {
  const builder = new SegmentBuilder();
  for (const paper of papers) {
    builder.add(paper);
    yield;
  }
  return builder.build();
}

/** Builds segments in a worker thread. @throws when the worker can't start, fails, or `signal` is aborted */
export function buildInWorker(
  workerFile: string,
  folder: string | undefined,
  papers: readonly IndexedText[],
  signal: AbortSignal,
): Promise<KeptSegment[]> {
  function* batches(): Generator<ToIndexWorker, void> {
    for (let at = 0; at < papers.length; at += BATCH) {
      const batch = papers.slice(at, at + BATCH).map(textOf);
      yield { kind: 'papers', papers: batch, folder };
    }
  }
  return inWorker(workerFile, folder, batches(), signal);
}

/** Joins the living papers of segments that are on disk into fewer segments, in a worker thread. @throws as above */
export function joinInWorker(
  workerFile: string,
  folder: string,
  parts: readonly { readonly name: string; readonly living: readonly number[] }[],
  signal: AbortSignal,
): Promise<KeptSegment[]> {
  const messages = parts.map((part): ToIndexWorker => ({ kind: 'segment', folder, ...part }));
  return inWorker(workerFile, folder, messages, signal);
}

async function inWorker(
  workerFile: string,
  folder: string | undefined,
  messages: Iterable<ToIndexWorker>,
  signal: AbortSignal,
): Promise<KeptSegment[]> {
  signal.throwIfAborted();
  const worker = new Worker(workerFile);
  const stop = (): void => void worker.terminate();
  signal.addEventListener('abort', stop, { once: true });
  try {
    const answer = new Promise<FromIndexWorker>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('The index worker stopped.')));
    });
    // Sending has pauses in it; a failure meanwhile is met below.
    answer.catch(() => undefined);
    await sliced(sendAll(worker, messages));
    worker.postMessage({ kind: 'finish', folder } satisfies ToIndexWorker);
    const answered = await answer;
    if (answered.kind === 'failed') throw new Error(answered.message);
    const kept: KeptSegment[] = [];
    for (const { bytes, name } of answered.segments) {
      const segment = segmentOver(bytes);
      if (typeof segment === 'string') throw new Error(`The index worker sent bytes that are ${segment}.`);
      kept.push({ segment, name });
    }
    return kept;
  } finally {
    signal.removeEventListener('abort', stop);
    void worker.terminate();
  }
}

function* sendAll(worker: Worker, messages: Iterable<ToIndexWorker>): Generator<void, void> {
  for (const message of messages) {
    worker.postMessage(message);
    yield;
  }
}

/** What the worker needs of a paper; the rest would be copied for nothing. */
function textOf({ id, title, abstract, authors, repositories }: IndexedText): IndexedText {
  return { id, title, abstract, authors, repositories };
}
