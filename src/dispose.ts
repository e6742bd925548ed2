import type { Disposable } from 'vscode';

/** Owns what it registers and disposes it once, last first. */
export abstract class Disposing implements Disposable {
  readonly #owned: Disposable[] = [];
  #disposed = false;

  /** True once `dispose` was called; a late answer checks it before it touches anything. */
  protected get disposed(): boolean {
    return this.#disposed;
  }

  /** Takes ownership of a disposable and hands it back; disposes it at once when this is already disposed. */
  protected register<T extends Disposable>(disposable: T): T {
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
