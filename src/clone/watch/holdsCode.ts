import type { Inspection } from '../../core/code/contents';
import type { CloneOutcome } from '../cloneTypes';
import type { Credentials } from '../git/gitArguments';
import type { GitOutcome } from '../git/existingClone';
import type { CloneFailure } from '../git/gitFailure';

/** Whether a clone found code; `undefined` if unknown. */
export function cloneHoldsCode(outcome: CloneOutcome, account: Credentials): boolean | undefined {
  if (outcome.kind === 'cloned') return outcome.isReadme !== true;
  return outcome.kind === 'failed' && isWithoutCode(outcome.failure, account) ? false : undefined;
}

/** Whether an inspection found code; `undefined` if unknown. */
export function lookHoldsCode(outcome: GitOutcome<Inspection>, account: Credentials): boolean | undefined {
  if (outcome.kind === 'done') return outcome.value.kind !== 'readme';
  return outcome.kind === 'failed' && isWithoutCode(outcome.failure, account) ? false : undefined;
}

/** Whether a failure means that there is no code yet. Hosts answer alike for private and missing repositories. */
export function isWithoutCode({ reason }: CloneFailure, account: Credentials): boolean {
  return reason === 'emptyRepository' || (reason === 'needsAccount' && account === 'anonymous');
}
