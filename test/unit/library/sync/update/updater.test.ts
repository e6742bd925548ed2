import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { LibraryChange } from '../../../../../src/core/merge/mergeSources';
import { FeedClient } from '../../../../../src/library/sync/feedClient';
import { FeedMemory } from '../../../../../src/library/sync/feedState';
import {
  FEED_STATE,
  progressOf,
  type FeedProgress,
  type FeedState,
} from '../../../../../src/library/sync/feedState';
import { withoutProgress } from '../../../../../src/library/sync/withoutProgress';
import { JsonFile } from '../../../../../src/library/store/jsonFile';
import { Library, type LibrarySources, type LoadedPapers } from '../../../../../src/library/library';
import { PaperStore } from '../../../../../src/library/store/paperStore';
import { readable } from '../../../../../src/library/texToUnicode';
import type { UpdateOptions, UpdateProgress } from '../../../../../src/library/sync/update/updateTypes';
import { Updater } from '../../../../../src/library/sync/update/updater';
import { item2024, item2026 } from '../../../../support/feed-items';
import { FeedServer, type FeedFault } from '../../../../support/feed-server';
import { silentLog } from '../../../../support/log';
import { madePaper } from '../../../../support/papers';
import { storeWords } from '../../../../support/store-words';

/** Thursday noon in New York. */
const NOW = Date.parse('2026-03-05T17:00:00Z');
const TODAY = '2026-03-05';

const bundledDigest = (): Promise<LoadedPapers> =>
  Promise.resolve({ papers: [madePaper('2511.00001')], problems: [] });

