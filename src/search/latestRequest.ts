/** Outcome of a request: an answer, a failure, or `stale` if a later request replaced it. */
export type Outcome<T> =
  | { readonly kind: 'answer'; readonly value: T }
  | { readonly kind: 'failure'; readonly error: unknown }
  | { readonly kind: 'stale' };

/**
 * Runs requests and keeps only the latest: starting a request aborts the previous one. A late answer is
 * `stale`, even if the work ignored its signal.
 */
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
