import type { Inspection } from '../../core/code/contents';
import type { CloneOutcome } from '../cloneTypes';
import type { Credentials } from '../git/gitArguments';
import type { GitOutcome } from '../git/existingClone';
import type { CloneFailure } from '../git/gitFailure';

/** Returns whether a clone found code in the repository; `undefined` if that is not known. */
export function cloneHoldsCode(outcome: CloneOutcome, account: Credentials): boolean | undefined {
  if (outcome.kind === 'cloned') return outcome.isReadme !== true;
  return outcome.kind === 'failed' && isWithoutCode(outcome.failure, account) ? false : undefined;
}

/** Returns whether an inspection found code in the repository; `undefined` if that is not known. */
export function lookHoldsCode(outcome: GitOutcome<Inspection>, account: Credentials): boolean | undefined {
  if (outcome.kind === 'done') return outcome.value.kind !== 'readme';
  return outcome.kind === 'failed' && isWithoutCode(outcome.failure, account) ? false : undefined;
}

/**
 * Whether a failure means that there is no code yet. Hosts give the same answer for a private and a missing
 * repository.
 */
export function isWithoutCode({ reason }: CloneFailure, account: Credentials): boolean {
  return reason === 'emptyRepository' || (reason === 'needsAccount' && account === 'anonymous');
}
