import path from 'node:path';
import * as vscode from 'vscode';
import { CloningContext, Command } from '../../ids';
import { notify } from '../../notify';
import { occupantMessage } from '../pickers/pickConflict';
import { repositoryName } from '../pickers/pickRepository';
import { clonedMessage } from './clonedMessage';
import type { CloneJob } from '../cloneTypes';
import type { CloneOutcome } from '../cloneTypes';
import { withMoreButton } from '../../notify';
import type { WatchOffer } from '../watch/watchOffer';
import { openActions, type OpenableClone } from './openActions';
import { folderToOpen, type Occupant } from '../staging/targetFolder';
import { messageLocale } from '../../messageLocale';

export type WriteOpenNote = (clone: OpenableClone) => Promise<void>;

/** Resolves when the message is closed. */
export async function showCloned(
  job: CloneJob,
  outcome: Extract<CloneOutcome, { kind: 'cloned' }>,
  { note, watch: offer }: { readonly note: WriteOpenNote; readonly watch: WatchOffer },
): Promise<void> {
  void vscode.commands.executeCommand('setContext', CloningContext.cloned, true);
  const { folder, opens, left, isReadme } = outcome;
  const { id: paperId } = job.paper;
  const name = repositoryName(job.repository);
  const choices = await openActions({ folder, opens, name, paperId }, note);
  const download = {
    label: vscode.l10n.t('Download Large Files'),
    run: () => vscode.commands.executeCommand(Command.cloneLfsFiles, paperId, { folder }),
  };
  const { severity, text } = clonedMessage(name, outcome, messageLocale());
  const watched = isReadme === true ? offer.sentence : '';
  const watch = isReadme === true ? offer.actions : [];
  const all = [...watch, ...choices, ...(left.files > 0 ? [download] : [])];
  await notify(severity, `${text} ${watched}`.trim(), ...withMoreButton(all, openClone()));
}

/** Shows the actions of a new clone for an existing one. */
export async function showAlreadyCloned(
  { repository, paper }: Pick<CloneJob, 'repository' | 'paper'>,
  folder: string,
  note: WriteOpenNote,
): Promise<void> {
  const name = repositoryName(repository);
  const opens = await folderToOpen(folder, repository.folder);
  const choices = await openActions({ folder, opens, name, paperId: paper.id }, note);
  await notify(
    'info',
    vscode.l10n.t('{0} is in {1}.', name, folder),
    ...withMoreButton(choices, openClone()),
  );
}

/** Offers a folder that is not the repository's clone. Writes nothing into it and records no clone. */
export async function showOtherFolder(
  { repository, paper }: Pick<CloneJob, 'repository' | 'paper'>,
  folder: string,
  occupant: Occupant,
): Promise<void> {
  const name = repositoryName(repository);
  const remembersNothing = (): Promise<void> => Promise.resolve();
  const choices = await openActions({ folder, opens: folder, name, paperId: paper.id }, remembersNothing);
  const message = occupantMessage(occupant, name, path.basename(folder));
  await notify('info', message, ...withMoreButton(choices, openClone()));
}

function openClone(): string {
  return vscode.l10n.t('Continue');
}
