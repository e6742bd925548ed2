import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, watch as systemWatch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FEED_STATE } from '../../../../src/library/sync/feedState';
import { JsonFile } from '../../../../src/library/store/jsonFile';
import { tryLock } from '../../../../src/library/store/fileLock';
import { PaperStore } from '../../../../src/library/store/paperStore';
import { StoreWatcher, type StoreWatcherEffects } from '../../../../src/library/store/storeWatcher';
import { silentLog } from '../../../support/log';
import { madePaper } from '../../../support/papers';
import { storeWords } from '../../../support/store-words';
import { until } from '../../../ui/until';

describe('watching the stored files', () => {
  let folder: string;
  let now: number;
  let waiting: { readonly call: () => void; readonly ms: number }[];
  let looks: number;
  let watch: StoreWatcher | undefined;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'daily papers ü '));
    now = 1_000_000;
    waiting = [];
    looks = 0;
  });
  afterEach(() => {
    watch?.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  async function watching(effects: Partial<StoreWatcherEffects> = {}): Promise<void> {
    watch = new StoreWatcher({
      folder: path.join(folder, 'storage'),
      changed: () => {
        looks += 1;
        return Promise.resolve();
      },
      monotonic: () => now,
      later: (call, ms) => {
        const entry = { call, ms };
        waiting.push(entry);
        return () => void (waiting = waiting.filter((other) => other !== entry));
      },
      log: silentLog,
      ...effects,
    });
    await watch.start();
  }

  /** Waits for a scheduled check, lets the time pass, and checks. Returns the delay. */
  async function noticed(): Promise<number> {
    const entry = await until('a change that is noticed', () => Promise.resolve(waiting.shift()));
    now += entry.ms;
    entry.call();
    // Other writes of the same change belong to this check.
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    return entry.ms;
  }

  /** Makes a change, and waits until the system has notified every watcher. */
  async function told(place: string, change: () => unknown): Promise<void> {
    let heard = false;
    const own = systemWatch(place, () => (heard = true));
    await change();
    await until('word of the system', () => Promise.resolve(heard));
    own.close();
  }

  const storage = (...names: string[]): string => path.join(folder, 'storage', ...names);
  const store = (): PaperStore => new PaperStore(storage(), storeWords, silentLog);
  const state = (): JsonFile<ReturnType<typeof FEED_STATE.read>> =>
    new JsonFile(storage('feed.json'), FEED_STATE, silentLog);

  const changes: [what: string, change: () => Promise<unknown>][] = [
    ['papers that came', () => store().merge([madePaper('2603.00001')])],
    ['papers that were imported', () => store().addImport([madePaper('2603.00001')], 'a.json', new Date())],
    ['what was looked at', () => state().update((old) => ({ ...old, unseen: ['x'] }))],
    [
      'what was saved for later',
      () => new JsonFile(storage('reading-list.json'), FEED_STATE, silentLog).update((old) => ({ ...old })),
    ],
  ];
  for (const [what, change] of changes) {
    it(`notices ${what} in another window`, async () => {
      await watching();
      await change();
      assert.equal(await noticed(), 500);
      assert.equal(looks, 1);
    });
  }

  it('looks rarely while changes go on, and sees the last one', async () => {
    await watching();
    await store().merge([madePaper('2603.00001')]);
    await noticed();
    now += 1_000;
    await store().merge([madePaper('2602.00001')]);
    await store().merge([madePaper('2601.00001')]);
    assert.equal(await noticed(), 4_000);
    assert.equal(looks, 2);
  });

  it('looks once more when something changes while it looks', async () => {
    let free: () => void = () => undefined;
    const changed = (): Promise<void> => {
      looks += 1;
      return new Promise((resolve) => (free = resolve));
    };
    await watching({ changed });
    await state().update((old) => ({ ...old, unseen: ['x'] }));
    await noticed();
    await told(storage(), () => state().update((old) => ({ ...old, unseen: ['y'] })));
    assert.deepEqual([looks, waiting.length], [1, 0]);
    free();
    await noticed();
    assert.equal(looks, 2);
  });

  it('goes on after a look that failed', async () => {
    const changed = (): Promise<void> => {
      looks += 1;
      return Promise.reject(new Error('the disk is gone'));
    };
    await watching({ changed });
    for (const id of ['2603.00001', '2602.00001']) {
      await store().merge([madePaper(id)]);
      await noticed();
    }
    assert.equal(looks, 2);
  });

  it('passes over locks, temporary files and the index', async () => {
    await watching();
    await told(storage(), async () => {
      const lock = await tryLock(storage('update.lock'));
      await lock?.release();
      writeFileSync(storage('index.segment'), '');
    });
    await told(storage('papers'), () => {
      writeFileSync(storage('papers', '2026-03.jsonl.1.0123456789abcdef.tmp'), '');
    });
    assert.equal(waiting.length, 0);
  });

  it('does nothing once disposed, while it waits and while it starts', async () => {
    await watching();
    await store().merge([madePaper('2603.00001')]);
    await until('a change', () => Promise.resolve(waiting.length > 0));
    watch?.dispose();
    assert.equal(waiting.length, 0);

    const started = watching();
    watch?.dispose();
    await started;
    await told(storage('papers'), () => store().merge([madePaper('2602.00001')]));
    assert.equal(waiting.length, 0);
  });

  it('works without events if nothing can be watched', async () => {
    writeFileSync(storage(), 'a file where the folder should be');
    await watching();
    assert.equal(waiting.length, 0);
  });
});
