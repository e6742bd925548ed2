/** How long the library stays as it is after a refresh that worked: 6 hours, in ms. */
export const REST = 6 * 3_600_000;

/** And after one that did not: half an hour, in ms. */
export const REST_AFTER_FAILURE = 1_800_000;

/** What is known of earlier refreshes. Wall clocks lie, so each window also counts by one that only goes forward. */
export interface RefreshTimes {
  /** The last refresh of any window, by the wall clock in ms. */
  readonly last?: number;
  /** Before this moment a server asked not to come back, by the wall clock in ms. */
  readonly notBefore?: number;
  /** When this window may try again, by the forward clock in ms. */
  readonly mayTryAt?: number;
}

/**
 * Whether a refresh by schedule is due. A last refresh that lies in the future, or a wait that is longer than any that
 * was ever granted, comes from a clock that was wrong, and does not count.
 */
export function isDue(times: RefreshTimes, wall: number, forward: number): boolean {
  if (times.mayTryAt !== undefined && forward < times.mayTryAt) return false;
  const { last, notBefore } = times;
  if (notBefore !== undefined && notBefore > wall && notBefore - wall <= REST) return false;
  return last === undefined || last > wall || wall - last >= REST;
}
