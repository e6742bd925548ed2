import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Interval in which a timer reads the clock, in ms: the reading of a thread without stalls. */
const INTERVAL_MS = 1;

/** Measures for how long this thread cannot answer. */
export class Stalls {
  readonly #delays = monitorEventLoopDelay({ resolution: INTERVAL_MS });

  constructor() {
    this.#delays.enable();
  }

  /** Longest stall since the start or the last `reset`, in ms. */
  get longestMs(): number {
    return Math.max(0, this.#delays.max / 1e6 - INTERVAL_MS);
  }

  reset(): void {
    this.#delays.reset();
  }

  stop(): void {
    this.#delays.disable();
  }
}

/** Returns the longest stall of this thread during some work, in ms. */
export async function longestStall(work: () => Promise<unknown>): Promise<number> {
  const stalls = new Stalls();
  await work();
  stalls.stop();
  return stalls.longestMs;
}
