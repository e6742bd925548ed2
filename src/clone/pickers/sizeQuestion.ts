import * as vscode from 'vscode';
import type { Paper, Repository } from '../../core/paper/paper';
import { Command } from '../../ids';
import { askModal } from '../../notify';
import { repositoryName } from './pickRepository';

type Located = Pick<Repository, 'host' | 'owner' | 'name' | 'url'>;

/** Models and data sets of the Hub hold more data than code. */
export function mayBeLarge({ host, owner }: Pick<Repository, 'host' | 'owner'>): boolean {
  return host === 'huggingface.co' && !owner.startsWith('spaces/');
}

/**
 * Asks before cloning a model or data set of unknown size. Starts an inspection instead if the user prefers one.
 * @returns whether to clone now
 */
export async function askAboutSize(paper: Pick<Paper, 'id'>, repository: Located): Promise<boolean> {
  const clone = vscode.l10n.t('Clone');
  const look = vscode.l10n.t('Look into Repository');
  const answer = await askModal(
    vscode.l10n.t('The size of {0} is not known. Clone it?', repositoryName(repository)),
    vscode.l10n.t(
      'Files in Git LFS, such as weights, are not downloaded; you can download them after the clone. Look into Repository shows the number of files and the size of Git LFS first.',
    ),
    clone,
    look,
  );
  if (answer === look) {
    const { url } = repository;
    // Not awaited: the inspection shows its own message.
    void vscode.commands.executeCommand(Command.inspectRepository, paper.id, {
      repository: url,
      linked: url,
    });
  }
  return answer === clone;
}
