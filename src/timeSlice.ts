/**
 * Time slice on the extension host's thread, in ms. Short enough that a slice stays below 10 ms even if its
 * last step takes another 2 ms and a garbage collection follows.
 */
const SLICE_MS = 2;

let turns: Promise<void> = Promise.resolve();

/**
 * Waits for one turn of the event loop, so that the host can do other work. Concurrent callers take turns, so
 * that their slices do not add up.
 */
export function yieldToHost(): Promise<void> {
  turns = turns.then(() => new Promise((resolve) => setImmediate(resolve)));
  return turns;
}

/**
 * Runs a generator to its end and returns its result. Pauses whenever a time slice is used up.
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

/** Runs work until `urgent` returns true; then returns `undefined`. */
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
