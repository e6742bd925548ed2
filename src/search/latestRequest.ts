/** `stale` if a later request replaced this one. */
export type Outcome<T> =
  | { readonly kind: 'answer'; readonly value: T }
  | { readonly kind: 'failure'; readonly error: unknown }
  | { readonly kind: 'stale' };

/** Starting a request aborts the previous one. */
export class LatestRequest {
  #controller: AbortController | undefined;

  /** Resolves with the outcome of `work`. Never rejects. */
  async run<T>(work: (signal: AbortSignal) => Promise<T>): Promise<Outcome<T>> {
    this.cancel();
    const controller = new AbortController();
    this.#controller = controller;
    try {
      const value = await work(controller.signal);
      return controller.signal.aborted ? { kind: 'stale' } : { kind: 'answer', value };
    } catch (error) {
      return controller.signal.aborted ? { kind: 'stale' } : { kind: 'failure', error };
    }
  }

  cancel(): void {
    this.#controller?.abort();
  }
}
