// Runs in a worker thread: builds segments out of the host's way and hands them over as shared bytes.
import { parentPort } from 'node:worker_threads';
import { encodeSegment } from '../../core/index/segment/codec';
import { SegmentBuilder } from '../../core/index/write/segmentWriter';
import { readSegmentFile, writeSegmentFile } from './segmentFile';
import type { BuiltSegment, FromIndexWorker, ToIndexWorker } from './indexWorkerProtocol';

const port = parentPort;
let builder = new SegmentBuilder();
const built: BuiltSegment[] = [];
let last: Promise<unknown> = Promise.resolve();

port?.on('message', (message: ToIndexWorker) => {
  // One message after the other, although some wait for the disk.
  last = last
    .then(() => handle(message))
    .then(() => message.kind !== 'finish' && send({ kind: 'taken' }))
    .catch((error: unknown) => send({ kind: 'failed', message: String(error) }));
});

async function handle(message: ToIndexWorker): Promise<void> {
  switch (message.kind) {
    case 'papers':
      for (const paper of message.papers) {
        if (builder.full) await close(message.folder);
        builder.add(paper);
      }
      return;
    case 'segment': {
      const read = await readSegmentFile(message.folder, message.name);
      if ('fault' in read) throw new Error(`${message.name}: ${read.fault}`);
      for (const doc of message.living) {
        if (builder.full) await close(message.folder);
        builder.addFrom(read.segment, doc);
      }
      return;
    }
    case 'finish':
      if (builder.size > 0) await close(message.folder);
      send({ kind: 'built', segments: built });
      return;
  }
}

/** Makes a segment of what was collected, writes its file if there is a place for it, and starts anew. */
async function close(folder: string | undefined): Promise<void> {
  const segment = builder.build();
  builder = new SegmentBuilder();
  if (folder === undefined) {
    built.push({ bytes: encodeSegment(segment), name: undefined });
    return;
  }
  try {
    built.push(await writeSegmentFile(folder, segment));
  } catch {
    // A full or read-only disk costs the next start a build, nothing else.
    built.push({ bytes: encodeSegment(segment), name: undefined });
  }
}

function send(message: FromIndexWorker): void {
  port?.postMessage(message);
}
