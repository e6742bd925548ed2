import assert from 'node:assert/strict';
import { RECHECK_MS } from '../../../src/core/codeWatch/weeklyChecks';
import type * as Live from '../../../src/library/liveLibrary';
import { item2026 } from '../../support/feed-items';
import { FeedServer } from '../../support/feed-server';
import { silentLog } from '../../support/log';
import { scratchFolder } from '../../support/scratch.mjs';
import { storeWords } from '../../support/store-words';
import { withVSCode } from '../../support/withVSCode';

const vscode = {
  window: { onDidChangeWindowState: () => ({ dispose: () => undefined }), state: { focused: true } },
};
const [KEPT, REMOVED] = ['2603.00001', '2603.00002'] as const;

describe('added papers whose code arrives', () => {
  const arxiv = process.env['ARXIV_ENDPOINT'];
  let server: FeedServer;
  let live: Live.LiveLibrary;

  before(async () => {
    server = await FeedServer.start();
    process.env['ARXIV_ENDPOINT'] = server.endpoint;
  });
  after(async () => {
    if (arxiv === undefined) delete process.env['ARXIV_ENDPOINT'];
    else process.env['ARXIV_ENDPOINT'] = arxiv;
    await server.stop();
  });

  /** Changes whether the Hub names a repository for both papers. */
  function serve(more: Readonly<Record<string, unknown>>): void {
    for (const id of [KEPT, REMOVED]) {
      const { paper } = item2026({ id, paper: { submittedOnDailyAt: undefined, ...more } });
      server.content.papers.set(id, JSON.parse(JSON.stringify(paper)));
    }
  }

  /** Adds and saves both papers, removes one, and waits until the repository of the other has come. */
  beforeEach(async () => {
    server.reset();
    const { LiveLibrary } = await withVSCode(vscode, () => import('../../../src/library/liveLibrary'));
    live = new LiveLibrary({
      folder: scratchFolder('live-library'),
      readBundled: () => Promise.resolve({ papers: [], problems: [] }),
      endpoint: () => ({ ok: true, endpoint: server.endpoint }),
      network: () => 'on',
      words: { ...storeWords, marks: () => '' },
      synced: { read: () => undefined, write: () => Promise.resolve() },
      log: silentLog,
    });
    serve({ githubRepo: undefined });
    const ids = [KEPT, REMOVED];
    const signal = new AbortController().signal;
    await live.library.read();
    await live.added.fetch(ids, server.endpoint, signal, { maxWaitMs: 0, onStep: () => undefined });
    for (const id of ids) await live.marks.toggle(id, 'saved', new Date());
    assert.deepEqual(live.library.paper(KEPT)?.repositories, []);
    const weekAgo = Date.now() - RECHECK_MS;
    // The removed one is requested first.
    await live.codeWatch.update((state) => ({
      ...state,
      waiting: new Map([
        [REMOVED, weekAgo - 1],
        [KEPT, weekAgo],
      ]),
    }));
    await live.added.remove([REMOVED]);
    serve({});
    await live.feed.refresh(server.endpoint, { signal });
    while (live.library.paper(KEPT)?.repositories.length === 0)
      await new Promise((resolve) => setTimeout(resolve, 20));
  });
  afterEach(() => live.dispose());

  it('can still be removed', async () => {
    await live.added.reload();
    assert.equal(live.added.has(KEPT), true);
    await live.added.remove([KEPT]);
    assert.equal(live.library.paper(KEPT), undefined);
  });

  it('do not come back after they were removed', () => {
    assert.equal(live.library.paper(REMOVED), undefined);
  });
});
