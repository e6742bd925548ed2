// Worker thread: builds segments and returns them in shared memory.
import { parentPort } from 'node:worker_threads';
import { SegmentWriter } from '../../core/index/write/segmentWriter';
import { runToEnd } from '../../core/lang/runGenerator';
import { readIndexedText } from '../keptTexts/readIndexedText';
import { readSegmentFile } from './segmentFile';
import { writeOrKeepInMemory } from './unwrittenSegments';
import type { BuiltSegment, FromIndexWorker, ToIndexWorker } from './indexWorkerProtocol';

const port = parentPort;
let writer = new SegmentWriter();
const built: BuiltSegment[] = [];
let last: Promise<unknown> = Promise.resolve();

port?.on('message', (message: ToIndexWorker) => {
  // Handles one message at a time, because some wait for the disk.
  last = last
    .then(() => handle(message))
    .then(() => message.kind !== 'finish' && send({ kind: 'taken' }))
    .catch((error: unknown) => send({ kind: 'failed', message: String(error) }));
});

async function handle(message: ToIndexWorker): Promise<void> {
  switch (message.kind) {
    case 'papers':
      for (const paper of message.papers) {
        if (writer.capacity === 0) await close(message.folder);
        runToEnd(writer.adding(paper));
      }
      return;
    case 'texts':
      for (const document of message.documents) {
        const text = await readIndexedText(document);
        if (text === undefined) continue;
        if (writer.capacity === 0) await close(message.folder);
        runToEnd(writer.adding(text));
      }
      return;
    case 'segment': {
      const read = await readSegmentFile(message.folder, message.name);
      if ('fault' in read) throw new Error(`${message.name}: ${read.fault}`);
      for (let rest = message.living; rest.length > 0;) {
        if (writer.capacity === 0) await close(message.folder);
        const docs = rest.slice(0, writer.capacity);
        rest = rest.slice(docs.length);
        runToEnd(writer.addingFrom({ segment: read.segment, docs }));
      }
      return;
    }
    case 'finish':
      if (writer.size > 0) await close(message.folder);
      send({ kind: 'built', segments: built });
      return;
  }
}

async function close(folder: string | undefined): Promise<void> {
  const segment = runToEnd(writer.finishing());
  writer = new SegmentWriter();
  built.push(await writeOrKeepInMemory(segment, folder));
}

function send(message: FromIndexWorker): void {
  port?.postMessage(message);
}
