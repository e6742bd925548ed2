import { concernsAll, type FeedFailure } from './sync/feedPage';

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
