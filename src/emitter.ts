import type { Disposable } from 'vscode';

/** Subscribes a listener until what it returns is disposed. */
export type Subscribe<T> = (listener: (value: T) => unknown) => { dispose(): void };

/** An event source for code that also runs outside VS Code, where `vscode.EventEmitter` does not exist. */
export class Emitter<T> implements Disposable {
  readonly #listeners = new Set<{ readonly call: (value: T) => unknown }>();
  readonly #report: (error: unknown) => void;

  /** @param report called with what a listener throws; by default it becomes an uncaught error, which VS Code logs */
  constructor(report: (error: unknown) => void = throwLater) {
    this.#report = report;
  }

  readonly event: Subscribe<T> = (listener) => {
    const entry = { call: listener };
    this.#listeners.add(entry);
    return { dispose: () => void this.#listeners.delete(entry) };
  };

  /**
   * Calls every listener of this moment, in the order of subscription. A listener that throws stops neither the others
   * nor the caller.
   */
  fire(value: T): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener.call(value);
      } catch (error) {
        this.#report(error);
      }
    }
  }

  dispose(): void {
    this.#listeners.clear();
  }
}

function throwLater(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}
