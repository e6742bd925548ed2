import { uptime } from 'node:os';

/**
 * A clock in ms that only goes forward, whoever sets the machine's, and goes on while the machine sleeps: the time since
 * it was started does on every system, which the clock for measuring does on Windows only. The later of both counts, as
 * a container or a virtual machine may have no true uptime.
 * @param measured a clock for measuring, in ms
 * @param sinceStart seconds since the machine was started; may throw
 */
export function forwardClock(
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
