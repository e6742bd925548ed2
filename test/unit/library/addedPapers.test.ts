import assert from 'node:assert/strict';
import path from 'node:path';
import { AddedPapers, ADD_QUEUE } from '../../../src/library/addedPapers';
import { Imports } from '../../../src/library/imports';
import { Library } from '../../../src/library/library';
import { JsonFile } from '../../../src/library/store/jsonFile';
import { PaperStore } from '../../../src/library/store/paperStore';
import { item2026 } from '../../support/feed-items';
import { FeedServer } from '../../support/feed-server';
import { silentLog } from '../../support/log';
import { madePaper } from '../../support/papers';
import { scratchFolder } from '../../support/scratch.mjs';
import { storeWords } from '../../support/store-words';

const [FIRST, SECOND] = ['2603.00001', '2603.00002'] as const;

describe('papers that the user adds', () => {
  let server: FeedServer;
  let folder: string;

  before(async () => {
    server = await FeedServer.start();
  });
  after(() => server.stop());
  beforeEach(() => {
    folder = scratchFolder('added');
    server.reset();
    for (const id of [FIRST, SECOND]) server.content.papers.set(id, item2026({ id })['paper']);
  });

  /** Opens a separate window on the folder. */
  function opened(): {
    added: AddedPapers;
    library: Library;
    imports: Imports;
    queue: JsonFile<readonly string[]>;
  } {
    const store = new PaperStore(folder, storeWords, silentLog);
    const bundled = [madePaper('2109.00859', { title: 'Bundled' })];
    const library = new Library({
      readBundled: () => Promise.resolve({ papers: bundled, problems: [] }),
      readKept: () => store.read(),
      log: silentLog,
    });
    const queue = new JsonFile(path.join(folder, 'added-papers.json'), ADD_QUEUE, silentLog);
    // Waits end immediately, and move only the monotonic clock.
    let waited = 0;
    const added = new AddedPapers({
      library,
      file: store.added,
      queue,
      effects: {
        fetch: globalThis.fetch,
        log: silentLog,
        now: Date.now,
        monotonic: () => performance.now() + waited,
        sleep: (ms) => Promise.resolve(void (waited += ms)),
        random: () => 0.5,
      },
      arxiv: () => server.endpoint,
      log: silentLog,
    });
    return { added, library, imports: new Imports(library, store), queue };
  }
  const options = { maxWaitMs: 0, onStep: (): undefined => undefined };
  const signal = (): AbortSignal => new AbortController().signal;

  it('are in the library, also after a restart, and can be removed one by one', async () => {
    const { added, library } = opened();
    const result = await added.fetch([FIRST, SECOND, '2603.00003'], server.endpoint, signal(), options);
    assert.deepEqual(
      result.added.map(({ id }) => id),
      [FIRST, SECOND],
    );
    assert.deepEqual(result.unknown, ['2603.00003']);
    assert.ok(library.paper(FIRST) && library.paper(SECOND));
    const later = opened();
    await later.library.read();
    await later.added.reload();
    assert.deepEqual(
      [FIRST, SECOND, '2109.00859'].map((id) => later.added.has(id)),
      [true, true, false],
    );
    const [removed] = await later.added.remove([FIRST]);
    assert.equal(removed?.id, FIRST);
    assert.equal(later.library.paper(FIRST), undefined);
    assert.ok(later.library.paper(SECOND));
    await later.added.remove([SECOND]);
    assert.deepEqual(await later.added.list(), []);
    assert.ok(removed);
    await later.added.add([removed]);
    assert.ok(later.library.paper(FIRST));
  });

  it('are no import that can be removed as a whole', async () => {
    const { added, imports } = opened();
    await added.fetch([FIRST], server.endpoint, signal(), options);
    await imports.add([madePaper(FIRST), madePaper('2603.00009')], 'file.json');
    const batches = await imports.list();
    assert.deepEqual(
      batches.map(({ from, only }) => [from, only]),
      [['file.json', 1]],
    );
    const [batch] = batches;
    assert.ok(batch);
    assert.equal(await imports.remove([batch.name]), 1);
  });

  it('that came before a cancellation are kept', async () => {
    const { added, library } = opened();
    const controller = new AbortController();
    server.before = (url) => {
      if (url.pathname.endsWith(SECOND)) controller.abort();
      return Promise.resolve();
    };
    try {
      const result = await added.fetch([FIRST, SECOND], server.endpoint, controller.signal, options);
      assert.equal(result.cancelled, true);
      assert.deepEqual(
        result.added.map(({ id }) => id),
        [FIRST],
      );
    } finally {
      server.before = () => Promise.resolve();
    }
    assert.ok(library.paper(FIRST));
  });

  it('that wait for a refresh are named if arXiv does not know them', async () => {
    const { added, library, queue } = opened();
    await library.read();
    await added.enqueue([FIRST, '2401.99999']);
    assert.deepEqual(await added.addQueued(server.endpoint, signal()), ['2401.99999']);
    assert.deepEqual(await queue.read(), []);
    assert.deepEqual(await added.addQueued(server.endpoint, signal()), []);
  });

  it('wait for a refresh, once each, and stay noted while it fails', async () => {
    const { added, library, queue } = opened();
    await library.read();
    await added.enqueue([FIRST, SECOND]);
    await added.enqueue([SECOND, '2109.00859']);
    assert.deepEqual(await queue.read(), [FIRST, SECOND, '2109.00859']);
    server.fault = 'reset';
    await added.addQueued(server.endpoint, signal());
    assert.deepEqual(await queue.read(), [FIRST, SECOND]);
    server.fault = 'ok';
    await opened().added.addQueued(server.endpoint, AbortSignal.abort());
    assert.deepEqual(await queue.read(), [FIRST, SECOND]);
    await added.addQueued(server.endpoint, signal());
    assert.deepEqual(await queue.read(), []);
    assert.ok(library.paper(FIRST) && library.paper(SECOND));
    const before = server.requests.length;
    await added.addQueued(server.endpoint, signal());
    assert.equal(server.requests.length, before);
  });

  it('and removed before the refresh that they waited for stay removed', async () => {
    const { added, library } = opened();
    await library.read();
    await added.enqueue([FIRST, 'cs/0112017']);
    await added.fetch([FIRST], server.endpoint, signal(), options);
    assert.ok(library.paper(FIRST));
    await added.remove([FIRST]);
    await added.addQueued(server.endpoint, signal());
    assert.equal(library.paper(FIRST), undefined);
  });
});
