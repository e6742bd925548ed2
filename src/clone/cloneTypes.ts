import type { Paper, Repository } from '../core/paper/paper';
import type { DatedCommit } from './git/datedCommit';
import type { Credentials, History } from './git/gitArguments';
import type { CloneFailure } from './git/gitFailure';
import type { HostAccess } from './git/gitRunner';
import type { LfsTotal } from './git/lfsPointer';

export interface CloneRequest extends HostAccess {
  readonly repository: Repository;
  /** Absolute path of the folder that will contain the clone's folder. */
  readonly parent: string;
  readonly name: string;
  readonly history: History;
}

/** Outcome of a clone. Only the finished folder remains, whatever the outcome. */
export type CloneOutcome =
  | {
      readonly kind: 'cloned';
      readonly folder: string;
      /** The folder to open: the clone's, or the one in it that the link points to. */
      readonly opens: string;
      /** The checked-out commit. Absent if it could not be read. */
      readonly commit?: DatedCommit;
      readonly history: History;
      /** The clone has only a README and documents. */
      readonly isReadme?: true;
      /** Branch, tag or commit of the link that the repository does not have. The default branch was cloned instead. */
      readonly missingRef?: string;
      /** Files in Git LFS that were not downloaded. */
      readonly left: LfsTotal;
      /** The enclosing git work tree, which will list the clone as a change. */
      readonly enclosingRepository?: string;
    }
  /** The target exists already. It was not changed. */
  | { readonly kind: 'taken'; readonly folder: string }
  /** Another window is cloning it into the same parent folder. */
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
