import type * as vscode from 'vscode';

export type Event<T> = (listener: (value: T) => unknown) => { dispose(): void };

/** For code that also runs outside VS Code, without `vscode.EventEmitter`. */
export class Emitter<T> implements vscode.Disposable {
  readonly #listeners = new Set<{ readonly call: (value: T) => unknown }>();
  readonly #report: (error: unknown) => void;

  /** @param report receives a listener's error; by default it is rethrown uncaught, and VS Code logs it */
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
