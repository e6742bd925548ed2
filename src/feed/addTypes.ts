import type { LiveLibrary } from '../library/liveLibrary';
import type { Log } from '../log';

export interface AddDeps {
  readonly live: LiveLibrary;
  /** Resolves when all changes so far can be shown and searched. */
  readonly indexed: () => Promise<void>;
  readonly log: Log;
  readonly ending: () => AbortSignal;
}
