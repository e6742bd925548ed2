import * as vscode from 'vscode';
import type { Paper } from '../../core/paper/paper';
import { escapeLabel } from '../../core/text/sanitize';
import { Command } from '../../ids';
import type { ClonedFolder, ClonedFolders } from '../../library/store/clonedFolders';
import { notify, type MessageAction } from '../../notify';
import { messageTitle } from '../../papers/messageTitle';
import { repositoryName } from './pickRepository';

type Clones = Pick<ClonedFolders, 'all' | 'clonesOf'>;

/** The library may not have the paper. */
export interface WantedPaper {
  readonly id: string;
  readonly paper: Paper | undefined;
}

/**
 * Returns a clone of the wanted paper, or of any paper; the user picks one of several. If there is none, a message
 * offers to clone the code or to pick another clone.
 * @param folder chooses among several clones
 * @returns the clone with the id of the wanted paper, which may name the same repository as the cloned paper
 */
export async function pickClone(
  wanted: WantedPaper | undefined,
  cloned: Clones,
  folder?: string,
): Promise<ClonedFolder | undefined> {
  const clones = wanted === undefined ? cloned.all() : clonesOf(wanted, cloned);
  if (clones.length === 0) return showNoClone(wanted, cloned.all());
  return (
    clones.find((clone) => clone.folder === folder) ?? (clones.length === 1 ? clones[0] : choose(clones))
  );
}

/** Includes clones made from the paper's page, such as of a model that names the paper. */
function clonesOf({ id, paper }: WantedPaper, cloned: Clones): readonly ClonedFolder[] {
  const own = paper?.repositories.flatMap((one) => cloned.clonesOf(one)) ?? [];
  const current = paper?.id ?? id;
  const linked = cloned.all().filter((one) => one.paperId === current && !own.includes(one));
  return [...own, ...linked].map((clone) => ({ ...clone, paperId: current }));
}

async function showNoClone(
  wanted: WantedPaper | undefined,
  others: readonly ClonedFolder[],
): Promise<ClonedFolder | undefined> {
  let chosen: ClonedFolder | undefined;
  const clone: MessageAction = {
    label: vscode.l10n.t('Clone Repository'),
    run: () => vscode.commands.executeCommand(Command.cloneRepository, wanted?.id),
  };
  const another: MessageAction = {
    label: vscode.l10n.t('Choose Another Clone…'),
    run: async () => (chosen = await choose(others)),
  };
  const canClone = wanted === undefined || (wanted.paper?.repositories.length ?? 0) > 0;
  await notify(
    'info',
    noCloneMessage(wanted),
    ...(canClone ? [clone] : []),
    ...(others.length > 0 ? [another] : []),
  );
  return chosen;
}

function noCloneMessage(wanted: WantedPaper | undefined): string {
  if (wanted === undefined) return vscode.l10n.t('No repository is cloned yet.');
  const { id, paper } = wanted;
  if (paper?.repositories.length === 0)
    return vscode.l10n.t('“{0}” names no repository that can be cloned.', messageTitle(paper));
  return vscode.l10n.t('The code of “{0}” is not cloned yet.', paper ? messageTitle(paper) : id);
}

async function choose(clones: readonly ClonedFolder[]): Promise<ClonedFolder | undefined> {
  const rows = clones.map((clone) => ({
    label: escapeLabel(repositoryName(clone)),
    description: escapeLabel(clone.folder),
    clone,
  }));
  const picked = await vscode.window.showQuickPick(rows, {
    title: vscode.l10n.t('Clones'),
    placeHolder: vscode.l10n.t('Which clone?'),
    matchOnDescription: true,
  });
  return picked?.clone;
}
