import { Disposing } from '../dispose';
import { isDue, REST, REST_AFTER_FAILURE, type RefreshTimes } from './due';

/** What the schedule works with. */
export interface ScheduleEffects {
  /** Whether the user lets the extension ask the feed by itself. */
  readonly allowed: () => boolean;
  /** When any window refreshed, and until when a server asked to be left alone. */
  readonly times: () => Promise<Pick<RefreshTimes, 'last' | 'notBefore'>>;
  /** Refreshes; true when it worked. */
  readonly refresh: (signal: AbortSignal) => Promise<boolean>;
  /** Wall clock in ms. */
  readonly wall: () => number;
  /** A clock in ms that only goes forward. */
  readonly forward: () => number;
  /** Calls back once after so many ms, unless what it returns is called. */
  readonly later: (callback: () => void, ms: number) => () => void;
}

/** How long after a use the feed is asked, in ms: what the user is doing comes first. */
const PAUSE = 8_000;

/** Refreshes by itself: after the extension was used, at most once in 6 hours in all windows, never at start-up. */
export class Schedule extends Disposing {
  readonly #effects: ScheduleEffects;
  readonly #stop = new AbortController();
  #waiting = false;
  #cancel: (() => void) | undefined;
  #mayTryAt = -Infinity;

  constructor(effects: ScheduleEffects) {
    super();
    this.#effects = effects;
    this.register({
      dispose: () => {
        this.#cancel?.();
        this.#stop.abort();
      },
    });
  }

  /** To be called whenever the extension was used; cheap. */
  used(): void {
    const { allowed, forward, later } = this.#effects;
    if (this.disposed || this.#waiting || !allowed() || forward() < this.#mayTryAt) return;
    this.#waiting = true;
    this.#cancel = later(() => void this.#run(), PAUSE);
  }

  async #run(): Promise<void> {
    const { allowed, times, refresh, wall, forward } = this.#effects;
    let rest = REST_AFTER_FAILURE;
    try {
      if (this.disposed || !allowed()) return;
      const due = isDue({ ...(await times()), mayTryAt: this.#mayTryAt }, wall(), forward());
      if (due && (await refresh(this.#stop.signal))) rest = REST;
    } catch {
      // The refresh itself logs what went wrong.
    } finally {
      this.#mayTryAt = forward() + rest;
      this.#waiting = false;
    }
  }
}
