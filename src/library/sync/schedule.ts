import { Disposing } from '../../dispose';

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

/** How long the library stays as it is after a refresh that worked: 6 hours, in ms. */
export const REST = 6 * 3600000;
/** And after one that did not: half an hour, in ms. */
export const REST_AFTER_FAILURE = 1800000;
/** What all windows know of earlier refreshes, by the wall clock in ms. */
export interface RefreshTimes {
  /** The last refresh that worked. */
  readonly last?: number;
  /** Before this moment a server asked not to come back. */
  readonly notBefore?: number;
}

/**
 * Whether a refresh by schedule is due. A last refresh that lies in the future, or a wait that is longer than any that
 * was ever granted, comes from a clock that was wrong, and does not count.
 */
export function isDue({ last, notBefore }: RefreshTimes, wall: number): boolean {
  if (notBefore !== undefined && notBefore > wall && notBefore - wall <= REST) return false;
  return last === undefined || last > wall || wall - last >= REST;
}

/** A moment by both clocks, in ms: people and systems set the wall clock, and the forward clock may miss a sleep. */
export interface Moment {
  readonly wall: number;
  readonly forward: number;
}

/** When this window tried, and how long it rests after that, in ms. */
export interface LastTry extends Moment {
  readonly rest: number;
  /** The last moment at which the wall clock alone said that the rest was over, by the forward clock. */
  readonly leapt?: number;
}

/**
 * Whether this window's own rest is over, and by which clock. That of the wall alone is believed once in 6 hours of the
 * other, so that a machine which slept is up to date when it wakes and a clock that jumps about makes no storm.
 */
export function restOver(before: LastTry | undefined, now: Moment): false | 'forward' | 'leap' {
  if (before === undefined || now.forward - before.forward >= before.rest) return 'forward';
  if (now.wall - before.wall < before.rest) return false;
  return before.leapt === undefined || now.forward - before.leapt >= REST ? 'leap' : false;
}