describe('updating the library', () => {
  let server: FeedServer;
  let folder: string;
  let now: number;

  before(async () => {
    server = await FeedServer.start();
  });
  after(() => server.stop());
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'daily papers ü '));
    now = NOW;
    server.days.clear();
    server.requests.length = 0;
    server.next.length = 0;
    server.fault = 'ok';
    server.before = () => Promise.resolve();
    for (const [n, day] of [
      TODAY,
      '2026-03-04',
      '2026-03-03',
      '2026-02-27',
      '2026-01-15',
      '2024-05-31',
    ].entries()) {
      const item = day < '2025' ? item2024 : item2026;
      const id = `${day.slice(2, 4)}${day.slice(5, 7)}.0000`;
      server.days.set(day, [item({ id: `${id}${n}`, day }), item({ id: `${id}${n + 3}`, day })]);
    }
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Opens a window. */
  function opened(readBundled: LibrarySources['readBundled'] = bundledDigest) {
    const store = new PaperStore(folder, storeWords, silentLog);
    const library = new Library({
      readBundled,
      readKept: () => store.read(),
      log: silentLog,
    });
    const state = new JsonFile(path.join(folder, 'feed.json'), FEED_STATE, silentLog);
    const lockFile = path.join(folder, 'update.lock');
    const memory = new FeedMemory(state, silentLog);
    const arrived: string[] = [];
    const onArrived = (ids: readonly string[]): Promise<void> => Promise.resolve(void arrived.push(...ids));
    const updater = new Updater({
      library,
      store,
      memory,
      onArrived,
      lockFile,
      log: silentLog,
      now: () => now,
    });
    return { store, library, state, updater, arrived };
  }

  function client(timeout = 120_000, endpoint = server.endpoint): FeedClient {
    // Waits end immediately, and move only the monotonic clock.
    let waited = 0;
    return new FeedClient({
      fetch: globalThis.fetch,
      endpoint,
      readable,
      log: silentLog,
      now: () => now,
      monotonic: () => now - NOW + waited,
      sleep: (ms) => Promise.resolve(void (waited += ms)),
      random: () => 0.5,
      timeout,
    });
  }

  function options(more: Partial<UpdateOptions> = {}): UpdateOptions {
    return { client: client(), signal: new AbortController().signal, ...more };
  }

  /** Returns the progress of the server's feed. */
  const read = async (state: JsonFile<FeedState>): Promise<FeedProgress> =>
    progressOf(await state.read(), server.endpoint);

  /** Returns the contents of the paper files, by name. */
  function keptFiles(): ReadonlyMap<string, string> {
    const months = path.join(folder, 'papers');
    const names = existsSync(months) ? readdirSync(months) : [];
    return new Map(names.map((name) => [name, readFileSync(path.join(months, name), 'utf8')]));
  }

  it('downloads two weeks at first, and reports the new papers', async () => {
    const { library, updater, state } = opened();
    await library.load();
    const changes: LibraryChange[] = [];
    library.onDidChange((change) => changes.push(change));
    const progress: UpdateProgress[] = [];
    const outcome = await updater.refresh(options({ onProgress: (at) => progress.push(at) }));
    assert.deepEqual(outcome, { kind: 'done', added: 8, updated: 0 });
    assert.equal(changes.length, 1);
    assert.equal(server.requests.length, 14);
    assert.deepEqual(progress.at(-1), { at: TODAY, done: 13, total: 14 });
    const { last, readTo } = await read(state);
    assert.deepEqual([last, readTo, (await state.read()).unseen.length], [NOW, TODAY, 8]);
    assert.deepEqual(library.papers()[0]?.featuredOn, [TODAY]);
  });

  it('keeps its papers after a restart without a network', async () => {
    await opened().updater.refresh(options());
    server.fault = 'reset';
    const { library } = opened();
    await library.load();
    assert.equal(library.papers().length, 9);
  });

  it('counts what changed, and nothing when nothing did', async () => {
    const { updater } = opened();
    await updater.refresh(options());
    assert.deepEqual(await updater.refresh(options()), { kind: 'done', added: 0, updated: 0 });
    assert.equal(server.requests.length, 14 + 3);
    server.days.set(TODAY, [
      item2026({ id: '2603.00000', day: TODAY, upvotes: 99 }),
      item2026({ id: '2603.00050', day: TODAY }),
    ]);
    assert.deepEqual(await updater.refresh(options()), { kind: 'done', added: 1, updated: 1 });
  });

  it('counts no paper as new that the library had under the slug of its title', async () => {
    const imported = madePaper('made-up-findings-about-2603-00000', {
      title: 'Made-up findings about 2603.00000',
    });
    const { updater, state, arrived } = opened(() => Promise.resolve({ papers: [imported], problems: [] }));
    assert.deepEqual(await updater.refresh(options()), { kind: 'done', added: 7, updated: 1 });
    assert.equal(arrived.includes('2603.00000'), false);
    assert.equal((await state.read()).unseen.includes('2603.00000'), false);
  });

  it('accepts days without papers', async () => {
    server.days.clear();
    assert.deepEqual(await opened().updater.refresh(options()), { kind: 'done', added: 0, updated: 0 });
  });

  it('takes a day that the server does not know yet for an empty one, today only', async () => {
    const future = (url: URL): Promise<void> => {
      if (url.searchParams.get('date') === TODAY) server.next.push({ status: 400 });
      return Promise.resolve();
    };
    server.before = future;
    assert.deepEqual(await opened().updater.refresh(options()), { kind: 'done', added: 6, updated: 0 });
    now += 5 * 86_400_000;
    const outcome = await opened().updater.refresh(options());
    assert.ok(outcome.kind === 'done');
    assert.deepEqual(outcome.failure, { kind: 'status', status: 400 });
  });

  it('keeps the days that came before a failure, and goes on from there', async () => {
    const { updater, state } = opened();
    server.before = (url) => {
      server.fault = url.searchParams.get('date') === '2026-03-04' ? 'html' : 'ok';
      return Promise.resolve();
    };
    assert.deepEqual(await updater.refresh(options()), {
      kind: 'done',
      added: 4,
      updated: 0,
      failure: { kind: 'not-json' },
    });
    const noted = await read(state);
    assert.deepEqual([noted.readTo, noted.last], ['2026-03-03', undefined]);
    server.before = () => Promise.resolve();
    server.fault = 'ok';
    assert.deepEqual(await updater.refresh(options()), { kind: 'done', added: 4, updated: 0 });
    assert.equal(server.requests.at(-5)?.includes('2026-03-01'), true);
  });

  it('takes a clock that is set back meanwhile, and loses no day by it', async () => {
    const { updater, library, state } = opened();
    server.before = (url) => {
      if (url.searchParams.get('date') === '2026-02-27') now = NOW - 3 * 86_400_000;
      return Promise.resolve();
    };
    assert.deepEqual(await updater.refresh(options()), { kind: 'done', added: 8, updated: 0 });
    assert.equal((await read(state)).last, NOW - 3 * 86_400_000);
    server.before = () => Promise.resolve();
    assert.deepEqual(await updater.refresh(options()), { kind: 'done', added: 0, updated: 0 });
    now = NOW;
    const id = '2603.00070';
    server.days.set(TODAY, [...(server.days.get(TODAY) ?? []), item2026({ id, day: TODAY })]);
    assert.deepEqual(await updater.refresh(options()), { kind: 'done', added: 1, updated: 0 });
    assert.ok(library.paper(id));
  });

  it('remembers the wait that a busy server requested', async () => {
    server.fault = { status: 429, headers: { 'retry-after': '600' } };
    const { updater, state } = opened();
    const outcome = await updater.refresh(options());
    assert.ok(outcome.kind === 'done' && outcome.failure?.kind === 'busy');
    assert.equal((await read(state)).notBefore, NOW + 600_000);
  });

  const bad: FeedFault[] = [
    ...(['empty', 'nothing', 'cut-length', 'cut-chunked', 'cut-clean', 'html', 'null'] as const),
    ...(['wrong-shape', 'wrong-types', 'gzip-bomb', 'reset', 'hang', 'stall', 'drip'] as const),
    ...(['redirect-away', 'redirect-http', 'redirect-loop'] as const),
    ...[{ status: 401 }, { status: 404 }, { status: 429 }, { status: 500 }, { status: 503 }],
  ];
  for (const fault of bad) {
    it(`keeps what it had to the last byte when the answer is ${JSON.stringify(fault)}`, async () => {
      const { updater, library, state } = opened();
      await updater.refresh(options());
      const [before, shown] = [keptFiles(), library.papers()];
      server.fault = fault;
      const slow = fault === 'hang' || fault === 'stall' || fault === 'drip';
      const outcome = await updater.refresh(options({ client: client(slow ? 100 : undefined) }));
      assert.ok(outcome.kind === 'done' && outcome.failure, JSON.stringify(outcome));
      assert.deepEqual([outcome.added, outcome.updated], [0, 0]);
      assert.deepEqual(keptFiles(), before);
      assert.deepEqual(library.papers(), shown);
      assert.equal((await read(state)).last, NOW);
    });
  }

  it('reads on after one day that the server cannot give, and asks for it again', async () => {
    const { updater, state, library } = opened();
    server.before = (url) => {
      server.fault = url.searchParams.get('date') === '2026-03-03' ? { status: 500 } : 'ok';
      return Promise.resolve();
    };
    assert.deepEqual(await updater.refresh(options()), {
      kind: 'done',
      added: 6,
      updated: 0,
      failure: { kind: 'status', status: 500 },
    });
    assert.ok(library.paper('2603.00000'));
    assert.equal((await read(state)).readTo, '2026-03-02');
    server.before = () => Promise.resolve();
    server.fault = 'ok';
    assert.deepEqual(await updater.refresh(options()), { kind: 'done', added: 2, updated: 0 });
  });

  it('closes a gap of weeks with few questions, and loses no day of it', async () => {
    server.days.clear();
    const { updater, library, state } = opened();
    await updater.refresh(options());
    server.requests.length = 0;
    const ids: string[] = [];
    for (let ahead = 1; ahead <= 60; ahead += 1) {
      const day = new Date(NOW + ahead * 86_400_000).toISOString().slice(0, 10);
      const id = `2603.01${String(ahead).padStart(3, '0')}`;
      server.days.set(day, [item2026({ id, day })]);
      ids.push(id);
    }
    now += 60 * 86_400_000;
    assert.deepEqual(await updater.refresh(options()), { kind: 'done', added: 60, updated: 0 });
    assert.deepEqual(
      ids.filter((id) => !library.paper(id)),
      [],
    );
    assert.equal(server.requests.filter((request) => request.includes('week=')).length, 9);
    assert.equal(server.requests.length, 16);
    assert.equal((await read(state)).readTo, '2026-05-04');
  });

  it('goes on within a gap of weeks where it broke off', async () => {
    const { updater, state } = opened();
    await updater.refresh(options());
    now += 60 * 86_400_000;
    server.before = (url) => {
      server.fault = (url.searchParams.get('week') ?? '') >= '2026-W15' ? 'html' : 'ok';
      return Promise.resolve();
    };
    await updater.refresh(options());
    assert.equal((await read(state)).readTo, '2026-04-02');
  });

  it('does not take the newest days for a week that a server does not know', async () => {
    const { updater } = opened();
    await updater.refresh(options());
    now += 30 * 86_400_000;
    const newest = [item2026({ id: '2604.00001', day: '2026-04-04' })];
    for (let ahead = 1; ahead <= 20; ahead += 1)
      server.days.set(new Date(NOW + ahead * 86_400_000).toISOString().slice(0, 10), newest);
    const outcome = await updater.refresh(options());
    assert.ok(outcome.kind === 'done');
    assert.deepEqual(outcome.failure, { kind: 'wrong-shape' });
  });

  it('says which days a long absence leaves to the archive', async () => {
    const { updater } = opened();
    await updater.refresh(options());
    now += 120 * 86_400_000;
    const outcome = await updater.refresh(options());
    assert.ok(outcome.kind === 'done');
    assert.deepEqual(outcome.skipped, { from: '2026-03-06', to: '2026-06-19' });
  });

  it('says it again until an archive download has read these days', async () => {
    const { updater, state } = opened();
    const skipped = async (): Promise<unknown> => {
      const outcome = await updater.refresh(options());
      assert.ok(outcome.kind === 'done');
      assert.deepEqual((await read(state)).gap, outcome.skipped);
      return outcome.skipped;
    };
    assert.equal(await skipped(), undefined);
    now += 120 * 86_400_000;
    assert.deepEqual(await skipped(), { from: '2026-03-06', to: '2026-06-19' });
    now += 86_400_000;
    assert.deepEqual(await skipped(), { from: '2026-03-06', to: '2026-06-19' });
    // The server has no papers of these months, and fails in April.
    await updater.archive(['2026-06', '2026-05'], options());
    server.before = (url) => {
      server.fault = url.searchParams.get('month') === '2026-04' ? 'html' : 'ok';
      return Promise.resolve();
    };
    await updater.archive(['2026-03', '2026-04'], options());
    server.before = () => Promise.resolve();
    server.fault = 'ok';
    assert.deepEqual(await skipped(), { from: '2026-04-01', to: '2026-04-30' });
    await updater.archive(['2026-04'], options());
    assert.equal(await skipped(), undefined);
  });

  it('keeps the skipped days if their refresh fails, and across a damaged month', async () => {
    const { updater, state } = opened();
    await updater.refresh(options());
    now += 120 * 86_400_000;
    server.fault = 'html';
    const failed = await updater.refresh(options());
    assert.ok(failed.kind === 'done' && failed.failure !== undefined && failed.skipped !== undefined);
    server.fault = 'ok';
    await updater.refresh(options());
    await state.update((old) => withoutProgress(old, ['2026-05'], '2026-07-03'));
    const { gap, readTo } = await read(state);
    assert.deepEqual([gap, readTo], [{ from: '2026-03-06', to: '2026-06-19' }, '2026-04-30']);
  });

  it('reads the days of a recent damaged month again', async () => {
    const before = opened();
    await before.updater.refresh(options());
    now += 40 * 86_400_000;
    await before.updater.refresh(options());
    const whole = before.library.papers().map(({ id }) => id);
    writeFileSync(path.join(folder, 'papers', '2026-02.jsonl'), Buffer.alloc(9));
    const { store, library, state, updater } = opened();
    await library.load();
    assert.deepEqual(store.damagedMonths, ['2026-02']);
    assert.ok(library.papers().length < whole.length);
    await state.update((old) => withoutProgress(old, store.damagedMonths, '2026-04-14'));
    const outcome = await updater.refresh(options());
    assert.ok(outcome.kind === 'done');
    assert.equal(outcome.skipped, undefined);
    assert.deepEqual(
      library.papers().map(({ id }) => id),
      whole,
    );
  });

  it('names the days of an earlier damaged month until they are downloaded', async () => {
    const { updater, state } = opened();
    await updater.refresh(options());
    await state.update((old) => withoutProgress(old, ['2025-08'], TODAY));
    const skipped = async (): Promise<unknown> => {
      const outcome = await updater.refresh(options());
      return outcome.kind === 'done' && outcome.skipped;
    };
    assert.deepEqual(await skipped(), { from: '2025-08-01', to: '2026-01-31' });
    await updater.archive(['2026-01', '2025-12', '2025-11', '2025-10', '2025-09', '2025-08'], options());
    assert.equal(await skipped(), undefined);
  });

  it('removes nothing when days turn up empty', async () => {
    const { updater, library } = opened();
    await updater.refresh(options());
    const before = keptFiles();
    server.days.clear();
    assert.deepEqual(await updater.refresh(options()), { kind: 'done', added: 0, updated: 0 });
    assert.deepEqual(keptFiles(), before);
    assert.equal(library.papers().length, 9);
  });

  it('writes nothing when cancelled, at whatever day', async () => {
    for (let stopAt = 1; stopAt <= 14; stopAt += 1) {
      const controller = new AbortController();
      server.requests.length = 0;
      server.before = () => {
        if (server.requests.length === stopAt) controller.abort();
        return Promise.resolve();
      };
      const outcome = await opened().updater.refresh(options({ signal: controller.signal }));
      assert.equal(outcome.kind, 'cancelled');
      assert.deepEqual([...keptFiles().keys()], [], `stopped at day ${stopAt}`);
      assert.equal(existsSync(path.join(folder, 'feed.json')), false);
    }
  });

  it('shows nothing of a refresh that was cancelled', async () => {
    const { updater, library } = opened();
    const controller = new AbortController();
    server.before = (url) => {
      if (url.searchParams.get('date') === TODAY) controller.abort();
      return Promise.resolve();
    };
    assert.deepEqual(await updater.refresh(options({ signal: controller.signal })), {
      kind: 'cancelled',
      added: 0,
      updated: 0,
    });
    assert.equal(library.papers().length, 1);
    assert.equal(existsSync(path.join(folder, 'papers')), false);
    assert.equal(existsSync(path.join(folder, 'feed.json')), false);
  });

  it('runs once: a second call joins, a second window is told', async () => {
    const [one, other] = [opened(), opened()];
    let free: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (free = resolve));
    server.before = () => held;
    const first = one.updater.refresh(options());
    const joined = one.updater.refresh(options());
    while (server.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    assert.deepEqual(await other.updater.refresh(options()), { kind: 'elsewhere' });
    free();
    assert.deepEqual(await first, await joined);
    assert.equal(server.requests.length, 14);
    server.before = () => Promise.resolve();
    assert.deepEqual(await other.updater.refresh(options()), { kind: 'done', added: 0, updated: 0 });
    assert.equal(other.library.papers().length, 9);
  });

  /** Delays the server's responses until the returned function is called. */
  function hold(): () => void {
    let free: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (free = resolve));
    server.before = () => held;
    return () => {
      server.before = () => Promise.resolve();
      free();
    };
  }

  it('lets an archive and a refresh of one window follow one another', async () => {
    const { updater, library } = opened();
    const free = hold();
    const refresh = updater.refresh(options());
    const archive = updater.archive(['2026-01'], options());
    const again = updater.archive(['2024-05'], options());
    assert.deepEqual([updater.busy, updater.refreshing], [true, true]);
    free();
    assert.deepEqual(
      [await refresh, await archive, await again],
      [8, 2, 2].map((added) => ({ kind: 'done', added, updated: 0 })),
    );
    assert.equal(updater.busy, false);
    assert.equal(library.papers().length, 13);
  });

  it('stops a refresh for all who joined it, and begins anew after that', async () => {
    const { updater } = opened();
    const free = hold();
    const controller = new AbortController();
    const [first, joined] = [
      updater.refresh(options()),
      updater.refresh(options({ signal: controller.signal })),
    ];
    controller.abort();
    const next = updater.refresh(options());
    free();
    assert.deepEqual(
      [await first, await joined].map(({ kind }) => kind),
      ['cancelled', 'cancelled'],
    );
    assert.deepEqual(await next, { kind: 'done', added: 8, updated: 0 });
  });

  it('ends a queued run immediately when it is stopped', async () => {
    const { updater } = opened();
    const free = hold();
    const archive = updater.archive(['2026-01'], options());
    const controller = new AbortController();
    const refresh = updater.refresh(options({ signal: controller.signal }));
    controller.abort();
    assert.equal((await refresh).kind, 'cancelled');
    assert.deepEqual([updater.busy, updater.refreshing], [true, false]);
    free();
    assert.equal((await archive).kind, 'done');
    assert.equal(
      server.requests.every((request) => request.includes('month=2026-01')),
      true,
    );
  });

  it('counts what came even when another look at the disk found it first', async () => {
    const { updater, library, store } = opened();
    const merge = store.merge.bind(store);
    store.merge = async (papers) => {
      const unsaved = await merge(papers);
      await library.reload();
      return unsaved;
    };
    assert.deepEqual(await updater.refresh(options()), { kind: 'done', added: 8, updated: 0 });
  });

  it('shows the papers of this session where nothing can be written', async () => {
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'a file where the folder should be');
    const { updater, library } = opened();
    assert.deepEqual(await updater.refresh(options()), { kind: 'done', added: 8, updated: 0 });
    assert.equal(library.papers().length, 9);
    assert.ok(library.problems.length > 0);
  });

  it('asks again for what could not be saved, in the next session too', async () => {
    const one = opened();
    const merge = one.store.merge.bind(one.store);
    one.store.merge = async (papers) => {
      const months = path.join(folder, 'papers');
      rmSync(months, { recursive: true, force: true });
      writeFileSync(months, 'a file where the folder should be');
      return merge(papers);
    };
    assert.deepEqual(await one.updater.refresh(options()), { kind: 'done', added: 8, updated: 0 });
    assert.deepEqual(await one.updater.archive(['2026-01'], options()), {
      kind: 'done',
      added: 2,
      updated: 0,
    });
    assert.ok(
      one.library.problems.some((problem) => problem.startsWith('not saved')),
      one.library.problems.join(),
    );
    const { readTo, months, last } = await read(one.state);
    assert.deepEqual([readTo, months, last], [undefined, [], NOW]);

    rmSync(path.join(folder, 'papers'));
    const other = opened();
    assert.deepEqual(await other.updater.refresh(options()), { kind: 'done', added: 8, updated: 0 });
    assert.deepEqual(await other.updater.archive(['2026-01'], options()), {
      kind: 'done',
      added: 2,
      updated: 0,
    });
    assert.deepEqual(await opened().updater.archive(['2026-01'], options()), { kind: 'complete' });
  });

  it('does not count what another window brought meanwhile', async () => {
    const { updater, store, state, arrived } = opened();
    const others = new PaperStore(folder, storeWords, silentLog);
    const merge = store.merge.bind(store);
    store.merge = async (papers) => {
      await others.merge([madePaper('2510.00077')]);
      return merge(papers);
    };
    assert.deepEqual(await updater.refresh(options()), { kind: 'done', added: 8, updated: 0 });
    assert.equal((await state.read()).unseen.includes('2510.00077'), false);
    store.merge = async (papers) => {
      await others.merge([madePaper('2510.00078')]);
      return merge(papers);
    };
    assert.deepEqual(await updater.archive(['2026-01'], options()), { kind: 'done', added: 2, updated: 0 });
    // In saved searches, only papers of a refresh are new.
    assert.equal(arrived.length, 8);
    assert.ok(!arrived.some((id) => id.startsWith('2510.') || id.startsWith('2601.')));
  });

  it('does not ask a busy server again before its time, in another session or by another way', async () => {
    server.fault = { status: 429, headers: { 'retry-after': '3000' } };
    assert.equal((await opened().updater.archive(['2026-01'], options())).kind, 'done');
    server.fault = 'ok';
    assert.equal(server.requests.length, 1);
    now += 60_000;
    for (const update of [
      () => opened().updater.refresh(options()),
      () => opened().updater.archive(['2026-01'], options()),
    ]) {
      const outcome = await update();
      assert.ok(outcome.kind === 'done');
      assert.deepEqual(outcome.failure, { kind: 'busy', wait: 2_940_000 });
    }
    assert.equal(server.requests.length, 1);
    now += 2_940_000;
    assert.deepEqual(await opened().updater.refresh(options()), { kind: 'done', added: 8, updated: 0 });
  });

  it('takes a wait that lies too far ahead for a clock that was wrong', async () => {
    server.fault = { status: 429, headers: { 'retry-after': '3000' } };
    await opened().updater.refresh(options());
    server.fault = 'ok';
    now -= 7 * 86_400_000;
    const outcome = await opened().updater.refresh(options());
    assert.ok(outcome.kind === 'done' && !outcome.failure);
  });

  it('ends everything that this window asks for when it is stopped, and runs after that', async () => {
    const { updater } = opened();
    const free = hold();
    const runs = [updater.refresh(options()), updater.archive(['2026-01'], options())];
    while (server.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    updater.stop();
    assert.deepEqual(
      (await Promise.all(runs)).map(({ kind }) => kind),
      ['cancelled', 'cancelled'],
    );
    assert.equal(server.requests.length, 1);
    free();
    assert.deepEqual(await updater.refresh(options()), { kind: 'done', added: 8, updated: 0 });
  });

  it('downloads months, newest first, and only what it does not have', async () => {
    const { updater } = opened();
    const all = (await updater.months(server.endpoint)).map(({ month }) => month);
    assert.equal(all.length, 35);
    for (const month of all) {
      const day = `${month}-01`;
      if (!server.days.has(day))
        server.days.set(day, [item2026({ id: `${month.slice(2).replace('-', '')}.00100`, day })]);
    }
    const outcome = await updater.archive(all, options());
    assert.deepEqual(outcome, { kind: 'done', added: 12 + 35, updated: 0 });
    assert.equal(server.requests.length, 35);
    assert.deepEqual(
      (await updater.months(server.endpoint)).filter(({ held }) => !held).map(({ month }) => month),
      ['2026-03'],
      'the month that goes on is never complete',
    );
    assert.deepEqual(await opened().updater.archive(all.slice(1), options()), { kind: 'complete' });
    assert.equal(server.requests.length, 35);
  });

  it('asks again for a month that is over and for which nothing came, and says so', async () => {
    const { updater } = opened();
    const months = ['2026-03', '2026-01', '2025-12', '2024-05'];
    assert.deepEqual(await updater.archive(months, options()), {
      kind: 'done',
      added: 10,
      updated: 0,
      empty: ['2025-12'],
    });
    server.days.set('2025-12-01', [item2026({ id: '2512.00001', day: '2025-12-01' })]);
    server.requests.length = 0;
    assert.deepEqual(await updater.archive(months.slice(1), options()), {
      kind: 'done',
      added: 1,
      updated: 0,
    });
    assert.equal(server.requests.length, 1);
    assert.deepEqual(await updater.archive(months.slice(1), options()), { kind: 'complete' });
  });

  it('reads on after one month that the server cannot give, and says which', async () => {
    const { updater } = opened();
    server.before = (url) => {
      server.fault = url.searchParams.get('month') === '2026-01' ? { status: 500 } : 'ok';
      return Promise.resolve();
    };
    const months = ['2026-02', '2026-01', '2024-05'];
    assert.deepEqual(await updater.archive(months, options()), {
      kind: 'done',
      added: 4,
      updated: 0,
      failure: { kind: 'status', status: 500 },
      unread: ['2026-01'],
    });
    server.before = () => Promise.resolve();
    server.fault = 'ok';
    server.requests.length = 0;
    assert.deepEqual(await updater.archive(months, options()), { kind: 'done', added: 2, updated: 0 });
    assert.equal(server.requests.length, 1);
  });

  it('gives up after two months in a row, and at once where no month can be had', async () => {
    const all = ['2026-02', '2026-01', '2025-12', '2024-05'];
    for (const [fault, asked] of [
      [{ status: 404 }, 2],
      ['html', 1],
    ] as const) {
      server.fault = fault;
      server.requests.length = 0;
      await opened().updater.archive(all, options());
      assert.equal(server.requests.length, asked);
    }
  });

  it('keeps the pages of a month that came before one that did not', async () => {
    const { updater, library } = opened();
    const day = '2026-01-15';
    server.days.set(
      day,
      Array.from({ length: 250 }, (_, n) => item2026({ id: `2601.${String(n).padStart(5, '0')}`, day })),
    );
    server.before = (url) => {
      server.fault = url.searchParams.get('p') === '2' ? { status: 500 } : 'ok';
      return Promise.resolve();
    };
    const outcome = await updater.archive(['2026-01'], options());
    assert.ok(outcome.kind === 'done' && outcome.added === 200);
    assert.deepEqual(outcome.unread, ['2026-01']);
    assert.ok(library.paper('2601.00199'));
    assert.equal(
      (await updater.months(server.endpoint)).some(({ held }) => held),
      false,
    );
  });

  it('reads months again that are held when they are asked for again', async () => {
    const { updater } = opened();
    await updater.archive(['2026-01'], options());
    server.days.set('2026-01-15', [item2026({ id: '2601.00004', day: '2026-01-15', upvotes: 99 })]);
    assert.deepEqual(await updater.archive(['2026-01'], options()), { kind: 'complete' });
    assert.deepEqual(await updater.archive(['2026-01'], options({ again: true })), {
      kind: 'done',
      added: 0,
      updated: 1,
    });
  });

  it('tells until when it waits for the server, and where it goes on', async () => {
    server.next.push({ status: 429, headers: { 'retry-after': '60' } });
    const told: UpdateProgress[] = [];
    await opened().updater.archive(['2026-01'], options({ onProgress: (at) => told.push(at) }));
    const at = { at: '2026-01', done: 0, total: 1 };
    assert.deepEqual(told, [at, { ...at, waitsUntil: NOW + 60_000 }, at]);
  });

  it('brings papers to a library that has none, because the bundled digest cannot be read', async () => {
    const { updater, library } = opened(() => Promise.reject(new Error('The digest is gone.')));
    await assert.rejects(library.load(), /digest is gone/);
    assert.deepEqual(await updater.refresh(options()), { kind: 'done', added: 8, updated: 0 });
    await library.load();
    assert.equal(library.papers().length, 8);
    assert.deepEqual(library.problems, ['The digest is gone.']);
  });

  it('says that the feed failed where the bundled digest cannot be read either', async () => {
    server.fault = 'reset';
    const { updater } = opened(() => Promise.reject(new Error('The digest is gone.')));
    const outcome = await updater.refresh(options());
    assert.ok(outcome.kind === 'done');
    assert.deepEqual(outcome.failure, { kind: 'offline' });
  });

  it('counts of a month that is read again only what changed', async () => {
    const { updater } = opened();
    await updater.archive(['2026-03'], options());
    server.days.set(TODAY, [
      item2026({ id: '2603.00000', day: TODAY, upvotes: 99 }),
      item2026({ id: '2603.00003', day: TODAY }),
    ]);
    assert.deepEqual(await updater.archive(['2026-03'], options()), { kind: 'done', added: 0, updated: 1 });
  });

  it('goes on with an archive where it was cancelled', async () => {
    const { updater, library } = opened();
    const controller = new AbortController();
    server.before = (url) => {
      if (url.searchParams.get('month') === '2026-01') controller.abort();
      return Promise.resolve();
    };
    const months = ['2026-03', '2026-02', '2026-01', '2025-12'];
    const outcome = await updater.archive(months, options({ signal: controller.signal }));
    assert.deepEqual(outcome, { kind: 'cancelled', added: 8, updated: 0 });
    assert.equal(library.papers().length, 9);
    server.requests.length = 0;
    assert.deepEqual(await opened().updater.archive(months, options()), {
      kind: 'done',
      added: 2,
      updated: 0,
      empty: ['2025-12'],
    });
    assert.deepEqual(
      server.requests.map((request) => new URL(request, server.endpoint).searchParams.get('month')),
      ['2026-03', '2026-01', '2025-12'],
    );
  });

  it('does not take the newest days for a month that a server does not know', async () => {
    const { updater } = opened();
    server.days.set('2025-12-01', [item2026({ id: '2603.00001', day: TODAY })]);
    const outcome = await updater.archive(['2025-12'], options());
    assert.ok(outcome.kind === 'done');
    assert.deepEqual(outcome.failure, { kind: 'wrong-shape' });
    assert.equal(
      (await updater.months(server.endpoint)).find(({ month }) => month === '2025-12')?.held,
      false,
    );
  });

  it('stores for each endpoint what was read, when, and how long to wait', async () => {
    const mirror = await FeedServer.start();
    try {
      const { updater, state, library } = opened();
      const of = (endpoint: string): Partial<UpdateOptions> => ({ client: client(undefined, endpoint) });
      await updater.refresh(options());
      await updater.archive(['2026-01'], options());
      server.fault = { status: 429, headers: { 'retry-after': '600' } };
      await updater.refresh(options());

      // The mirror has a day that the other feed lacked, and a month with more papers.
      mirror.days.set('2026-02-25', [item2026({ id: '2602.00077', day: '2026-02-25' })]);
      mirror.days.set('2026-01-16', [item2026({ id: '2601.00077', day: '2026-01-16' })]);
      assert.deepEqual(progressOf(await state.read(), mirror.endpoint), { months: [] });
      assert.equal(
        (await updater.months(mirror.endpoint)).some(({ held }) => held),
        false,
      );
      assert.deepEqual(await updater.refresh(options(of(mirror.endpoint))), {
        kind: 'done',
        added: 1,
        updated: 0,
      });
      const month = await updater.archive(['2026-01'], options(of(mirror.endpoint)));
      assert.deepEqual(month, { kind: 'done', added: 1, updated: 0 });
      assert.ok(library.paper('2602.00077') && library.paper('2601.00077'));

      // And back: all progress is kept.
      const { readTo, notBefore, months } = await read(state);
      assert.deepEqual([readTo, notBefore, months], [TODAY, NOW + 600_000, ['2026-01']]);
    } finally {
      await mirror.stop();
    }
  });

  it('does not mark papers of an archive as new', async () => {
    const { updater, state } = opened();
    await updater.archive(['2026-01'], options());
    assert.deepEqual((await state.read()).unseen, []);
  });
});
