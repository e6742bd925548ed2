/**
 * Time slice in ms. With a last step of 2 ms and a garbage collection, the host's thread is blocked for less than 10
 * ms.
 */
const SLICE_MS = 2;

let turns: Promise<void> = Promise.resolve();

/** Waits for one turn of the event loop. Concurrent callers take turns, so that their slices do not add up. */
export function yieldToHost(): Promise<void> {
  turns = turns.then(() => new Promise((resolve) => setImmediate(resolve)));
  return turns;
}

/**
 * Runs a generator to its end, with a pause after each time slice.
 * @param signal ends the work at its next pause; the promise then rejects with the signal's reason
 */
export async function runInSlices<T>(work: Generator<void, T>, signal?: AbortSignal): Promise<T> {
  let began = performance.now();
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    if (performance.now() - began < SLICE_MS) continue;
    await yieldToHost();
    signal?.throwIfAborted();
    began = performance.now();
  }
}

/** Maximum number of tasks in a slice. VS Code's own work on a row takes five times as long as the row. */
const MAX_SLICE_TASKS = 50;

/** Runs short tasks in order, in time slices, such as the requests for all rows of a list. */
export class SliceQueue {
  #waiting: (() => void)[] = [];
  #running = false;

  run<T>(task: () => T | PromiseLike<T>): Promise<T> {
    return new Promise((resolve) => {
      // The inner promise rejects if the task throws.
      this.#waiting.push(() => resolve(new Promise((settle) => settle(task()))));
      if (!this.#running) void this.#drain();
    });
  }

  async #drain(): Promise<void> {
    this.#running = true;
    while (this.#waiting.length > 0) {
      await yieldToHost();
      const tasks = this.#waiting;
      const began = performance.now();
      let done = 0;
      do tasks[done++]?.();
      while (done < tasks.length && done < MAX_SLICE_TASKS && performance.now() - began < SLICE_MS);
      this.#waiting = tasks.slice(done);
    }
    this.#running = false;
  }
}

/** Runs work until `urgent` returns true, then returns `undefined`. */
export function* runUnless<T>(
  urgent: () => boolean,
  work: Generator<void, T>,
): Generator<void, T | undefined> {
  for (;;) {
    if (urgent()) return undefined;
    const step = work.next();
    if (step.done === true) return step.value;
    yield;
  }
}
