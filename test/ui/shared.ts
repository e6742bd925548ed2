/** A VS Code, or a window with its VS Code and servers, shared by several groups of tests. */
export interface Shared<T> {
  /** Declares that the calling group of tests uses it. */
  use(): void;
  /** Can be read in hooks and tests. */
  readonly value: T;
}

/**
 * Returns a value that starts before the first group of tests that uses it and stops after the last, because a VS Code with
 * a window takes 8 to 15 s of processor time. If a pattern skips a group, it stops with this process.
 */
export function shared<T extends { stop(): Promise<void> }>(start: () => Promise<T>): Shared<T> {
  let users = 0;
  let running: T | undefined;
  return {
    use() {
      users += 1;
      before(async () => {
        running ??= await start();
      });
      after(async () => {
        users -= 1;
        if (users === 0) await running?.stop();
      });
    },
    get value() {
      if (!running) throw new Error('This group of tests does not call use().');
      return running;
    },
  };
}
