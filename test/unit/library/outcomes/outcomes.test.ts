import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { OUTCOMES_FORMAT, Outcomes, type OutcomeServers } from '../../../../src/library/outcomes/outcomes';
import { JsonFile } from '../../../../src/library/store/jsonFile';
import type { Fetched } from '../../../../src/library/sync/outcomeClient';
import type { Revision } from '../../../../src/core/outcome/outcome';
import { FeedServer, type FeedFault } from '../../../support/feed-server';
import { httpEffectsOn, testClock, type TestClock } from '../../../support/http-effects';
import { silentLog } from '../../../support/log';
import { evaluations, linkedRepos, withCode } from '../../../support/outcomes';
import { scratchFolder } from '../../../support/scratch.mjs';

const ID = '2603.00001';
const REPOS = `/api/arxiv/${ID}/repos`;
const PAPER = `/papers/${ID}`;
const HOUR = 3_600_000;

describe('what came of a paper', () => {
  let server: FeedServer;
  let folder: string;
  let clock: TestClock;
  let allowed: { hub: boolean; code: boolean };
  let saved: boolean;
  let revisions: string[];
  let revision: Fetched<Revision>;

  before(async () => {
    server = await FeedServer.start();
  });
  after(() => server.stop());
  beforeEach(() => {
    folder = scratchFolder('outcomes');
    server.reset();
    server.content.others.set(REPOS, linkedRepos);
    server.content.others.set(PAPER, withCode);
    server.content.others.set('/evaluations/', evaluations);
    clock = testClock(Date.parse('2026-11-29T05:00:00Z'));
    allowed = { hub: true, code: false };
    saved = false;
    revisions = [];
    revision = { ok: true, value: { version: 2, day: '2026-11-01' } };
  });

  /** Opens a separate window on the folder. */
  function opened(timeout = 120_000): Outcomes {
    return new Outcomes({
      file: new JsonFile(path.join(folder, 'outcomes.json'), OUTCOMES_FORMAT, silentLog),
      effects: httpEffectsOn(clock, { timeout }),
      isSaved: () => saved,
      showsCode: () => allowed.code,
      servers: (): OutcomeServers => ({
        ...(allowed.hub && {
          hub: server.endpoint,
          revision: {
            host: 'arxiv.test',
            fetch: (id) => {
              revisions.push(id);
              return Promise.resolve(revision);
            },
          },
        }),
        ...(allowed.code && { code: server.endpoint }),
      }),
    });
  }

  it('is asked of the Hub alone, with the host and the time', async () => {
    const outcomes = opened();
    let changes = 0;
    outcomes.onDidChange(() => changes++);
    const requesting = outcomes.request(ID);
    await Promise.all([requesting, outcomes.request(ID)]);
    assert.deepEqual(server.requests, [REPOS]);
    const { hub, code, revision: latest } = outcomes.of(ID) ?? {};
    assert.deepEqual(
      [hub?.host, hub?.fetched],
      [new URL(server.endpoint).host, new Date(clock.now).toISOString()],
    );
    assert.equal(hub?.value.models.count, 3);
    assert.deepEqual([code, latest, revisions, changes], [undefined, undefined, [], 2]);
  });

  it('is kept for a week, also by another window', async () => {
    await opened().request(ID);
    clock.now += 7 * 24 * HOUR - 1;
    const later = opened();
    await later.request(ID);
    assert.equal(later.of(ID)?.hub?.value.spaces.count, 1);
    assert.equal(server.requests.length, 1);
    clock.now += 2;
    await later.request(ID);
    assert.equal(server.requests.length, 2);
  });

  it('is not asked while the settings forbid it, nor for papers that are not on arXiv', async () => {
    const outcomes = opened();
    await outcomes.request('some-slug');
    allowed.hub = false;
    await outcomes.request(ID);
    assert.deepEqual([server.requests, outcomes.of(ID)], [[], undefined]);
  });

  it('is asked of Papers with Code where its setting is on, and not shown where it is off again', async () => {
    allowed.code = true;
    const outcomes = opened();
    await outcomes.request(ID);
    assert.deepEqual(
      server.requests.toSorted(),
      [
        REPOS,
        '/evaluations/?page=1&page_size=8&paper_id=4711&ordering=-benchmark_popularity',
        `${PAPER}?include_resources=true`,
      ].toSorted(),
    );
    assert.equal(outcomes.of(ID)?.code?.value.venue, 'MADEUP 2026');
    assert.equal(outcomes.of(ID)?.code?.value.results.length, 2);
    allowed.code = false;
    assert.equal(outcomes.of(ID)?.code, undefined);
    assert.equal(outcomes.of(ID)?.hub?.value.models.count, 3);
  });

  it('is nothing for a paper that a server does not have', async () => {
    allowed.code = true;
    server.content.others.clear();
    const outcomes = opened();
    await outcomes.request(ID);
    assert.equal(outcomes.of(ID)?.hub?.value.models.count, 0);
    assert.deepEqual(outcomes.of(ID)?.code?.value.tasks, []);
    assert.deepEqual(outcomes.failuresOf(ID), []);
  });

  it('has the latest version of a saved paper only', async () => {
    saved = true;
    const outcomes = opened();
    await outcomes.request(ID);
    assert.deepEqual(outcomes.of(ID)?.revision?.value, { version: 2, day: '2026-11-01' });
    await outcomes.request(ID);
    assert.deepEqual(revisions, [ID]);
  });

  it('has what one server gave although another failed, which is asked again after ten minutes', async () => {
    saved = true;
    revision = { ok: false, failure: { kind: 'busy', wait: 1_000 } };
    const outcomes = opened();
    await outcomes.request(ID);
    assert.equal(outcomes.of(ID)?.hub?.value.models.count, 3);
    assert.deepEqual(outcomes.failuresOf(ID), [
      { source: 'revision', host: 'arxiv.test', failure: { kind: 'busy', wait: 1_000 } },
    ]);
    await outcomes.request(ID);
    assert.equal(revisions.length, 1);
    clock.now += 600_000;
    revision = { ok: true, value: { version: 1, day: '2026-11-01' } };
    await outcomes.request(ID);
    assert.deepEqual([revisions.length, outcomes.failuresOf(ID), server.requests.length], [2, [], 1]);
  });

  it('is asked of Papers with Code again if its results did not come', async () => {
    allowed = { hub: false, code: true };
    server.next.push('ok', { status: 429 });
    const outcomes = opened();
    await outcomes.request(ID);
    assert.deepEqual(outcomes.failuresOf(ID)[0]?.failure.kind, 'busy');
    clock.now += 600_000;
    await outcomes.request(ID);
    assert.deepEqual([outcomes.of(ID)?.code?.value.results.length, outcomes.failuresOf(ID)], [2, []]);
  });

  it('shows the rest of Papers with Code while its results have a problem', async () => {
    allowed = { hub: false, code: true };
    const outcomes = opened();
    server.next.push('ok', { status: 500 }, { status: 500 }, { status: 500 });
    await outcomes.request(ID);
    assert.deepEqual(outcomes.failuresOf(ID)[0]?.failure, { kind: 'status', status: 500 });
    assert.notEqual(outcomes.of(ID)?.code?.value, undefined);
    assert.equal(outcomes.of(ID)?.code?.value.results.length, 0);
    clock.now += 600_000;
    await outcomes.request(ID);
    assert.deepEqual([outcomes.of(ID)?.code?.value.results.length, outcomes.failuresOf(ID)], [2, []]);
  });

  it('is shown and kept while another server still stalls', async () => {
    allowed.code = true;
    let release = (): void => undefined;
    const stalled = new Promise<void>((resolve) => (release = resolve));
    server.before = ({ pathname }) => (pathname === PAPER ? stalled : Promise.resolve());
    try {
      const outcomes = opened();
      const shown = new Promise<void>((resolve) =>
        outcomes.onDidChange(() => outcomes.of(ID)?.hub && resolve()),
      );
      const requesting = outcomes.request(ID);
      await shown;
      assert.deepEqual([outcomes.isRequesting(ID), outcomes.of(ID)?.code], [true, undefined]);
      const later = opened();
      await later.load();
      assert.equal(later.of(ID)?.hub?.value.models.count, 3);
      release();
      await requesting;
      assert.equal(outcomes.of(ID)?.code?.value.results.length, 2);
    } finally {
      server.before = () => Promise.resolve();
      release();
    }
  });

  const faults: readonly (readonly [fault: FeedFault, kind: string])[] = [
    ['html', 'not-json'],
    ['cut-clean', 'not-json'],
    ['cut-length', 'offline'],
    ['null', 'not-json'],
    ['wrong-types', 'wrong-shape'],
    ['many-items', 'too-large'],
    ['gzip-bomb', 'too-large'],
    ['endless', 'too-large'],
    ['redirect-away', 'redirected'],
    ['redirect-http', 'redirected'],
    ['drip', 'timeout'],
    ['hang', 'timeout'],
    [{ status: 500 }, 'status'],
    [{ status: 429 }, 'busy'],
    [{ status: 503, headers: { 'retry-after': '60' } }, 'busy'],
  ];
  for (const [fault, kind] of faults)
    it(`is not kept after a bad answer: ${JSON.stringify(fault)}`, async () => {
      server.fault = fault;
      const outcomes = opened(fault === 'drip' || fault === 'hang' ? 100 : undefined);
      await outcomes.request(ID);
      assert.equal(outcomes.failuresOf(ID)[0]?.failure.kind, kind);
      assert.equal(outcomes.of(ID), undefined);
    });

  for (const damaged of ['', '{', '{"schema":1,"sum":"0","value":{"papers":4}}', '\u0000\u0000\u0000'])
    it(`is asked again if the cache is damaged: ${JSON.stringify(damaged)}`, async () => {
      writeFileSync(path.join(folder, 'outcomes.json'), damaged);
      const outcomes = opened();
      await outcomes.request(ID);
      assert.equal(outcomes.of(ID)?.hub?.value.models.count, 3);
    });

  it('is kept for 300 papers, the newest', async () => {
    const papers = new Map(
      Array.from({ length: 300 }, (_, at) => [`2604.${String(at).padStart(5, '0')}`, {}] as const),
    );
    const file = new JsonFile(path.join(folder, 'outcomes.json'), OUTCOMES_FORMAT, silentLog);
    await file.update(() => papers);
    await opened().request(ID);
    const kept = [...(await file.read()).keys()];
    assert.deepEqual([kept.length, kept.includes('2604.00000'), kept.includes(ID)], [300, false, true]);
  });

  it('is reported as allowed when the settings allow a source that they forbade, and only then', () => {
    allowed.hub = false;
    const outcomes = opened();
    let times = 0;
    outcomes.onDidAllowMore(() => times++);
    const after = (hub: boolean, code: boolean): number => {
      allowed = { hub, code };
      outcomes.settingsChanged();
      return times;
    };
    assert.deepEqual(
      [after(false, false), after(true, false), after(true, false), after(true, true), after(true, false)],
      [0, 1, 1, 2, 2],
    );
    assert.deepEqual([after(false, false), after(true, true)], [2, 3]);
  });

  it('ends when the settings forbid requests', async () => {
    server.fault = 'hang';
    const outcomes = opened();
    const requesting = outcomes.request(ID);
    while (server.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    allowed.hub = false;
    outcomes.settingsChanged();
    await requesting;
    assert.deepEqual([outcomes.isRequesting(ID), outcomes.failuresOf(ID)], [false, []]);
  });
});
