/** Runs work that could pause between its steps to its end at once; for small work, tests and worker threads. */
export function finished<T>(work: Generator<unknown, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}
