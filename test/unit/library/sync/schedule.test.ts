import assert from 'node:assert/strict';
import {
  COOLDOWN_MS,
  FAILURE_COOLDOWN_MS,
  isDue,
  Schedule,
  type RefreshTimes,
  type ScheduleEffects,
} from '../../../../src/library/sync/schedule';
import { monotonicClock } from '../../../../src/library/sync/monotonicClock';

describe('the monotonic clock', () => {
  it('counts sleep, and ignores changes of the system clock', () => {
    let [measured, sinceStart] = [5_000, 100];
    const now = monotonicClock(
      () => measured,
      () => sinceStart,
    );
    assert.equal(now(), 0);
    [measured, sinceStart] = [6_000, 101];
    assert.equal(now(), 1_000);
    // Eight hours of sleep, which the performance clock does not count.
    sinceStart += 8 * 3_600;
    assert.equal(now(), 8 * 3_600_000 + 1_000);
    sinceStart = 3;
    assert.equal(now(), 8 * 3_600_000 + 1_000, 'it never goes back');
  });

  it('uses the performance clock if the uptime is unknown', () => {
    let measured = 0;
    const none = monotonicClock(
      () => measured,
      () => {
        throw new Error('ENOSYS');
      },
    );
    const stuck = monotonicClock(
      () => measured,
      () => 0,
    );
    measured = 70;
    assert.deepEqual([none(), stuck()], [70, 70]);
  });

  it('is near the measured time on this machine', () => {
    const now = monotonicClock();
    assert.ok(now() >= 0 && now() < 60_000);
  });
});

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
      monotonic: () => forward,
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
    await pass(COOLDOWN_MS);
    assert.equal(waiting.length, 0);
    live.noteActivity();
    live.noteActivity();
    assert.equal(waiting.length, 1);
    assert.equal(refreshed, 0);
    await pass(10_000);
    assert.equal(refreshed, 1);
  });

  it('refreshes at most once in 6 hours', async () => {
    const live = schedule();
    for (let minute = 0; minute < 13 * 60; minute += 1) {
      live.noteActivity();
      await pass(60_000);
    }
    assert.equal(refreshed, 3);
  });

  const hour = 3_600_000;

  /** Uses the extension every minute for some hours. */
  async function work(live: Schedule, hours: number): Promise<void> {
    for (let minute = 0; minute < hours * 60; minute += 1) {
      live.noteActivity();
      await pass(60_000);
    }
  }

  it('refreshes at the first use after a night of sleep, on every day of a week', async () => {
    const live = schedule();
    for (let day = 0; day < 7; day += 1) {
      const before = refreshed;
      live.noteActivity();
      await pass(10_000);
      assert.equal(refreshed, before + 1, `day ${day}`);
      await work(live, 5);
      assert.equal(refreshed, before + 1);
      // The monotonic clock continues while the machine sleeps.
      await pass(15 * hour);
    }
  });

  it('does so on a machine whose forward clock misses its sleep, when the last time is 6 hours of work ago', async () => {
    const live = schedule();
    await work(live, 1);
    assert.equal(refreshed, 1);
    wall += 12 * hour;
    await work(live, 1);
    assert.equal(refreshed, 2, 'at once after the sleep');
    wall += 12 * hour;
    await work(live, 2);
    assert.equal(refreshed, 2, 'the wall clock alone is not believed twice');
    await work(live, 5);
    assert.equal(refreshed, 3);
  });

  it('causes no burst of requests when the wall clock is set or jumps', async () => {
    const live = schedule();
    await work(live, 1);
    for (const jump of [-24 * hour, 48 * hour, -24 * hour, 400 * 24 * hour, -500 * 24 * hour]) {
      wall += jump;
      live.noteActivity();
      await pass(60_000);
    }
    assert.equal(refreshed, 2);

    const jumps = [0, -30 * 24 * hour, 400 * 24 * hour, -wall, wall, hour, -hour];
    const before = refreshed;
    for (let minute = 0; minute < 24 * 60; minute += 1) {
      if (minute % 37 === 0) wall += jumps[(minute / 37) % jumps.length] ?? 0;
      live.noteActivity();
      await pass(60_000);
    }
    assert.ok(refreshed - before >= 1 && refreshed - before <= 8, `${refreshed - before} refreshes in a day`);
  });

  it("skips a refresh after another window's, and checks again later", async () => {
    last = wall - 1_000;
    const live = schedule();
    live.noteActivity();
    await pass(10_000);
    assert.equal(refreshed, 0);
    live.noteActivity();
    assert.equal(waiting.length, 0, 'it does not look at every use');
    await pass(COOLDOWN_MS);
    live.noteActivity();
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
      live.noteActivity();
      await pass(10_000);
      assert.equal(tries, expected);
      live.noteActivity();
      assert.equal(waiting.length, 0);
      await pass(FAILURE_COOLDOWN_MS);
    }
  });

  it('sends no request while the user forbids it, even if that changes meanwhile', async () => {
    let allowed = false;
    const live = schedule({ allowed: () => allowed });
    live.noteActivity();
    assert.equal(waiting.length, 0);
    allowed = true;
    live.noteActivity();
    allowed = false;
    await pass(10_000);
    assert.equal(refreshed, 0);
  });

  it('stops when disposed, in its pause and in its refresh', async () => {
    const paused = schedule();
    paused.noteActivity();
    paused.dispose();
    assert.equal(waiting.length, 0);
    paused.noteActivity();
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
    busy.noteActivity();
    await pass(10_000);
    busy.dispose();
    await pass(0);
    assert.ok(aborted);
  });
});

describe('a refresh by schedule', () => {
  const now = Date.parse('2026-03-05T12:00:00Z');
  const hour = 3_600_000;
  const cases: [what: string, times: RefreshTimes, due: boolean][] = [
    ['never refreshed', {}, true],
    ['refreshed a moment ago', { last: now - 1 }, false],
    ['refreshed just under 6 hours ago', { last: now - COOLDOWN_MS + 1 }, false],
    ['refreshed 6 hours ago', { last: now - COOLDOWN_MS }, true],
    ['refreshed in 1970', { last: 0 }, true],
    ['refreshed in the future', { last: now + hour }, true],
    ['refreshed in 2100', { last: Date.parse('2100-01-01') }, true],
    ['the server asked to wait', { notBefore: now + hour }, false],
    ['the wait is over', { notBefore: now - 1 }, true],
    ['a wait that nobody grants', { notBefore: now + 100 * hour }, true],
  ];
  for (const [what, times, due] of cases) {
    it(`${what}: ${due ? 'due' : 'not due'}`, () => assert.equal(isDue(times, now), due));
  }
});
