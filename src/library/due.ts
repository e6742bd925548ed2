/** How long the library stays as it is after a refresh that worked: 6 hours, in ms. */
export const REST = 6 * 3_600_000;

/** And after one that did not: half an hour, in ms. */
export const REST_AFTER_FAILURE = 1_800_000;

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
