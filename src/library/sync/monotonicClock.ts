import { uptime } from 'node:os';

/**
 * Returns a clock in ms that includes the machine's sleep and ignores changes of the system clock. The uptime
 * includes sleep on every system, `performance.now` on Windows only. Uses the later of both, because the uptime
 * may be wrong in a container or virtual machine.
 * @param sinceStart uptime of the machine in seconds; may throw
 */
export function monotonicClock(
  measured: () => number = () => performance.now(),
  sinceStart: () => number = uptime,
): () => number {
  const started = (): number => {
    try {
      return sinceStart() * 1000;
    } catch {
      return Number.NaN;
    }
  };
  const [firstMeasured, firstStarted] = [measured(), started()];
  let latest = 0;
  return () => {
    for (const now of [measured() - firstMeasured, started() - firstStarted]) if (now > latest) latest = now;
    return latest;
  };
}
