import { localDay } from '../core/text/localDay';

/** A timer until midnight would be late after the machine slept, so the day is compared at intervals, in ms. */
const CHECK_INTERVAL_MS = 600_000;

/** Starts a repeated timer. Returns how to stop it. */
type Every = (run: () => void, ms: number) => () => void;

const systemTimer: Every = (run, ms) => {
  const timer = setInterval(run, ms);
  return () => clearInterval(timer);
};

/** Runs a function within ten minutes after each change of the calendar day, until disposed. */
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
