import assert from 'node:assert/strict';
import type { Paper } from '../../../../src/core/paper/paper';
import { PaperClient, type FetchedPapers } from '../../../../src/library/sync/paperClient';
import { item2026 } from '../../../support/feed-items';
import { FeedServer, type FeedFault } from '../../../support/feed-server';
import { arxivEntry } from '../../../support/hub-content';
import { httpEffectsOn, testClock, type TestClock } from '../../../support/http-effects';

const ON_HUB = '2603.00001';
const ON_ARXIV = '2603.00002';
const NOWHERE = '2603.00003';

describe('single papers', () => {
  let hub: FeedServer;
  let arxiv: FeedServer;
  let clock: TestClock;

  before(async () => {
    [hub, arxiv] = await Promise.all([FeedServer.start(), FeedServer.start()]);
  });
  after(() => Promise.all([hub.stop(), arxiv.stop()]));
  beforeEach(() => {
    for (const server of [hub, arxiv]) {
      server.reset();
    }
    // The detail is the paper itself, without the item of a day around it.
    hub.content.papers.set(ON_HUB, item2026({ id: ON_HUB, title: 'Quokkas' })['paper']);
    arxiv.content.arxiv.set(ON_ARXIV, arxivEntry(ON_ARXIV, 'Wombats: $\\alpha$ and\n  beyond'));
    clock = testClock();
  });

  const client = (): PaperClient =>
    new PaperClient({ hub: hub.endpoint, arxiv: arxiv.endpoint }, httpEffectsOn(clock));
  /** Returns a client with a short time limit for one server. The other one may take longer on a busy machine. */
  const impatientWith = (server: FeedServer): PaperClient => {
    const limited: typeof fetch = (target, { signal, ...init } = {}) => {
      const url = target instanceof Request ? target.url : target.toString();
      return fetch(target, url.startsWith(`${server.endpoint}/`) && signal ? { ...init, signal } : init);
    };
    const effects = httpEffectsOn(clock, { timeout: 100, fetch: limited });
    return new PaperClient({ hub: hub.endpoint, arxiv: arxiv.endpoint }, effects);
  };

  const fetched = (
    ids: readonly string[],
    {
      from = client(),
      patience = 15_000,
      signal = new AbortController().signal,
      onPaper = (paper: Paper): unknown => paper,
    } = {},
  ): Promise<FetchedPapers> =>
    from.fetch(ids, signal, {
      maxWaitMs: patience,
      onStep: () => undefined,
      onPaper: (paper) => void onPaper(paper),
    });
  const idsOf = ({ papers }: FetchedPapers): string[] => papers.map(({ id }) => id);

  it('come from the Hub, else from arXiv, and some are unknown', async () => {
    const result = await fetched([ON_HUB, ON_ARXIV, NOWHERE]);
    assert.deepEqual(idsOf(result), [ON_HUB, ON_ARXIV]);
    assert.deepEqual([result.unknown, result.left, result.failure], [[NOWHERE], [], undefined]);
    assert.deepEqual(
      hub.requests,
      [ON_HUB, ON_ARXIV, NOWHERE].map((id) => `/api/papers/${id}`),
    );
    assert.deepEqual(arxiv.requests, [`/api/query?id_list=${ON_ARXIV},${NOWHERE}&max_results=2`]);
  });

  it('have on arXiv what its entry states', async () => {
    const [paper] = (await fetched([ON_ARXIV])).papers;
    assert.equal(paper?.title, 'Wombats: α and beyond');
    assert.equal(paper.abstract, 'We made it up & measured nothing.');
    assert.deepEqual(paper.authors, ['Zoë Sample', "Lee O'Made"]);
    assert.equal(paper.authorCount, 2);
    assert.equal(paper.published, '2026-03-01');
    assert.equal(paper.category, 'cs.CL');
    assert.deepEqual(paper.featuredOn, []);
    assert.equal(paper.links[0]?.url, `https://arxiv.org/abs/${ON_ARXIV}`);
  });

  it('are asked of arXiv 50 at a time, every 3 seconds', async () => {
    const ids = Array.from({ length: 120 }, (_, at) => `2604.${String(at).padStart(5, '0')}`);
    for (const id of ids) arxiv.content.arxiv.set(id, arxivEntry(id, `Numbat ${id}`));
    const result = await fetched(ids);
    assert.deepEqual(idsOf(result), ids);
    assert.equal(arxiv.requests.length, 3);
    assert.deepEqual(clock.slept, [3_000, 3_000]);
  });

  it('are asked of arXiv 3 seconds apart, also when several wait at once', async () => {
    const sent: number[] = [];
    const sleeping: { readonly until: number; readonly wake: () => void }[] = [];
    const effects = httpEffectsOn(clock, {
      fetch: () => {
        sent.push(clock.now);
        return Promise.resolve(new Response('<feed></feed>'));
      },
      sleep: (ms) =>
        new Promise((resolve) => {
          sleeping.push({ until: clock.now + ms, wake: resolve });
        }),
    });
    const from = new PaperClient({ hub: hub.endpoint, arxiv: arxiv.endpoint }, effects);
    const started = clock.now;
    const limits = { maxWaitMs: 15_000 };
    const all = Promise.all(
      Array.from({ length: 4 }, () => from.revision(ON_ARXIV, new AbortController().signal, limits)),
    );
    while (sent.length < 4) {
      await new Promise((resolve) => setImmediate(resolve));
      sleeping.sort((a, b) => b.until - a.until);
      const next = sleeping.pop();
      if (!next) continue;
      clock.now = next.until;
      next.wake();
    }
    await all;
    assert.deepEqual(
      sent.map((at) => at - started),
      [0, 3_000, 6_000, 9_000],
    );
  });

  it('come from arXiv after the Hub had a problem of its own twice', async () => {
    hub.fault = { status: 502 };
    const ids = Array.from({ length: 5 }, (_, at) => `2604.${String(at).padStart(5, '0')}`);
    for (const id of ids) arxiv.content.arxiv.set(id, arxivEntry(id, `Numbat ${id}`));
    assert.deepEqual(idsOf(await fetched(ids)), ids);
    // Each request is tried three times.
    assert.equal(hub.requests.length, 6);
  });

  it('with an impossible id do not spoil the others', async () => {
    arxiv.next.push({ status: 400 });
    const result = await fetched(['2699.00001', ON_ARXIV, '2603.99999']);
    assert.deepEqual(idsOf(result), [ON_ARXIV]);
    assert.deepEqual(result.unknown.toSorted(), ['2603.99999', '2699.00001']);
  });

  const throttling: readonly (readonly [what: string, fault: FeedFault])[] = [
    ['429', { status: 429 }],
    ['503', { status: 503 }],
    ['406', { status: 406 }],
    ['200 and "Rate exceeded."', 'rate-exceeded'],
  ];
  for (const [what, fault] of throttling) {
    it(`are tried again a minute after arXiv throttled with ${what}`, async () => {
      arxiv.next.push(fault);
      const result = await fetched([ON_ARXIV], { patience: 90_000 });
      assert.deepEqual(idsOf(result), [ON_ARXIV]);
      assert.deepEqual(clock.slept, [60_000]);
    });
    it(`are left when arXiv throttles with ${what} and nobody waits`, async () => {
      arxiv.fault = fault;
      const result = await fetched([ON_HUB, ON_ARXIV]);
      assert.deepEqual(idsOf(result), [ON_HUB]);
      assert.deepEqual([result.left, result.failure?.failure.kind], [[ON_ARXIV], 'busy']);
    });
  }

  const faults: readonly (readonly [fault: FeedFault, kind: string])[] = [
    ['html', 'not-text'],
    ['empty', 'not-text'],
    ['wrong-shape', 'not-text'],
    ['gzip-bomb', 'too-large'],
    ['cut-length', 'offline'],
    ['cut-clean', 'wrong-shape'],
    ['reset', 'offline'],
    ['redirect-away', 'redirected'],
    [{ status: 500 }, 'status'],
  ];
  for (const [fault, kind] of faults) {
    it(`are left when arXiv answers badly: ${JSON.stringify(fault)}`, async () => {
      arxiv.fault = fault;
      const result = await fetched([ON_ARXIV]);
      assert.deepEqual([result.papers, result.left], [[], [ON_ARXIV]]);
      assert.equal(result.failure?.failure.kind, kind);
      assert.equal(result.failure.server, arxiv.endpoint);
    });
    it(`come from arXiv when the Hub answers badly: ${JSON.stringify(fault)}`, async () => {
      hub.fault = fault;
      assert.deepEqual(idsOf(await fetched([ON_ARXIV])), [ON_ARXIV]);
    });
  }

  for (const fault of ['hang', 'drip', 'stall'] as const) {
    it(`are left when arXiv does not finish: ${fault}`, async () => {
      arxiv.fault = fault;
      const result = await fetched([ON_ARXIV], { from: impatientWith(arxiv) });
      assert.deepEqual([result.left, result.failure?.failure.kind], [[ON_ARXIV], 'timeout']);
    });
    it(`come from arXiv when the Hub does not finish: ${fault}`, async () => {
      hub.fault = fault;
      assert.deepEqual(idsOf(await fetched([ON_ARXIV], { from: impatientWith(hub) })), [ON_ARXIV]);
    });
  }

  it('are not asked of a Hub that cannot be reached more than once', async () => {
    hub.fault = 'reset';
    await fetched([ON_HUB, ON_ARXIV, NOWHERE]);
    assert.deepEqual(new Set(hub.requests), new Set([`/api/papers/${ON_HUB}`]));
  });

  it('are not taken from an answer about another paper', async () => {
    hub.content.papers.set(ON_ARXIV, item2026({ id: ON_HUB, title: 'Quokkas' })['paper']);
    const [paper] = (await fetched([ON_ARXIV])).papers;
    assert.match(paper?.title ?? '', /^Wombats/);
  });

  it('that came before a cancellation are reported', async () => {
    const controller = new AbortController();
    const seen: string[] = [];
    hub.before = (url) => {
      if (url.pathname.endsWith(NOWHERE)) controller.abort();
      return Promise.resolve();
    };
    try {
      const onPaper = ({ id }: Paper): unknown => seen.push(id);
      await assert.rejects(fetched([ON_HUB, NOWHERE], { signal: controller.signal, onPaper }));
    } finally {
      hub.before = () => Promise.resolve();
    }
    assert.deepEqual(seen, [ON_HUB]);
  });

  it('are not read from XML with a document type', async () => {
    arxiv.content.arxiv.set(ON_ARXIV, `<!DOCTYPE x [<!ENTITY a "b">]>${arxivEntry(ON_ARXIV, '&a;')}`);
    assert.equal((await fetched([ON_ARXIV])).failure?.failure.kind, 'not-text');
  });

  it('have their latest version and its day on arXiv', async () => {
    const { signal } = new AbortController();
    const latest = (id: string) => client().revision(id, signal, { maxWaitMs: 0 });
    assert.deepEqual(await latest(ON_ARXIV), { ok: true, value: { version: 3, day: '2026-03-04' } });
    assert.deepEqual(arxiv.requests, [`/api/query?id_list=${ON_ARXIV}&max_results=1`]);
    assert.deepEqual(await latest(NOWHERE), { ok: false, failure: { kind: 'wrong-shape' } });
    arxiv.fault = 'rate-exceeded';
    assert.deepEqual(await latest(ON_ARXIV), { ok: false, failure: { kind: 'busy', wait: 60_000 } });
  });
});
