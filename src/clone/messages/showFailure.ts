import * as vscode from 'vscode';
import { isText } from '../../config';
import type { Repository } from '../../core/paper/paper';
import { repositoryKey } from '../../core/links/repository';
import { Command } from '../../ids';
import { notify, type MessageAction } from '../../notify';
import { pickFolder } from '../pickers/pickParent';
import { failureMessage, messageText } from './failureMessages';
import { isNetwork, isTransient, type CloneFailure } from '../git/gitFailure';
import type { HostAccess } from '../git/gitRunner';
import type { LastFailures } from '../diagnostics/diagnostics';
import { withMoreButton } from '../../notify';
import { repositoryPageAction } from './openActions';

export interface FailedTask {
  readonly what: string;
  readonly failure: CloneFailure;
  readonly repository: Repository;
  readonly access: HostAccess;
  /** Repeats the task with other credentials or proxy. */
  readonly again: (access: HostAccess) => unknown;
  readonly more?: readonly MessageAction[];
  /** In another folder; absent for tasks in an existing clone. */
  readonly elsewhere?: (parent: string) => unknown;
}

/** Shows a failure with the actions that may help. Records it for diagnostics. */
export async function showFailure(task: FailedTask, failures: LastFailures): Promise<void> {
  failures.add({ ...task.failure, at: Date.now(), repository: repositoryKey(task.repository) });
  const text = messageText(failureMessage(task.what, task.failure, task.repository.host, vscode.l10n));
  const always = [
    { label: vscode.l10n.t('Show Log'), run: () => vscode.commands.executeCommand(Command.showLog) },
    {
      label: vscode.l10n.t('Copy Diagnostics'),
      run: () => vscode.commands.executeCommand(Command.copyDiagnostics),
    },
  ];
  await notify('error', text, ...withMoreButton([...choices(task), ...always], vscode.l10n.t('What now?')));
}

function choices(task: FailedTask): readonly MessageAction[] {
  const { failure, repository, access, again, elsewhere, more = [] } = task;
  const { reason } = failure;
  const found: MessageAction[] = [];
  if (reason === 'gitMissing' || reason === 'gitTooOld') {
    found.push(openPage(vscode.l10n.t('Get Git'), 'https://git-scm.com/downloads'));
  }
  if (reason === 'lfsMissing') found.push(openPage(vscode.l10n.t('Get Git LFS'), 'https://git-lfs.com'));
  if (reason === 'needsAccount') {
    found.push({ label: vscode.l10n.t('Use My Account'), run: () => again({ ...access, account: 'own' }) });
  }
  if (reason === 'ownSettings') {
    found.push({ label: vscode.l10n.t('Use My Account'), run: () => again({ ...access, account: 'own' }) });
  }
  const { detail } = failure;
  if (reason === 'lfsElsewhere' && detail !== undefined) {
    found.push({
      label: vscode.l10n.t('Download from {0}', detail),
      run: () => again({ ...access, lfsHost: detail }),
    });
  }
  if (isTransient(failure) || FIXABLE_BY_USER.has(reason)) {
    found.push({ label: vscode.l10n.t('Try Again'), run: () => again(access) });
  }
  const proxy: unknown = vscode.workspace.getConfiguration('http').get('proxy');
  if (isNetwork(failure) && isText(proxy) && access.proxy === undefined) {
    // Git ignores VS Code's proxy, which may be meant for VS Code only. The user decides.
    found.push({ label: vscode.l10n.t('Use VS Code’s Proxy'), run: () => again({ ...access, proxy }) });
  }
  if (elsewhere !== undefined && OFFER_OTHER_FOLDER.has(reason)) {
    found.push({
      label: vscode.l10n.t('Choose Another Folder…'),
      run: async () => {
        const parent = await pickFolder();
        if (parent !== undefined) await elsewhere(parent);
      },
    });
  }
  found.push(...more);
  if (OFFER_REPOSITORY_PAGE.has(reason)) found.push(repositoryPageAction(repository));
  return found;
}

const FIXABLE_BY_USER: ReadonlySet<CloneFailure['reason']> = new Set([
  ...(['wrongAccount', 'certificate', 'localChanges', 'proxySetting', 'badConfig', 'keyRefused'] as const),
  ...(['remoteMissing', 'notOwned', 'locked', 'unfinishedOperation', 'hiddenChanges'] as const),
  ...(['wouldOverwrite', 'linkInTheWay', 'cloneMissing', 'folderMissing'] as const),
  ...(['gitMissing', 'gitBroken', 'gitTooOld', 'lfsMissing'] as const),
]);

const OFFER_OTHER_FOLDER: ReadonlySet<CloneFailure['reason']> = new Set([
  'parentMissing',
  'parentNotWritable',
  'diskFull',
  'longPath',
  'permission',
  'folderMissing',
]);

const OFFER_REPOSITORY_PAGE: ReadonlySet<CloneFailure['reason']> = new Set([
  'needsAccount',
  'wrongAccount',
  'redirectRefused',
  'emptyRepository',
  'headMissing',
  'refMissing',
  'impossiblePath',
  'lfsRefused',
]);

function openPage(label: string, address: string): MessageAction {
  return { label, run: () => vscode.env.openExternal(vscode.Uri.parse(address)) };
}
