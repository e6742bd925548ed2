import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../../log';
import type { HttpEffects } from './httpClient';

/** Returns the effects of a client outside of tests. @param monotonic monotonic clock in ms */
export function httpEffects(log: Log, monotonic: () => number): HttpEffects {
  return {
    // Read at each call: VS Code replaces the global fetch with one that uses its proxy and certificates.
    fetch: (input, init) => globalThis.fetch(input, init),
    log,
    now: Date.now,
    monotonic: monotonic,
    sleep: (ms, signal) => sleep(ms, undefined, { signal }),
    random: Math.random,
  };
}
