import type { LiveLibrary } from '../library/liveLibrary';
import type { Log } from '../log';

/** Dependencies of adding papers. */
export interface AddDeps {
  readonly live: LiveLibrary;
  /** Resolves when the changes of the library so far can be shown and searched. */
  readonly indexed: () => Promise<void>;
  readonly log: Log;
  /** Returns a signal that is aborted when requests must end. */
  readonly ending: () => AbortSignal;
}
