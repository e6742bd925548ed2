import type { HttpEffects } from '../../src/library/sync/httpClient';
import { silentLog } from './log';

export interface TestClock {
  /** Time in ms, for both the wall clock and the monotonic clock. */
  now: number;
  /** Waits so far, in ms. */
  readonly slept: number[];
}

export function testClock(now = Date.parse('2026-03-05T15:00:00Z')): TestClock {
  return { now, slept: [] };
}

/** Real requests with a test's clock: a wait ends immediately and moves the clock. */
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
    // Long enough for a busy machine. Tests of time limits set a short one.
    timeout: 120_000,
    ...more,
  };
}
