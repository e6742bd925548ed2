import type * as vscode from 'vscode';

/** Subscribes a listener; dispose the result to unsubscribe. */
export type Event<T> = (listener: (value: T) => unknown) => { dispose(): void };

/** Event emitter for code that also runs outside VS Code, where `vscode.EventEmitter` does not exist. */
export class Emitter<T> implements vscode.Disposable {
  readonly #listeners = new Set<{ readonly call: (value: T) => unknown }>();
  readonly #report: (error: unknown) => void;

  /**
   * @param report called with a listener's error; by default the error is rethrown uncaught, and VS Code logs
   * it
   */
  constructor(report: (error: unknown) => void = throwLater) {
    this.#report = report;
  }

  readonly event: Event<T> = (listener) => {
    const entry = { call: listener };
    this.#listeners.add(entry);
    return { dispose: () => void this.#listeners.delete(entry) };
  };

  /** Calls the current listeners in the order of subscription, including those after one that throws. */
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
