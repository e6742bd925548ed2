import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { FeedClient, type FeedClientEffects, type WaitLimits } from '../../../../src/library/sync/feedClient';
import type { FeedFailure, FeedPage } from '../../../../src/library/sync/feedPage';
import { readable } from '../../../../src/library/texToUnicode';
import { item2026 } from '../../../support/feed-items';
import { FeedServer, type FeedFault } from '../../../support/feed-server';
import { silentLog } from '../../../support/log';

const DAY = '2026-03-05';

describe('the feed client', () => {
  let server: FeedServer;
  let slept: number[];
  let now: number;
  let forward: number;

  before(async () => {
    server = await FeedServer.start();
  });
  after(() => server.stop());
  beforeEach(() => {
    server.days.clear();
    server.days.set(DAY, [item2026({ id: '2603.00001' }), item2026({ id: '2603.00002' })]);
    server.fault = 'ok';
    server.headers = {};
    server.requests.length = 0;
    server.next.length = 0;
    slept = [];
    now = Date.parse('2026-03-05T15:00:00Z');
    forward = 5_000;
  });

  function client(effects: Partial<FeedClientEffects> = {}): FeedClient {
    return new FeedClient({
      fetch: globalThis.fetch,
      endpoint: server.endpoint,
      readable,
      log: silentLog,
      now: () => now,
      monotonic: () => forward,
      sleep: (ms) => {
        slept.push(ms);
        now += ms;
        forward += ms;
        return Promise.resolve();
      },
      random: () => 0.5,
      // Long enough for a busy machine. Tests of time limits set a short one.
      timeout: 120_000,
      ...effects,
    });
  }

  async function pages(
    feed = client(),
    patience = 15_000,
    signal = new AbortController().signal,
    waits?: WaitLimits['waits'],
  ): Promise<FeedPage[]> {
    const found: FeedPage[] = [];
    for await (const page of feed.pages({ date: DAY }, signal, {
      maxWaitMs: patience,
      ...(waits && { waits }),
    }))
      found.push(page);
    return found;
  }

  async function failure(feed = client(), patience?: number): Promise<FeedFailure> {
    const last = (await pages(feed, patience)).at(-1);
    assert.ok(last && !last.ok, 'the answer was taken');
    return last.failure;
  }

  it('asks for a day with the largest page, and follows the links to its end', async () => {
    server.days.set(
      DAY,
      Array.from({ length: 250 }, (_, n) => item2026({ id: `2603.${String(n).padStart(5, '0')}` })),
    );
    const found = await pages();
    assert.deepEqual(
      found.map((page) => page.ok && page.papers.length),
      [100, 100, 50],
    );
    assert.deepEqual(server.requests, [
      '/api/daily_papers?date=2026-03-05&limit=100',
      '/api/daily_papers?date=2026-03-05&limit=100&p=1',
      '/api/daily_papers?date=2026-03-05&limit=100&p=2',
    ]);
  });

  it('accepts an empty day', async () => {
    server.days.clear();
    assert.deepEqual(await pages(), [{ ok: true, papers: [], skipped: [] }]);
  });

  it('reads past a byte order mark', async () => {
    server.fault = 'bom';
    assert.equal((await pages())[0]?.ok, true);
  });

  const refused: [fault: FeedFault, kind: FeedFailure['kind'], requests: number][] = [
    ['empty', 'not-json', 1],
    ['nothing', 'status', 1],
    ['cut-length', 'offline', 3],
    ['cut-chunked', 'offline', 3],
    ['cut-clean', 'not-json', 1],
    ['html', 'not-json', 1],
    ['null', 'not-json', 1],
    ['wrong-shape', 'wrong-shape', 1],
    ['wrong-types', 'wrong-shape', 1],
    ['many-items', 'too-large', 1],
    ['gzip-bomb', 'too-large', 1],
    ['endless', 'too-large', 1],
    ['hang', 'timeout', 3],
    ['drip', 'timeout', 3],
    ['stall', 'timeout', 3],
    ['reset', 'offline', 3],
    ['redirect-away', 'redirected', 1],
    ['redirect-http', 'redirected', 1],
    ['redirect-loop', 'redirected', 4],
    [{ status: 500 }, 'status', 3],
    [{ status: 503 }, 'status', 3],
    [{ status: 400 }, 'status', 1],
    [{ status: 404 }, 'status', 1],
    [{ status: 401 }, 'status', 1],
  ];
  for (const [fault, kind, requests] of refused) {
    it(`refuses ${JSON.stringify(fault)} as ${kind}, after ${requests} requests`, async () => {
      server.fault = fault;
      // On a busy machine, the time limit may end a request before it reaches the server.
      let sent = 0;
      const counting: typeof fetch = (...args) => {
        sent += 1;
        return globalThis.fetch(...args);
      };
      const feed = client({ fetch: counting, ...(kind === 'timeout' && { timeout: 400 }) });
      assert.equal((await failure(feed)).kind, kind);
      assert.equal(sent, requests);
    });
  }

  for (const fault of ['gzip-bomb', 'endless'] as const) {
    it(`stops ${fault} before it fills the memory`, async () => {
      server.fault = fault;
      await failure();
      const before = process.memoryUsage().rss;
      await failure();
      const grown = process.memoryUsage().rss - before;
      assert.ok(grown < 50_000_000, `grew by ${grown} bytes`);
    });
  }

  it('does not parse a million items', async () => {
    server.fault = 'many-items';
    const { parse } = JSON;
    try {
      JSON.parse = () => assert.fail('it was parsed');
      assert.deepEqual(await failure(), { kind: 'too-large' });
    } finally {
      JSON.parse = parse;
    }
  });

  const many = (count: number): unknown[] =>
    Array.from({ length: count }, (_, n) => item2026({ id: `2603.${String(n).padStart(5, '0')}` }));

  it('asks its own endpoint for the next page where a mirror passes on the links of another site', async () => {
    server.fault = 'link-away';
    server.days.set(DAY, many(250));
    const found = await pages();
    assert.deepEqual(
      found.map((page) => page.ok && page.papers.length),
      [100, 100, 50],
    );
    assert.equal(server.requests.length, 3);
  });

  it('keeps the page whose link leads to something else, and says that there was more', async () => {
    server.fault = 'link-elsewhere';
    const found = await pages();
    assert.deepEqual(
      found.map((page) => (page.ok ? page.papers.length : page.failure.kind)),
      [2, 'redirected'],
    );
    assert.equal(server.requests.length, 1);
  });

  it('ends where a page leads to itself', async () => {
    server.fault = 'link-loop';
    assert.deepEqual(
      (await pages()).map((page) => page.ok),
      [true],
    );
    assert.equal(server.requests.length, 1);
  });

  it('says that an answer of too many pages was not read to its end', async () => {
    server.days.set(DAY, many(6_050));
    const found = await pages();
    assert.equal(found.length, 61);
    assert.deepEqual(found.at(-1), { ok: false, failure: { kind: 'too-large' } });
  });

  it('leaves out the one bad item of a quiet day, and of a last page, and keeps the rest', async () => {
    server.days.set(DAY, [{ paper: { id: '2603.00001' } }]);
    assert.deepEqual(
      (await pages()).map((page) => page.ok && [page.papers.length, page.skipped.length]),
      [[0, 1]],
    );
    server.days.set(DAY, [...many(100), ...Array.from({ length: 5 }, () => ({ paper: {} }))]);
    assert.deepEqual(
      (await pages()).map((page) => page.ok && [page.papers.length, page.skipped.length]),
      [
        [100, 0],
        [0, 5],
      ],
    );
  });

  it('is not moved by a clock that is set between two requests', async () => {
    for (const hours of [-2, 3, -10_000]) {
      const feed = client();
      await pages(feed);
      now += hours * 3_600_000;
      assert.equal((await pages(feed))[0]?.ok, true);
    }
    assert.deepEqual(slept, []);
  });

  it('sends no request before the time that a server gave, for any caller', async () => {
    const feed = client();
    server.next.push({ status: 429, headers: { 'retry-after': '3600' } });
    assert.deepEqual(await failure(feed), { kind: 'busy', wait: 3_600_000 });
    forward += 600_000;
    assert.deepEqual(await failure(feed), { kind: 'busy', wait: 3_000_000 });
    assert.equal(server.requests.length, 1);
    forward += 3_000_000;
    assert.equal((await pages(feed))[0]?.ok, true);
  });

  it('waits before its first request for the requested time', async () => {
    const feed = client();
    feed.rest(9_000);
    feed.rest(4_000);
    await pages(feed);
    assert.deepEqual(slept, [9_000]);
  });

  it('tries again after a passing fault, with growing pauses', async () => {
    server.next.push({ status: 502 }, 'reset');
    assert.equal((await pages())[0]?.ok, true);
    assert.deepEqual(slept, [1_000, 2_000]);
  });

  it('does not retry after an attempt that took longer than the maximum wait', async () => {
    server.fault = 'hang';
    let sent = 0;
    const counting: typeof fetch = (...args) => {
      sent += 1;
      return globalThis.fetch(...args);
    };
    assert.deepEqual(await failure(client({ fetch: counting, timeout: 400 }), 300), { kind: 'timeout' });
    assert.equal(sent, 1);
  });

  it('ends a request at its time limit also if memory is collected meanwhile', async () => {
    server.fault = 'drip';
    setFlagsFromString('--expose-gc');
    const collecting = setInterval(runInNewContext('gc') as () => void, 50);
    try {
      assert.deepEqual(await failure(client({ timeout: 400 }), 300), { kind: 'timeout' });
    } finally {
      clearInterval(collecting);
    }
  });

  it('never pauses the same in two windows', async () => {
    server.next.push({ status: 502 });
    await pages(client({ random: () => 0 }));
    server.next.push({ status: 502 });
    await pages(client({ random: () => 0.9 }));
    assert.deepEqual(slept, [500, 1_400]);
  });

  const busy: [what: string, headers: Record<string, string>, wait: number][] = [
    ['seconds', { 'retry-after': '7' }, 7_000],
    ['a date', { 'retry-after': 'Thu, 05 Mar 2026 15:00:09 GMT' }, 9_000],
    [
      'a date that is over, after a pause all the same',
      { 'retry-after': 'Thu, 05 Mar 2026 14:00:00 GMT' },
      1_000,
    ],
    ['no seconds, after a pause all the same', { 'retry-after': '0' }, 1_000],
  ];
  for (const [what, headers, wait] of busy) {
    it(`waits as Retry-After asks in ${what}`, async () => {
      server.next.push({ status: 429, headers });
      assert.equal((await pages())[0]?.ok, true);
      assert.deepEqual(slept, [wait]);
    });
  }

  const absurd: [header: string | undefined, wait: number][] = [
    ['99999999', 3_600_000],
    ['Fri, 05 Mar 2126 15:00:00 GMT', 3_600_000],
    ['soon', 60_000],
    [undefined, 60_000],
  ];
  for (const [header, wait] of absurd) {
    it(`gives up immediately on a wait above its limit: ${header ?? 'none stated'}`, async () => {
      server.fault = { status: 429, ...(header === undefined ? {} : { headers: { 'retry-after': header } }) };
      assert.deepEqual(await failure(), { kind: 'busy', wait });
      assert.equal(server.requests.length, 1);
      assert.deepEqual(slept, []);
    });
  }

  it('keeps within the quota that the server states', async () => {
    const feed = client();
    server.headers = { ratelimit: '"api";r=0;t=12' };
    await pages(feed);
    await pages(feed);
    assert.deepEqual(slept, [12_000]);
    assert.deepEqual((await failure(feed, 5_000)).kind, 'busy');
    assert.equal(server.requests.length, 2);
  });

  it('reports when a wait ends and when it continues, but not short pauses', async () => {
    const told: (number | undefined)[] = [];
    server.next.push({ status: 429, headers: { 'retry-after': '40' } }, { status: 502 });
    const start = now;
    const found = await pages(client(), 900_000, undefined, (until) => told.push(until));
    assert.equal(found[0]?.ok, true);
    assert.deepEqual(slept, [40_000, 2_000]);
    assert.deepEqual(told, [start + 40_000, undefined]);
  });

  it('ends at once when cancelled, before and during an answer, and never gives a page then', async () => {
    for (const fault of ['hang', 'stall', 'drip'] as const) {
      server.fault = fault;
      const controller = new AbortController();
      setTimeout(() => controller.abort(), 50);
      await assert.rejects(pages(client({ timeout: 60_000 }), 0, controller.signal), { name: 'AbortError' });
    }
    await assert.rejects(pages(client(), 0, AbortSignal.abort()), { name: 'AbortError' });
  });

  it('sends no cookie, no key and no name', async () => {
    const sent: (RequestInit | undefined)[] = [];
    await pages(
      client({
        fetch: (url, init) => {
          sent.push(init);
          return globalThis.fetch(url, init);
        },
      }),
    );
    assert.deepEqual(
      sent.map((init) => [init?.headers, init?.credentials]),
      [[{ accept: 'application/json' }, 'omit']],
    );
  });
});
