import { archiveMonths, feedDay } from '../../../core/feed/feedCalendar';
import { progressOf } from '../feedState';
import { tryLock, type Lock } from '../../store/fileLock';
import { CANCELLED, type UpdateEffects, type UpdateOptions, type UpdateOutcome } from './updateTypes';
import { updateDays } from './updateDays';
import { updateMonths } from './updateMonths';

export interface UpdaterEffects extends UpdateEffects {
  /** Only the window with this lock fetches. */
  readonly lockFile: string;
}

interface Refresh {
  readonly outcome: Promise<UpdateOutcome>;
  readonly stop: AbortController;
  /** Aborted by `stop` of this refresh or of the updater. */
  readonly signal: AbortSignal;
}

export class Updater {
  readonly #effects: UpdaterEffects;
  #refresh: Refresh | undefined;
  #halt = new AbortController();
  #runs = 0;
  #last: Promise<unknown> = Promise.resolve();

  constructor(effects: UpdaterEffects) {
    this.#effects = effects;
  }

  get busy(): boolean {
    return this.#runs > 0;
  }

  /** A further call joins the active refresh. */
  get refreshing(): boolean {
    return this.#refresh !== undefined;
  }

  /** A second call joins the running refresh. Aborting any caller's signal stops the refresh for all callers. */
  refresh(options: UpdateOptions): Promise<UpdateOutcome> {
    const running = this.#refresh;
    const refresh = running && !running.signal.aborted ? running : this.#begin(options);
    const stop = (): void => refresh.stop.abort(options.signal.reason);
    if (options.signal.aborted) stop();
    else options.signal.addEventListener('abort', stop, { once: true });
    return refresh.outcome;
  }

  archive(months: readonly string[], options: UpdateOptions): Promise<UpdateOutcome> {
    const signal = AbortSignal.any([options.signal, this.#halt.signal]);
    return this.#inTurn(() => updateMonths(this.#effects, months, { ...options, signal }), signal);
  }

  /** Stops all running and queued runs of this window. Later calls work again. */
  stop(): void {
    this.#halt.abort();
    this.#halt = new AbortController();
  }

  /** Newest first. `held` months were read completely from this endpoint. */
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

  /** One at a time. A run that is aborted while queued ends immediately. */
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
      // For example on a read-only disk, where the lock cannot block other windows. The papers last for this session.
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
