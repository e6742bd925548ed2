import type { Paper, Repository } from '../core/paper/paper';
import type { DatedCommit } from './git/datedCommit';
import type { Credentials, History } from './git/gitArguments';
import type { CloneFailure } from './git/gitFailure';
import type { HostAccess } from './git/gitRunner';
import type { LfsTotal } from './git/lfsPointer';

export interface CloneRequest extends HostAccess {
  readonly repository: Repository;
  /** Absolute path of the folder around the clone's folder. */
  readonly parent: string;
  readonly name: string;
  readonly history: History;
}

/** Whatever the outcome, only a finished folder remains. */
export type CloneOutcome =
  | {
      readonly kind: 'cloned';
      readonly folder: string;
      /** The clone's folder, or the one in it that the link points to. */
      readonly opens: string;
      readonly commit?: DatedCommit;
      readonly history: History;
      /** Only a README and documents. */
      readonly isReadme?: true;
      /** Missing ref of the link. The default branch was cloned instead. */
      readonly missingRef?: string;
      /** Git LFS files that were not downloaded. */
      readonly left: LfsTotal;
      /** Git work tree around the clone, which it will list as a change. */
      readonly enclosingRepository?: string;
    }
  /** The target exists and was not changed. */
  | { readonly kind: 'taken'; readonly folder: string }
  /** Another window is cloning the repository into this parent folder. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly failure: CloneFailure };
export interface CloneJob {
  readonly paper: Pick<Paper, 'id' | 'title'>;
  readonly repository: Repository;
  readonly parent: string;
  readonly name: string;
  readonly account: Credentials;
  readonly proxy?: string;
}
