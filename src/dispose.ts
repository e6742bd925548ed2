import type * as vscode from 'vscode';

/** Disposes its registered disposables once, in reverse order. */
export abstract class Disposable implements vscode.Disposable {
  readonly #owned: vscode.Disposable[] = [];
  #disposed = false;

  /** Check after each `await`, before changing state. */
  protected get disposed(): boolean {
    return this.#disposed;
  }

  /** Takes ownership of a disposable and returns it. Disposes it immediately if this object is disposed. */
  protected _register<T extends vscode.Disposable>(disposable: T): T {
    if (this.#disposed) disposable.dispose();
    else this.#owned.push(disposable);
    return disposable;
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    while (this.#owned.length > 0) this.#owned.pop()?.dispose();
  }
}
