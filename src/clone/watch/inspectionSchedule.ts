import { subscribeLazily, type Part } from '../../lazy';
import type { CodeWatcher } from '../../library/codeWatch/codeWatcher';

/** Delay after the library was read. */
export const FIRST_CHECK_MS = 60_000;
export const CHECK_INTERVAL_MS = 3_600_000;

/** Returns how to stop the timer. */
type StartTimer = (run: () => Promise<void>, ms: number) => () => void;

export interface InspectionTimers {
  readonly after: StartTimer;
  readonly every: StartTimer;
}

const SYSTEM_TIMERS: InspectionTimers = {
  after: (run, ms) => {
    const timer = setTimeout(() => void run(), ms);
    return () => clearTimeout(timer);
  },
  every: (run, ms) => {
    const timer = setInterval(() => void run(), ms);
    return () => clearInterval(timer);
  },
};

/**
 * Checks after a minute, and then every hour, whether a weekly inspection is due. Loads cloning only if one is due, the
 * network is on and the workspace is trusted.
 * @param inspect inspects the repositories that are due
 */
export function scheduleInspections(
  library: Part<{ readonly codeWatch: Pick<CodeWatcher, 'due'> }>,
  inspect: () => Promise<unknown>,
  timers = SYSTEM_TIMERS,
): { dispose(): void } {
  const check = async (): Promise<void> => {
    if ((library.loaded?.codeWatch.due().length ?? 0) === 0) return;
    // Activation loads no code that reads network settings.
    const { mayInspect } = await import('./mayInspect');
    if (mayInspect()) await inspect();
  };
  return subscribeLazily(library, () => {
    const stops = [timers.after(check, FIRST_CHECK_MS), timers.every(check, CHECK_INTERVAL_MS)];
    return { dispose: () => stops.forEach((stop) => stop()) };
  });
}
