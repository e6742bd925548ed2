import type { Paper } from '../../core/paper/paper';
import type { FeedQuery } from './feedClient';
import { concernsAll, type FeedFailure } from './feedPage';
import type { UpdateOptions, UpdateProgress } from './updateTypes';

/**
 * The papers on all pages of an answer, and why it ended early, if it did. Cancelling throws the signal's reason.
 * @param patience how long a request may be in vain, in ms
 * @param at how far the update is with it, which is told at its beginning and around every wait
 */
export async function collect(
  query: FeedQuery,
  patience: number,
  { client, signal, onProgress }: UpdateOptions,
  at: UpdateProgress,
): Promise<{ readonly papers: readonly Paper[]; readonly failure?: FeedFailure }> {
  const papers: Paper[] = [];
  onProgress?.(at);
  const waits = (until: number | undefined): void =>
    onProgress?.({ ...at, ...(until === undefined ? {} : { waitsUntil: until }) });
  for await (const page of client.pages(query, signal, { patience, waits })) {
    if (!page.ok) return { papers, failure: page.failure };
    papers.push(...page.papers);
  }
  return { papers };
}

/** So many pieces of the feed that fail one after the other are no accident of their own. */
const MOST_IN_A_ROW = 2;
/** Decides whether a run goes on after a piece of the feed that failed: one bad day or month holds no other back. */
export class FailuresInARow {
  #first: FeedFailure | undefined;
  #row = 0;

  /** The failure that came first, if any. */
  get first(): FeedFailure | undefined {
    return this.#first;
  }

  /** Notes how a piece came; gives whether the run ends with it. */
  endsWith(failure: FeedFailure | undefined): boolean {
    this.#row = failure ? this.#row + 1 : 0;
    this.#first ??= failure;
    return failure !== undefined && (concernsAll(failure) || this.#row >= MOST_IN_A_ROW);
  }
}
