import type { Paper } from '../../core/paper/paper';
import type { FeedQuery } from './feedClient';
import { isFatal, type FeedFailure } from './feedPage';
import type { UpdateOptions, UpdateProgress } from './update/updateTypes';

/**
 * Returns the papers on all pages of a result, with the failure if a page is missing. Throws the signal's
 * reason if aborted.
 * @param at progress, reported at the start and before and after each wait
 */
export async function collect(
  query: FeedQuery,
  maxWaitMs: number,
  { client, signal, onProgress }: UpdateOptions,
  at: UpdateProgress,
): Promise<{ readonly papers: readonly Paper[]; readonly failure?: FeedFailure }> {
  const papers: Paper[] = [];
  onProgress?.(at);
  const waits = (until: number | undefined): void =>
    onProgress?.({ ...at, ...(until === undefined ? {} : { waitsUntil: until }) });
  for await (const page of client.pages(query, signal, { maxWaitMs, waits })) {
    if (!page.ok) return { papers, failure: page.failure };
    papers.push(...page.papers);
  }
  return { papers };
}

const MAX_CONSECUTIVE_FAILURES = 2;
/** Decides whether to continue after a failure: skips a single bad day or month. */
export class FailureStreak {
  #first: FeedFailure | undefined;
  #row = 0;

  get first(): FeedFailure | undefined {
    return this.#first;
  }

  endsWith(failure: FeedFailure | undefined): boolean {
    this.#row = failure ? this.#row + 1 : 0;
    this.#first ??= failure;
    return failure !== undefined && (isFatal(failure) || this.#row >= MAX_CONSECUTIVE_FAILURES);
  }
}
