import { Disposing } from '../../dispose';
import {
  isDue,
  REST,
  REST_AFTER_FAILURE,
  restOver,
  type LastTry,
  type Moment,
  type RefreshTimes,
} from '../due';

/** What the schedule works with. */
export interface ScheduleEffects {
  /** Whether the user lets the extension ask the feed by itself. */
  readonly allowed: () => boolean;
  /** When any window refreshed, and until when a server asked to be left alone. */
  readonly times: () => Promise<RefreshTimes>;
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
  #tried: LastTry | undefined;

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
    const { allowed, later } = this.#effects;
    if (this.disposed || this.#waiting || !allowed() || !restOver(this.#tried, this.#now())) return;
    this.#waiting = true;
    this.#cancel = later(() => void this.#run(), PAUSE);
  }

  async #run(): Promise<void> {
    const { allowed, times, refresh, wall } = this.#effects;
    const over = restOver(this.#tried, this.#now());
    let leapt = this.#tried?.leapt;
    let rest = REST_AFTER_FAILURE;
    try {
      if (this.disposed || !allowed() || !isDue(await times(), wall())) return;
      if (over === 'leap') leapt = this.#now().forward;
      if (await refresh(this.#stop.signal)) rest = REST;
    } catch {
      // The refresh itself logs what went wrong.
    } finally {
      this.#tried = { ...this.#now(), rest, ...(leapt === undefined ? {} : { leapt }) };
      this.#waiting = false;
    }
  }

  #now(): Moment {
    return { wall: this.#effects.wall(), forward: this.#effects.forward() };
  }
}
