/**
 * Stretch of work on the host's thread, in milliseconds; its last step may take as long again, and a collection of
 * garbage longer, before 10 ms are over.
 */
const SLICE_MS = 2;

let turns: Promise<void> = Promise.resolve();

/** Lets the host do what waits. Works that pause at the same time take turns, so that their slices never add up. */
export function breath(): Promise<void> {
  turns = turns.then(() => new Promise((resolve) => setImmediate(resolve)));
  return turns;
}

/** Runs work step by step and lets the host breathe when a slice of time is used up. */
export async function sliced<T>(work: Generator<void, T>): Promise<T> {
  let began = performance.now();
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    if (performance.now() - began < SLICE_MS) continue;
    await breath();
    began = performance.now();
  }
}

/** Runs work to its end without a pause. */
export function runToEnd<T>(work: Generator<void, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}
