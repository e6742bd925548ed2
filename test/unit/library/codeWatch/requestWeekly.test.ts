import assert from 'node:assert/strict';
import { RECHECK_MS } from '../../../../src/core/codeWatch/weeklyChecks';
import { readCodeWatch } from '../../../../src/core/codeWatch/storedCodeWatch';
import type { CodeWatch } from '../../../../src/core/codeWatch/codeWatch';
import type { Paper } from '../../../../src/core/paper/paper';
import { requestWeekly } from '../../../../src/library/codeWatch/requestWeekly';
import type { FeedFailure } from '../../../../src/library/sync/feedPage';
import { silentLog } from '../../../support/log';
import { madePaper } from '../../../support/papers';

const [ONE, TWO, THREE] = ['2603.00001', '2603.00002', '2603.00003'] as const;
const withCode = (id: string): Paper =>
  madePaper(id, {
    repositories: [{ host: 'github.com', owner: 'lab', name: 'code', url: 'https://github.com/lab/code' }],
  });

describe('asking the Hub again for saved papers without a repository', () => {
  function rig(
    answer: (id: string) => Paper | FeedFailure,
    noted: readonly string[] = [ONE, TWO, THREE],
    saved: readonly string[] = [THREE, ONE, 'a-slug', '2603.00009'],
  ) {
    let value: CodeWatch = { ...readCodeWatch(undefined), waiting: new Map(noted.map((id) => [id, 0])) };
    const state = { now: RECHECK_MS, allowed: true };
    const asked: string[] = [];
    const merged: string[] = [];
    const run = (signal = new AbortController().signal): Promise<void> =>
      requestWeekly(
        {
          shared: {
            get value() {
              return value;
            },
            load: () => Promise.resolve(),
            update: (change) => Promise.resolve(void (value = change(value))),
          },
          saved: () => saved,
          isAllowed: () => state.allowed,
          fetch: (id) => {
            asked.push(id);
            return Promise.resolve(answer(id));
          },
          merge: (papers) => Promise.resolve(void merged.push(...papers.map(({ id }) => id))),
          now: () => state.now,
          log: silentLog,
        },
        signal,
      );
    return { run, state, asked, merged };
  }

  it('asks once a week, and only for saved papers that wait', async () => {
    const { run, state, asked, merged } = rig(
      (id) => (id === ONE ? withCode(id) : madePaper(id)),
      [...[ONE, TWO, THREE], 'a-slug'],
    );
    await run();
    assert.deepEqual([asked, merged], [[THREE, ONE], [ONE]]);
    await run();
    state.now = 2 * RECHECK_MS - 1;
    await run();
    assert.equal(asked.length, 2);
    state.now += 1;
    await run();
    assert.equal(asked.length, 4);
  });

  it('goes on after a paper that the Hub lacks, and ends when the Hub is not reached', async () => {
    const missing = rig((id) => (id === THREE ? { kind: 'status', status: 404 } : withCode(id)));
    await missing.run();
    assert.deepEqual([missing.asked, missing.merged], [[THREE, ONE], [ONE]]);
    await missing.run();
    assert.equal(missing.asked.length, 2);
    const offline = rig(() => ({ kind: 'busy', wait: 1 }));
    await offline.run();
    await offline.run();
    assert.deepEqual(offline.asked, [THREE, THREE], 'asked again with the next refresh');
  });

  for (const status of [500, 502, 503])
    it(`does not wait a week for papers about which the Hub answered ${status}`, async () => {
      let works = false;
      const { run, asked, merged } = rig((id) => (works ? withCode(id) : { kind: 'status', status }));
      await run();
      works = true;
      await run();
      assert.deepEqual(
        [asked, merged],
        [
          [THREE, ONE, THREE, ONE],
          [THREE, ONE],
        ],
      );
    });

  it('goes on after one paper about which the Hub has a problem, and asks about it again', async () => {
    const { run, asked, merged } = rig((id) =>
      id === THREE ? { kind: 'status', status: 500 } : withCode(id),
    );
    await run();
    await run();
    assert.deepEqual([asked, merged], [[THREE, ONE, THREE], [ONE]]);
  });

  it('reaches the other papers although the Hub always has a problem with two', async () => {
    const { run, state, merged } = rig(
      (id) => (id === ONE ? withCode(id) : { kind: 'status', status: 500 }),
      [ONE, TWO, THREE],
      [THREE, TWO, ONE],
    );
    for (let refresh = 0; refresh < 10; refresh += 1) {
      await run();
      state.now += 24 * 3_600_000 + 60_000 * 61;
    }
    assert.ok(merged.includes(ONE));
  });

  it('keeps what it found when it is cancelled or the network is turned off', async () => {
    const cancel = new AbortController();
    const one = rig((id) => (cancel.abort(), withCode(id)));
    await one.run(cancel.signal);
    assert.deepEqual([one.asked, one.merged], [[THREE], [THREE]]);
    const two = rig((id) => ((two.state.allowed = false), withCode(id)));
    await two.run();
    assert.deepEqual([two.asked, two.merged], [[THREE], [THREE]]);
    await two.run();
    assert.equal(two.asked.length, 1);
  });
});
