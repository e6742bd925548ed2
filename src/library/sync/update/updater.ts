import { archiveMonths, feedDay } from '../../../core/feed/feedCalendar';
import { progressOf } from '../feedState';
import { tryLock, type Lock } from '../../store/fileLock';
import { CANCELLED, type UpdateEffects, type UpdateOptions, type UpdateOutcome } from './updateTypes';
import { updateDays } from './updateDays';
import { updateMonths } from './updateMonths';

export interface UpdaterEffects extends UpdateEffects {
  /** Only one window at a time holds this lock and fetches. */
  readonly lockFile: string;
}

interface Refresh {
  readonly outcome: Promise<UpdateOutcome>;
  readonly stop: AbortController;
  /** Aborted by `stop`, or when all runs of this window are stopped. */
  readonly signal: AbortSignal;
}

export class Updater {
  readonly #effects: UpdaterEffects;
  #refresh: Refresh | undefined;
  /** Aborted to stop all runs of this window. */
  #halt = new AbortController();
  #runs = 0;
  #last: Promise<unknown> = Promise.resolve();

  constructor(effects: UpdaterEffects) {
    this.#effects = effects;
  }

  /** Whether a run of this window is active or queued. */
  get busy(): boolean {
    return this.#runs > 0;
  }

  /** Whether a refresh is active in this window; a further call joins it. */
  get refreshing(): boolean {
    return this.#refresh !== undefined;
  }

  /**
   * Downloads the missing days (see `updateDays`). A second call joins the running refresh; aborting any
   * caller's signal stops the refresh for all callers.
   */
  refresh(options: UpdateOptions): Promise<UpdateOutcome> {
    const running = this.#refresh;
    const refresh = running && !running.signal.aborted ? running : this.#begin(options);
    const stop = (): void => refresh.stop.abort(options.signal.reason);
    if (options.signal.aborted) stop();
    else options.signal.addEventListener('abort', stop, { once: true });
    return refresh.outcome;
  }

  /** Downloads whole months in the given order; see `updateMonths`. */
  archive(months: readonly string[], options: UpdateOptions): Promise<UpdateOutcome> {
    const signal = AbortSignal.any([options.signal, this.#halt.signal]);
    return this.#inTurn(() => updateMonths(this.#effects, months, { ...options, signal }), signal);
  }

  /** Stops all running and queued runs of this window. Later calls work again. */
  stop(): void {
    this.#halt.abort();
    this.#halt = new AbortController();
  }

  /** Returns the archive's months, newest first, and whether each was read completely from this endpoint. */
  async months(endpoint: string): Promise<readonly { readonly month: string; readonly held: boolean }[]> {
    const { months } = progressOf(await this.#effects.memory.read(), endpoint);
    return archiveMonths(feedDay(this.#effects.now())).map((month) => ({
      month,
      held: months.includes(month),
    }));
  }

  #begin(options: UpdateOptions): Refresh {
    const stop = new AbortController();
    const signal = AbortSignal.any([stop.signal, this.#halt.signal]);
    const outcome = this.#inTurn(() => updateDays(this.#effects, { ...options, signal }), signal);
    const refresh = { outcome, stop, signal };
    this.#refresh = refresh;
    const over = (): void => {
      if (this.#refresh === refresh) this.#refresh = undefined;
    };
    outcome.then(over, over);
    return refresh;
  }

  /** Runs updates of this window one after another. A run that is aborted while queued ends immediately. */
  async #inTurn(work: () => Promise<UpdateOutcome>, signal: AbortSignal): Promise<UpdateOutcome> {
    const before = this.#last;
    const mine = Promise.race([before, aborted(signal)]).then(async () => {
      try {
        return signal.aborted ? CANCELLED : await this.#alone(work);
      } catch (error) {
        if (signal.aborted) return CANCELLED;
        throw error;
      }
    });
    this.#last = Promise.allSettled([before, mine]);
    this.#runs += 1;
    try {
      return await mine;
    } finally {
      this.#runs -= 1;
    }
  }

  async #alone(work: () => Promise<UpdateOutcome>): Promise<UpdateOutcome> {
    let lock: Lock | undefined;
    try {
      lock = await tryLock(this.#effects.lockFile);
      if (!lock) return { kind: 'elsewhere' };
    } catch (error) {
      // On a read-only disk, continues without a lock: papers last for this session, and the lock cannot
      // block other windows.
      this.#effects.log.warn(`No lock could be made: ${String(error)}`);
    }
    try {
      return await work();
    } finally {
      await lock?.release();
    }
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
