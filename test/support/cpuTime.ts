import assert from 'node:assert/strict';

/**
 * Runs work and fails if it takes more processor time than this many seconds. A limit of elapsed time would fail on a
 * busy machine.
 */
export function withinCpuSeconds(seconds: number, work: () => unknown): void {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  const used = (user + system) / 1_000_000;
  assert.ok(used < seconds, `${used} s of processor time`);
}
