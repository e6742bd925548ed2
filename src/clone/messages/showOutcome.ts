import * as vscode from 'vscode';
import type { Paper, Repository } from '../../core/paper/paper';
import { notify } from '../../notify';
import type { CloneJob, CloneOutcome } from '../cloneTypes';
import type { LastFailures } from '../diagnostics/diagnostics';
import { repositoryName } from '../pickers/pickRepository';
import { repositoryPageAction } from './openActions';
import { isWithoutCode } from '../watch/holdsCode';
import type { WatchOffer } from '../watch/watchOffer';
import { showCloned, type WriteOpenNote } from './showCloned';
import { showFailure } from './showFailure';

export interface OutcomeDeps {
  readonly note: WriteOpenNote;
  readonly failures: LastFailures;
  /** Offered if the repository contains no code. */
  readonly watch: WatchOffer;
  readonly again: (job: CloneJob) => unknown;
}

/** Resolves when the message is closed. `pickConflict` shows an existing target. */
export async function showOutcome(
  job: CloneJob,
  outcome: Exclude<CloneOutcome, { kind: 'taken' }>,
  { note, failures, watch, again }: OutcomeDeps,
): Promise<void> {
  const { repository } = job;
  const name = repositoryName(repository);
  switch (outcome.kind) {
    case 'cloned':
      return showCloned(job, outcome, { note, watch });
    case 'busy':
      return notify('info', vscode.l10n.t('Another window is cloning {0} into this folder right now.', name));
    case 'cancelled':
      return;
    case 'failed': {
      const what = vscode.l10n.t('{0} was not cloned.', name);
      const { failure } = outcome;
      return showFailure(
        {
          ...{ what, failure, repository, access: job },
          again: ({ account, proxy }) => again({ ...job, account, ...(proxy !== undefined && { proxy }) }),
          more: isWithoutCode(failure, job.account) ? watch.actions : [],
          elsewhere: (parent) => again({ ...job, parent }),
        },
        failures,
      );
    }
  }
}

/** Shows that a paper has no repository. */
export async function showNoCode(paper: Paper): Promise<void> {
  await notify('info', vscode.l10n.t('“{0}” names no repository that can be cloned.', paper.title));
}

/** Shows that Restricted Mode runs no Git. The repository's page can still be opened. */
export async function showRestricted(repository: Repository): Promise<void> {
  await notify(
    'warning',
    vscode.l10n.t(
      '{0} can’t be cloned or looked into in Restricted Mode, where no Git is run. Trust this workspace first.',
      repositoryName(repository),
    ),
    {
      label: vscode.l10n.t('Manage Trust'),
      run: () => vscode.commands.executeCommand('workbench.trust.manage'),
    },
    repositoryPageAction(repository),
  );
}
