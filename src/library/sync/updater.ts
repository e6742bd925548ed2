import { archiveMonths, feedDay } from '../../core/feed/feedCalendar';
import { progressOf } from './feedState';
import { tryLock, type Lock } from '../store/fileLock';
import { CANCELLED, type UpdateEffects, type UpdateOptions, type UpdateOutcome } from './updateTypes';
import { updateDays } from './updateDays';
import { updateMonths } from './updateMonths';

/** What the updater works with. */
export interface UpdaterEffects extends UpdateEffects {
  /** Held by the one window that asks the feed. */
  readonly lockFile: string;
}

/** A refresh that several may wait for. */
interface Refresh {
  readonly outcome: Promise<UpdateOutcome>;
  readonly stop: AbortController;
  /** Aborted with `stop`, or with every run of this window. */
  readonly signal: AbortSignal;
}

/** Brings papers from the feed to the store and the library, one run at a time in all windows. */
export class Updater {
  readonly #effects: UpdaterEffects;
  #refresh: Refresh | undefined;
  /** Aborted when every run of this window is to end. */
  #halt = new AbortController();
  #runs = 0;
  #last: Promise<unknown> = Promise.resolve();

  constructor(effects: UpdaterEffects) {
    this.#effects = effects;
  }

  /** Whether this window asks the feed at this moment, or is about to. */
  get busy(): boolean {
    return this.#runs > 0;
  }

  /** Whether a refresh goes on in this window, which a further call would join. */
  get refreshing(): boolean {
    return this.#refresh !== undefined;
  }

  /**
   * Reads the days since the newest one that is held, and those before it that still move. A second call joins the
   * refresh that goes on, and whoever stops it stops it for all.
   */
  refresh(options: UpdateOptions): Promise<UpdateOutcome> {
    const running = this.#refresh;
    const refresh = running && !running.signal.aborted ? running : this.#begin(options);
    const stop = (): void => refresh.stop.abort(options.signal.reason);
    if (options.signal.aborted) stop();
    else options.signal.addEventListener('abort', stop, { once: true });
    return refresh.outcome;
  }

  /**
   * Reads whole months that were not read yet, in the order given. Cancelled or failed, it goes on there the next time.
   */
  archive(months: readonly string[], options: UpdateOptions): Promise<UpdateOutcome> {
    const signal = AbortSignal.any([options.signal, this.#halt.signal]);
    return this.#inTurn(() => updateMonths(this.#effects, months, { ...options, signal }), signal);
  }

  /** Stops every run of this window; later ones run. */
  stop(): void {
    this.#halt.abort();
    this.#halt = new AbortController();
  }

  /** The months of the archive with whether each is held to its end as an endpoint has it, newest first. */
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

  /** Runs of this window follow one another; one that is stopped before its turn ends at once. */
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
      // A read-only disk: the papers live for this session only, and no other window can be told.
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
