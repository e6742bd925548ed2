import { localDay } from '../core/text/localDay';

/** Compares the day at intervals, because a timer until midnight is late after the machine slept. */
const CHECK_INTERVAL_MS = 600_000;

/** Returns how to stop the timer. */
type Every = (run: () => void, ms: number) => () => void;

const systemTimer: Every = (run, ms) => {
  const timer = setInterval(run, ms);
  return () => clearInterval(timer);
};

/** Runs a function within ten minutes after each change of the calendar day. */
export function onNextDays(
  run: () => void,
  now = (): Date => new Date(),
  every: Every = systemTimer,
): { dispose(): void } {
  let day = localDay(now());
  const stop = every(() => {
    const today = localDay(now());
    if (today === day) return;
    day = today;
    run();
  }, CHECK_INTERVAL_MS);
  return { dispose: stop };
}
