import { Disposable } from '../../dispose';

export interface ScheduleEffects {
  readonly allowed: () => boolean;
  /** Last refresh of any window, and the wait that the server requested. */
  readonly times: () => Promise<RefreshTimes>;
  readonly refresh: (signal: AbortSignal) => Promise<boolean>;
  readonly wall: () => number;
  readonly monotonic: () => number;
  readonly later: (callback: () => void, ms: number) => () => void;
}

/** Delay after the extension was used, so that the request does not slow down the user's action. */
const START_DELAY_MS = 8_000;

/** Refreshes after the extension was used: at most once in 6 hours, never at start-up. */
export class Schedule extends Disposable {
  readonly #effects: ScheduleEffects;
  readonly #stop = new AbortController();
  #waiting = false;
  #cancel: (() => void) | undefined;
  #lastAttempt: LastAttempt | undefined;

  constructor(effects: ScheduleEffects) {
    super();
    this.#effects = effects;
    this._register({
      dispose: () => {
        this.#cancel?.();
        this.#stop.abort();
      },
    });
  }

  /** Cheap enough for every user action. */
  noteActivity(): void {
    const { allowed, later } = this.#effects;
    if (this.disposed || this.#waiting || !allowed() || !isCooldownOver(this.#lastAttempt, this.#now()))
      return;
    this.#waiting = true;
    this.#cancel = later(() => void this.#run(), START_DELAY_MS);
  }

  async #run(): Promise<void> {
    const { allowed, times, refresh, wall } = this.#effects;
    const over = isCooldownOver(this.#lastAttempt, this.#now());
    let clockJumped = this.#lastAttempt?.jumpedAt;
    let rest = FAILURE_COOLDOWN_MS;
    try {
      if (this.disposed || !allowed() || !isDue(await times(), wall())) return;
      if (over === 'wall') clockJumped = this.#now().monotonic;
      if (await refresh(this.#stop.signal)) rest = COOLDOWN_MS;
    } catch {
      // The refresh logs its own errors.
    } finally {
      this.#lastAttempt = {
        ...this.#now(),
        cooldown: rest,
        ...(clockJumped === undefined ? {} : { jumpedAt: clockJumped }),
      };
      this.#waiting = false;
    }
  }

  #now(): ClockReading {
    return { wall: this.#effects.wall(), monotonic: this.#effects.monotonic() };
  }
}

/** Minimum time between refreshes after a success: 6 hours. */
export const COOLDOWN_MS = 6 * 3600000;
/** Minimum time between refreshes after a failure: 30 minutes. */
export const FAILURE_COOLDOWN_MS = 1800000;
export interface RefreshTimes {
  readonly last?: number;
  readonly notBefore?: number;
}

/**
 * Returns whether a scheduled refresh is due. Ignores a last refresh in the future and a wait of more than 6
 * hours, which a wrong clock caused.
 * @param wall the wall clock in ms
 */
export function isDue({ last, notBefore }: RefreshTimes, wall: number): boolean {
  if (notBefore !== undefined && notBefore > wall && notBefore - wall <= COOLDOWN_MS) return false;
  return last === undefined || last > wall || wall - last >= COOLDOWN_MS;
}

/** A time by both clocks, in ms. The wall clock can be set, and the monotonic clock may stop during sleep. */
export interface ClockReading {
  readonly wall: number;
  readonly monotonic: number;
}

/** `cooldown` is the minimum time in ms until the next attempt. */
export interface LastAttempt extends ClockReading {
  readonly cooldown: number;
  readonly jumpedAt?: number;
}

/**
 * Returns by which clock this window's cooldown is over. Trusts the wall clock alone (`wall`) at most once in 6
 * hours of the monotonic clock. So a machine refreshes after sleep, but a jumping clock cannot cause many
 * requests.
 */
export function isCooldownOver(
  before: LastAttempt | undefined,
  now: ClockReading,
): false | 'monotonic' | 'wall' {
  if (before === undefined || now.monotonic - before.monotonic >= before.cooldown) return 'monotonic';
  if (now.wall - before.wall < before.cooldown) return false;
  return before.jumpedAt === undefined || now.monotonic - before.jumpedAt >= COOLDOWN_MS ? 'wall' : false;
}
