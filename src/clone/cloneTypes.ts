import type { Paper, Repository } from '../core/paper/paper';
import type { Account, History } from './git/gitArguments';
import type { CloneFailure } from './git/gitFailure';
import type { GitAccess } from './git/gitRunner';
import type { LfsTotal } from './git/lfsPointer';

/** What is cloned, and where to. */
export interface CloneRequest extends GitAccess {
  readonly repository: Repository;
  /** Absolute path of the folder that the clone is put into. */
  readonly parent: string;
  /** Name of the clone's own folder in it. */
  readonly name: string;
  readonly history: History;
}

/** How a clone ended. Whatever the end, nothing is left behind but the finished folder. */
export type CloneOutcome =
  | {
      readonly kind: 'cloned';
      readonly folder: string;
      /** The clone's folder, or the folder in it that the link pointed to. */
      readonly opens: string;
      readonly history: History;
      /** What the link asked for and the repository does not have any more; the default branch was cloned. */
      readonly missingRef?: string;
      /** Files that Git LFS keeps elsewhere and that were not fetched. */
      readonly left: LfsTotal;
      /** The git work tree around the clone, which will list it among its changes. */
      readonly around?: string;
    }
  /** Something is at the target already; it was not touched. */
  | { readonly kind: 'taken'; readonly folder: string }
  /** Another window clones it to the same parent folder right now. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly failure: CloneFailure };
/** One clone as the user has settled it. */
export interface CloneJob {
  readonly paper: Pick<Paper, 'id' | 'title'>;
  readonly repository: Repository;
  readonly parent: string;
  readonly name: string;
  readonly account: Account;
  readonly proxy?: string;
}
