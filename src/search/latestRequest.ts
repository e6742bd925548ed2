/** Outcome of a request: an answer, a failure, or `stale` if a later request replaced it. */
export type Outcome<T> =
  | { readonly kind: 'answer'; readonly value: T }
  | { readonly kind: 'failure'; readonly error: unknown }
  | { readonly kind: 'stale' };

/** Keeps only the latest request: starting one aborts the previous, whose late answer is `stale`. */
export class LatestRequest {
  #controller: AbortController | undefined;

  /** Starts `work`; resolves with its outcome and never rejects. */
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
