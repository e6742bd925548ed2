import * as vscode from 'vscode';
import type { Paper, Repository } from '../../core/paper/paper';
import { Command } from '../../ids';
import { askModal } from '../../notify';
import { repositoryName } from './pickRepository';

type Located = Pick<Repository, 'host' | 'owner' | 'name' | 'url'>;

/** Returns whether a repository is a model or data set of the Hub. They hold more data than code. */
export function mayBeLarge({ host, owner }: Pick<Repository, 'host' | 'owner'>): boolean {
  return host === 'huggingface.co' && !owner.startsWith('spaces/');
}

/**
 * Asks before cloning a model or data set that was not inspected, because its size is unknown. Inspects it if
 * the user prefers that; the inspection's message offers the clone.
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
    // Not awaited: the inspection ends with its own message.
    void vscode.commands.executeCommand(Command.inspectRepository, paper.id, {
      repository: url,
      linked: url,
    });
  }
  return answer === clone;
}
