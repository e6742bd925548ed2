import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { dayBefore, feedDay } from '../../../../src/core/feed/feedCalendar';
import type { FeedGap } from '../../../../src/core/feed/feedGap';
import { Library } from '../../../../src/library/library';
import { JsonFile } from '../../../../src/library/store/jsonFile';
import { PaperStore } from '../../../../src/library/store/paperStore';
import { FEED_STATE, FeedMemory, progressOf, withProgress } from '../../../../src/library/sync/feedState';
import { FeedSync, type FeedSyncOptions } from '../../../../src/library/sync/feedSync';
import { UnseenPapers } from '../../../../src/library/sync/unseenPapers';
import { item2026 } from '../../../support/feed-items';
import { FeedServer } from '../../../support/feed-server';
import { silentLog } from '../../../support/log';
import { storeWords } from '../../../support/store-words';

describe('a refresh by schedule', () => {
  let server: FeedServer;
  let folder: string;
  before(async () => {
    server = await FeedServer.start();
  });
  after(() => server.stop());
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'feed-sync-'));
    server.fault = 'ok';
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function sync(more: Partial<FeedSyncOptions> = {}): {
    readonly feed: FeedSync;
    readonly memory: FeedMemory;
  } {
    const store = new PaperStore(folder, storeWords, silentLog);
    const library = new Library({
      readBundled: () => Promise.resolve({ papers: [], problems: [] }),
      readKept: () => store.read(),
      log: silentLog,
    });
    const memory = new FeedMemory(
      new JsonFile(path.join(folder, 'feed.json'), FEED_STATE, silentLog),
      silentLog,
    );
    const feed = new FeedSync({
      library,
      store,
      memory,
      unseenPapers: new UnseenPapers(library, memory),
      onArrived: () => Promise.resolve(),
      lockFile: path.join(folder, 'update.lock'),
      endpoint: () => ({ ok: true, endpoint: server.endpoint }),
      network: () => 'on',
      monotonic: () => performance.now(),
      later: (callback) => {
        setImmediate(callback);
        return () => undefined;
      },
      log: silentLog,
      ...more,
    });
    return { feed, memory };
  }

  /** Refreshes as after a user's action. Returns the gaps that were reported, and the stored one. */
  async function refreshed(): Promise<readonly [reported: readonly FeedGap[], stored: FeedGap | undefined]> {
    let ended = (): void => undefined;
    const end = new Promise<void>((resolve) => (ended = resolve));
    const { feed, memory } = sync({
      log: {
        ...silentLog,
        info: (text) => text.startsWith('Refreshed by schedule') && setImmediate(ended),
      },
    });
    const reported: FeedGap[] = [];
    feed.onDidSkip((gap) => reported.push(gap));
    feed.noteActivity();
    await end;
    feed.dispose();
    const { gap } = progressOf(await memory.read(), server.endpoint);
    // Six hours later, another one is due.
    await memory.note((state) => withProgress(state, server.endpoint, (old) => ({ ...old, last: 0 })));
    return [reported, gap];
  }

  it('reports the days that it skips after a long absence once, and keeps them', async () => {
    const today = feedDay(Date.now());
    const file = new JsonFile(path.join(folder, 'feed.json'), FEED_STATE, silentLog);
    const readTo = dayBefore(today, 130);
    await file.update((state) => withProgress(state, server.endpoint, () => ({ readTo, months: [] })));
    const gap = { from: dayBefore(today, 129), to: dayBefore(today, 14) };
    assert.deepEqual(await refreshed(), [[gap], gap]);
    assert.deepEqual(await refreshed(), [[], gap]);
  });

  it('reports skipped days once, also if a later day fails at first', async () => {
    const today = feedDay(Date.now());
    const failing = dayBefore(today, 5);
    const file = new JsonFile(path.join(folder, 'feed.json'), FEED_STATE, silentLog);
    const readTo = dayBefore(today, 130);
    await file.update((state) => withProgress(state, server.endpoint, () => ({ readTo, months: [] })));
    for (let back = 0; back < 20; back += 1) {
      const day = dayBefore(today, back);
      server.days.set(day, [item2026({ id: `2611.000${10 + back}`, day })]);
    }
    server.before = (url) => {
      if (url.searchParams.get('date') === failing) server.next.unshift({ status: 404 });
      return Promise.resolve();
    };
    try {
      const gap = { from: dayBefore(today, 129), to: dayBefore(today, 14) };
      assert.deepEqual(await refreshed(), [[gap], gap]);
      const stored = progressOf(await file.read(), server.endpoint);
      assert.equal(stored.readTo, dayBefore(today, 6), 'the day after has failed');
      server.before = () => Promise.resolve();
      assert.deepEqual(await refreshed(), [[], gap]);
    } finally {
      server.before = () => Promise.resolve();
      server.days.clear();
    }
  });

  it('reports nothing at the first refresh of all, and after a short absence', async () => {
    assert.deepEqual(await refreshed(), [[], undefined]);
    assert.deepEqual(await refreshed(), [[], undefined]);
  });

  it('does nothing afterwards if the network is turned off while its papers are stored', async () => {
    const followed: boolean[] = [];
    for (const isTurnedOff of [true, false]) {
      const today = feedDay(Date.now());
      server.days.set(today, [item2026({ id: `2611.0000${Number(isTurnedOff)}`, day: today })]);
      let followedBy = 0;
      const { feed } = sync({
        onArrived: () => {
          if (isTurnedOff) feed.stop();
          return Promise.resolve();
        },
        afterRefresh: () => {
          followedBy += 1;
          return Promise.resolve();
        },
      });
      const outcome = await feed.refresh(server.endpoint, { signal: new AbortController().signal });
      feed.dispose();
      assert.equal(outcome.kind, 'done');
      followed.push(followedBy > 0);
    }
    assert.deepEqual(followed, [false, true]);
  });
});
