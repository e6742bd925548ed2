import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Texts, type TextOutcome } from '../../../src/fullText/texts';
import { KeptTextStore } from '../../../src/library/store/keptTextStore';
import type { HttpEffects } from '../../../src/library/sync/httpClient';
import { FeedServer, type FeedFault } from '../../support/feed-server';
import { hubText, madeUpSections } from '../../support/hub-content';
import { httpEffectsOn, testClock, type TestClock } from '../../support/http-effects';
import { silentLog } from '../../support/log';
import { scratchFolder } from '../../support/scratch.mjs';

const ID = '2603.00001';

describe('fetching texts', () => {
  let server: FeedServer;
  let folder: string;
  let clock: TestClock;

  before(async () => {
    server = await FeedServer.start();
  });
  after(() => server.stop());
  beforeEach(() => {
    server.reset();
    server.content.texts.set(ID, hubText(ID, 'Quokkas', madeUpSections('quokkas')));
    folder = path.join(scratchFolder('texts'), 'texts');
    clock = testClock();
  });

  function texts(effects: Partial<HttpEffects> = {}): Texts {
    return new Texts({
      store: new KeptTextStore(folder, silentLog),
      isSaved: () => false,
      changed: () => undefined,
      effects: httpEffectsOn(clock, effects),
    });
  }

  const fetched = (
    from = texts(),
    id = ID,
    patience = 15_000,
    signal = new AbortController().signal,
  ): Promise<TextOutcome> => from.fetch(server.endpoint, id, signal, { maxWaitMs: patience });

  it('keeps what it fetched, for other windows too', async () => {
    const outcome = await fetched();
    assert.equal(outcome.kind, 'text');
    assert.deepEqual(server.requests, [`/papers/${ID}.md`]);
    const kept = await texts().read(ID);
    assert.ok(kept);
    assert.equal(kept.answer, server.content.texts.get(ID));
    assert.equal(kept.host, new URL(server.endpoint).host);
    assert.equal(kept.fetched, '2026-03-05T15:00:00.000Z');
    assert.equal(server.requests.length, 1);
  });

  it('keeps a complete text if the server has only the abstract page later', async () => {
    await fetched();
    const complete = server.content.texts.get(ID);
    server.content.texts.set(ID, hubText(ID, 'Quokkas', 'Only an abstract.', 'abs'));
    const outcome = await fetched();
    assert.equal((await texts().read(ID))?.answer, complete);
    assert.equal(outcome.kind, 'earlier');
  });

  it('names a paper from before 2007 by its path', async () => {
    server.content.texts.set('cs/0112017', hubText('cs/0112017', 'Old', madeUpSections('x')));
    assert.equal((await fetched(texts(), 'cs/0112017')).kind, 'text');
    assert.deepEqual(server.requests, ['/papers/cs/0112017.md']);
  });

  const faults: readonly (readonly [fault: FeedFault, kind: string, requests: number])[] = [
    ['empty', 'not-text', 1],
    ['html', 'not-text', 1],
    ['html-script', 'not-text', 1],
    ['wrong-shape', 'not-text', 1],
    ['gzip-bomb', 'too-large', 1],
    ['endless', 'too-large', 1],
    ['cut-length', 'offline', 3],
    ['cut-chunked', 'offline', 3],
    ['reset', 'offline', 3],
    ['redirect-away', 'redirected', 1],
    ['redirect-http', 'redirected', 1],
    ['redirect-loop', 'redirected', 4],
    [{ status: 404 }, 'status', 1],
    [{ status: 500 }, 'status', 3],
    [{ status: 429, headers: { 'retry-after': '3600' } }, 'busy', 1],
    [{ status: 503, headers: { 'retry-after': '3600' } }, 'busy', 1],
  ];
  for (const [fault, kind, requests] of faults) {
    it(`fails with ${kind} and keeps nothing: ${JSON.stringify(fault)}`, async () => {
      server.fault = fault;
      const outcome = await fetched();
      assert.equal(outcome.kind === 'failed' && outcome.failure.kind, kind);
      assert.equal(server.requests.length, requests);
      assert.equal(await texts().read(ID), undefined);
    });
  }

  for (const fault of ['hang', 'drip', 'stall'] as const) {
    it(`gives up on a server that does not finish: ${fault}`, async () => {
      server.fault = fault;
      const outcome = await fetched(texts({ timeout: 200 }), ID, 100);
      assert.equal(outcome.kind === 'failed' && outcome.failure.kind, 'timeout');
      assert.equal(await texts().read(ID), undefined);
    });
    it(`stops at once when it is cancelled: ${fault}`, async () => {
      server.fault = fault;
      const controller = new AbortController();
      server.before = () => {
        controller.abort();
        return Promise.resolve();
      };
      try {
        await assert.rejects(fetched(texts(), ID, 1_000, controller.signal), { name: 'AbortError' });
      } finally {
        server.before = () => Promise.resolve();
      }
    });
  }

  for (const fault of [{ status: 500 }, 'html', 'html-script'] satisfies FeedFault[])
    it(`keeps the old text when the new one cannot be fetched: ${JSON.stringify(fault)}`, async () => {
      const from = texts();
      await fetched(from);
      server.fault = fault;
      assert.equal((await fetched(from)).kind, 'failed');
      assert.equal((await from.read(ID))?.answer, server.content.texts.get(ID));
    });

  it('waits before it has sent more requests than the server allows', async () => {
    const from = texts();
    for (let request = 0; request < 80; request += 1) await fetched(from, ID, 600_000);
    assert.deepEqual(clock.slept, []);
    clock.now += 100_000;
    await fetched(from, ID, 600_000);
    assert.deepEqual(clock.slept, [200_000]);
    assert.equal(server.requests.length, 81);
  });

  it('has a text in this window that cannot be written', async () => {
    writeFileSync(folder, 'a file in the place of the folder');
    const from = texts();
    const outcome = await fetched(from);
    assert.equal(outcome.kind, 'text');
    assert.equal(outcome.notKept, 'EEXIST');
    assert.equal((await from.read(ID))?.answer, server.content.texts.get(ID));
    assert.equal(await texts().read(ID), undefined);
    // The disk has room again.
    rmSync(folder);
    assert.ok(!('notKept' in (await fetched(from))));
    assert.equal((await texts().read(ID))?.answer, server.content.texts.get(ID));
  });
});
