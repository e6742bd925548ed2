import type { CloneFailure } from './git/gitFailure';

/** A failure that was told. */
export interface ToldFailure extends CloneFailure {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The repository's key. */
  readonly repository: string;
}

/** How many are remembered. */
const MOST = 5;

/** The failures of this run of the extension, for whoever reports one. */
export class LastFailures {
  #failures: readonly ToldFailure[] = [];

  /** Newest first. */
  all(): readonly ToldFailure[] {
    return this.#failures;
  }

  add(failure: ToldFailure): void {
    this.#failures = [failure, ...this.#failures].slice(0, MOST);
  }
}
