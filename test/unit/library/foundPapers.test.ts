import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import path from 'node:path';
import { writeFileSync } from 'node:fs';
import { FOUND_FORMAT, FoundPapers } from '../../../src/library/foundPapers';
import { JsonFile } from '../../../src/library/store/jsonFile';
import type { FeedPage } from '../../../src/library/sync/feedPage';
import type { Paper } from '../../../src/core/paper/paper';
import { item2026 } from '../../support/feed-items';
import { FeedServer, type FeedFault } from '../../support/feed-server';
import { httpEffectsOn, testClock, type TestClock } from '../../support/http-effects';
import { silentLog } from '../../support/log';
import { madePaper } from '../../support/papers';
import { scratchFolder } from '../../support/scratch.mjs';

const [FIRST, SECOND] = ['2603.00001', '2603.00002'] as const;

describe('papers that the search of the Hub finds', () => {
  let hub: FeedServer;
  let kept: Paper[];
  let full: Error | undefined;
  let clock: TestClock;
  let file: string;

  before(async () => {
    hub = await FeedServer.start();
  });
  after(() => hub.stop());
  beforeEach(() => {
    hub.reset();
    hub.content.searches.set('quokkas & co', [item2026({ id: FIRST }), item2026({ id: SECOND })]);
    kept = [];
    full = undefined;
    clock = testClock();
    file = path.join(scratchFolder('found'), 'found-papers.json');
  });

  const made = (timeout = 120_000): FoundPapers =>
    new FoundPapers({
      library: { paper: (id) => kept.find((paper) => paper.id === id) },
      added: {
        add: async (papers) => {
          if (full) throw full;
          await turn();
          kept.push(...papers);
        },
      },
      file: new JsonFile(file, FOUND_FORMAT, silentLog),
      effects: httpEffectsOn(clock, { timeout }),
    });
  const searched = (found: FoundPapers, text = 'quokkas & co'): Promise<FeedPage> =>
    found.search(hub.endpoint, text, new AbortController().signal);
  const idsOf = (page: FeedPage): readonly string[] => (page.ok ? page.papers.map(({ id }) => id) : []);

  it('do not come back in the next session if the user removed them, however they were added', async () => {
    const found = made();
    await searched(found);
    await found.opened(FIRST);
    // A refresh or "Add Paper" adds it, then the user saves it.
    kept.push(madePaper(FIRST));
    await found.keepSaved(() => true);
    // SECOND was kept, because it is saved too.
    kept = [];
    const next = made();
    await next.restore();
    await next.keepSaved(() => true);
    assert.deepEqual(kept, []);
  });

  it('can be shown, and the library does not get them', async () => {
    const found = made();
    assert.deepEqual(idsOf(await searched(found)), [FIRST, SECOND]);
    assert.deepEqual(hub.requests, ['/api/papers/search?q=quokkas+%26+co&limit=20']);
    assert.match(found.paper(FIRST)?.title ?? '', /Made-up findings about 2603/);
    assert.deepEqual([found.paper('2603.00009'), kept], [undefined, []]);
  });

  it('are at most 20, for at most 250 characters', async () => {
    const ids = Array.from({ length: 30 }, (_, at) => `2604.${String(at).padStart(5, '0')}`);
    hub.content.searches.set(
      'q'.repeat(250),
      ids.map((id) => item2026({ id })),
    );
    assert.deepEqual(idsOf(await searched(made(), 'q'.repeat(400))), ids.slice(0, 20));
  });

  it('can be none', async () => {
    assert.deepEqual(await searched(made(), 'nothing'), { ok: true, papers: [], skipped: [] });
  });

  it('are left out one by one if they are invalid', async () => {
    hub.content.searches.set('mixed', [item2026({ id: FIRST }), { paper: 4 }, 'x', null]);
    assert.deepEqual(idsOf(await searched(made(), 'mixed')), [FIRST]);
  });

  const faults: readonly (readonly [fault: FeedFault, kind: string])[] = [
    ['html', 'not-json'],
    ['empty', 'not-json'],
    ['null', 'not-json'],
    ['cut-clean', 'not-json'],
    ['cut-length', 'offline'],
    ['cut-chunked', 'offline'],
    ['wrong-shape', 'wrong-shape'],
    ['wrong-types', 'wrong-shape'],
    ['many-items', 'too-large'],
    ['gzip-bomb', 'too-large'],
    ['endless', 'too-large'],
    ['reset', 'offline'],
    ['redirect-away', 'redirected'],
    ['redirect-http', 'redirected'],
    ['redirect-loop', 'redirected'],
    [{ status: 400 }, 'status'],
    [{ status: 500 }, 'status'],
    [{ status: 429 }, 'busy'],
    [{ status: 503, headers: { 'retry-after': '60' } }, 'busy'],
  ];
  for (const [fault, kind] of faults) {
    it(`are none after a bad answer, with the reason: ${JSON.stringify(fault)}`, async () => {
      hub.fault = fault;
      const page = await searched(made());
      assert.equal(page.ok ? 'ok' : page.failure.kind, kind);
    });
  }
  for (const fault of ['hang', 'drip', 'stall'] as const) {
    it(`are none after the time limit: ${fault}`, async () => {
      hub.fault = fault;
      const page = await searched(made(100));
      assert.equal(page.ok ? 'ok' : page.failure.kind, 'timeout');
    });
  }

  it('are dropped if the search was cancelled', async () => {
    const controller = new AbortController();
    const found = made();
    hub.before = () => {
      controller.abort();
      return Promise.resolve();
    };
    try {
      await assert.rejects(found.search(hub.endpoint, 'quokkas & co', controller.signal));
    } finally {
      hub.before = () => Promise.resolve();
    }
    assert.equal(found.paper(FIRST), undefined);
  });

  it('are kept once, and only those that the user wants', async () => {
    const found = made();
    await searched(found);
    const wanted = (id: string): boolean => id === FIRST;
    const [first, again] = await Promise.all([found.keep(wanted), found.keep(wanted)]);
    assert.deepEqual([first.map(({ id }) => id), again], [[FIRST], []]);
    assert.deepEqual(await found.keep(wanted), []);
    assert.deepEqual(
      kept.map(({ id }) => id),
      [FIRST],
    );
  });

  it('that the library got meanwhile are not added again', async () => {
    const found = made();
    await searched(found);
    kept.push(madePaper(FIRST));
    assert.deepEqual(await found.keep(() => true).then((papers) => papers.map(({ id }) => id)), [SECOND]);
  });

  it('come back in the next session if the user opened them, and can be kept then', async () => {
    const found = made();
    await searched(found);
    await found.opened(FIRST);
    const next = made();
    assert.equal(next.paper(FIRST), undefined);
    await next.restore();
    assert.deepEqual(next.paper(FIRST), found.paper(FIRST));
    assert.equal(next.paper(SECOND), undefined);
    await next.keep((id) => id === FIRST);
    assert.deepEqual(
      kept.map(({ id }) => id),
      [FIRST],
    );
  });

  it('are not stored if the library has them', async () => {
    const found = made();
    await searched(found);
    kept.push(madePaper(FIRST));
    await found.opened(FIRST);
    await found.opened('2603.00009');
    const next = made();
    await next.restore();
    assert.equal(next.paper(FIRST), undefined);
  });

  it('are stored 50 at most, the one opened last first', async () => {
    const store = new JsonFile(file, FOUND_FORMAT, silentLog);
    const before = Array.from({ length: 50 }, (_, at) => `2604.${String(at).padStart(5, '0')}`);
    await store.update(() => before.map((id) => madePaper(id)));
    const found = made();
    await searched(found);
    for (const id of [FIRST, SECOND, FIRST]) await found.opened(id);
    const stored = (await store.read()).map(({ id }) => id);
    assert.deepEqual(stored, [FIRST, SECOND, ...before.slice(0, 48)]);
  });

  for (const damaged of ['', 'null', '{"schema":1,"value":{"papers":[4,{"id":"x"}]}}', '{"schema":9}'])
    it(`are none from a damaged file: ${damaged}`, async () => {
      writeFileSync(file, damaged);
      const found = made();
      await found.restore();
      await searched(found);
      await found.opened(FIRST);
      assert.match(found.paper(FIRST)?.title ?? '', /2603/);
    });

  it('can be kept later if they could not be written', async () => {
    const found = made();
    await searched(found);
    full = new Error('no space left');
    await assert.rejects(
      found.keep(() => true),
      /no space left/,
    );
    full = undefined;
    assert.equal((await found.keep(() => true)).length, 2);
  });

  it('that the user saved and then removed from the library come back only when they are saved again', async () => {
    const found = made();
    await searched(found);
    const saved = new Set<string>([FIRST]);
    const marksChanged = (): Promise<unknown> => found.keepSaved((id) => saved.has(id));
    const idsKept = (): readonly string[] => kept.map(({ id }) => id);
    await marksChanged();
    assert.deepEqual(idsKept(), [FIRST]);
    kept = [];
    saved.add('2109.00859');
    await marksChanged();
    assert.deepEqual(idsKept(), [], 'after another paper was saved');
    saved.delete(FIRST);
    await marksChanged();
    saved.add(FIRST);
    await marksChanged();
    assert.deepEqual(idsKept(), [FIRST], 'after the paper was saved again');
  });

  it('that the library had when they were saved, and that were removed, do not come back either', async () => {
    const found = made();
    await searched(found);
    kept = [madePaper(FIRST)];
    await found.keepSaved((id) => id === FIRST);
    kept = [];
    await found.keepSaved((id) => id === FIRST);
    assert.deepEqual(kept, []);
  });

  it('that were opened, kept and removed are forgotten in the next session', async () => {
    const found = made();
    await searched(found);
    await found.opened(FIRST);
    await found.keepSaved((id) => id === FIRST);
    kept = [];
    const next = made();
    await next.restore();
    assert.deepEqual(await next.keepSaved((id) => id === FIRST), []);
  });

  it('that could not be written when they were saved are written with the next mark', async () => {
    const found = made();
    await searched(found);
    full = new Error('no space left');
    await assert.rejects(
      found.keepSaved(() => true),
      /no space left/,
    );
    full = undefined;
    assert.equal((await found.keepSaved(() => true)).length, 2);
  });
});
