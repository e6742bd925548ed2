import type { HttpEffects } from '../../src/library/sync/httpClient';
import { silentLog } from './log';

/** A clock that only a test and `sleep` move. */
export interface TestClock {
  /** Time in ms, of the wall clock and of the monotonic clock. */
  now: number;
  /** Waits so far, in ms. */
  readonly slept: number[];
}

export function testClock(now = Date.parse('2026-03-05T15:00:00Z')): TestClock {
  return { now, slept: [] };
}

/** Real requests on a test's clock: a wait ends at once and moves the clock. */
export function httpEffectsOn(clock: TestClock, more: Partial<HttpEffects> = {}): HttpEffects {
  return {
    fetch: globalThis.fetch,
    log: silentLog,
    now: () => clock.now,
    monotonic: () => clock.now,
    sleep: (ms) => {
      clock.slept.push(ms);
      clock.now += ms;
      return Promise.resolve();
    },
    random: () => 0.5,
    // Long enough for a busy machine; the cases that run into it name a short one.
    timeout: 20_000,
    ...more,
  };
}
