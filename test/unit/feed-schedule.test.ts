import assert from 'node:assert/strict';
import { REST, REST_AFTER_FAILURE } from '../../src/library/due';
import { Schedule, type ScheduleEffects } from '../../src/library/schedule';

describe('the schedule', () => {
  let wall: number;
  let forward: number;
  let waiting: { readonly call: () => void; readonly ms: number }[];
  let refreshed: number;
  let last: number | undefined;

  beforeEach(() => {
    wall = Date.parse('2026-03-05T12:00:00Z');
    forward = 1_000;
    waiting = [];
    refreshed = 0;
    last = undefined;
  });

  function schedule(effects: Partial<ScheduleEffects> = {}): Schedule {
    return new Schedule({
      allowed: () => true,
      times: () => Promise.resolve(last === undefined ? {} : { last }),
      refresh: () => {
        refreshed += 1;
        last = wall;
        return Promise.resolve(true);
      },
      wall: () => wall,
      forward: () => forward,
      later: (call, ms) => {
        const entry = { call, ms };
        waiting.push(entry);
        return () => void (waiting = waiting.filter((other) => other !== entry));
      },
      ...effects,
    });
  }

  async function pass(ms: number): Promise<void> {
    wall += ms;
    forward += ms;
    for (const { call } of waiting.splice(0)) call();
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  }

  it('does nothing until the extension is used, and then not at once', async () => {
    const live = schedule();
    await pass(REST);
    assert.equal(waiting.length, 0);
    live.used();
    live.used();
    assert.equal(waiting.length, 1);
    assert.equal(refreshed, 0);
    await pass(10_000);
    assert.equal(refreshed, 1);
  });

  it('refreshes at most once in 6 hours', async () => {
    const live = schedule();
    for (let minute = 0; minute < 13 * 60; minute += 1) {
      live.used();
      await pass(60_000);
    }
    assert.equal(refreshed, 3);
  });

  it('leaves it to another window that refreshed, and looks again later', async () => {
    last = wall - 1_000;
    const live = schedule();
    live.used();
    await pass(10_000);
    assert.equal(refreshed, 0);
    live.used();
    assert.equal(waiting.length, 0, 'it does not look at every use');
    await pass(REST);
    live.used();
    await pass(10_000);
    assert.equal(refreshed, 1);
  });

  it('tries again half an hour after a failure, whatever failed', async () => {
    let tries = 0;
    const refresh = (): Promise<boolean> => {
      tries += 1;
      return tries === 1 ? Promise.resolve(false) : Promise.reject(new Error('the disk is gone'));
    };
    const live = schedule({ refresh });
    for (const expected of [1, 2, 3]) {
      live.used();
      await pass(10_000);
      assert.equal(tries, expected);
      live.used();
      assert.equal(waiting.length, 0);
      await pass(REST_AFTER_FAILURE);
    }
  });

  it('asks for nothing while the user does not want it, and minds when that changes meanwhile', async () => {
    let allowed = false;
    const live = schedule({ allowed: () => allowed });
    live.used();
    assert.equal(waiting.length, 0);
    allowed = true;
    live.used();
    allowed = false;
    await pass(10_000);
    assert.equal(refreshed, 0);
  });

  it('stops when disposed, in its pause and in its refresh', async () => {
    const paused = schedule();
    paused.used();
    paused.dispose();
    assert.equal(waiting.length, 0);
    paused.used();
    assert.equal(waiting.length, 0);

    let aborted = false;
    const busy = schedule({
      refresh: (signal) =>
        new Promise((_, reject) =>
          signal.addEventListener('abort', () => {
            aborted = true;
            reject(new Error('aborted'));
          }),
        ),
    });
    busy.used();
    await pass(10_000);
    busy.dispose();
    await pass(0);
    assert.ok(aborted);
  });
});
