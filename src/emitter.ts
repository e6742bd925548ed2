import type { Disposable } from 'vscode';

/** Subscribes a listener until what it returns is disposed. */
export type Subscribe<T> = (listener: (value: T) => unknown) => { dispose(): void };

/** An event source for code that also runs outside VS Code, where its own is not to be had. */
export class Emitter<T> implements Disposable {
  readonly #listeners = new Set<{ readonly call: (value: T) => unknown }>();

  readonly event: Subscribe<T> = (listener) => {
    const entry = { call: listener };
    this.#listeners.add(entry);
    return { dispose: () => void this.#listeners.delete(entry) };
  };

  /** Calls every listener of this moment, in the order in which they came. */
  fire(value: T): void {
    for (const listener of [...this.#listeners]) listener.call(value);
  }

  dispose(): void {
    this.#listeners.clear();
  }
}
