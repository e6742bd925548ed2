import * as vscode from 'vscode';
import { escapeLabel } from '../../core/text/sanitize';
import type { Paper, Repository } from '../../core/paper/paper';

export interface ClonePapers {
  readonly ready: Promise<void>;
  paper(id: string): Paper | undefined;
}

/** Returns the only repository, or the user's choice; undefined if the user cancels. */
export async function pickRepository(
  paper: Paper,
  title = vscode.l10n.t('Clone Repository'),
  question = vscode.l10n.t('Clone which repository?'),
): Promise<Repository | undefined> {
  if (paper.repositories.length < 2) return paper.repositories[0];
  const rows = paper.repositories.map((repository) => ({
    label: escapeLabel(repositoryName(repository)),
    description: repository.host,
    detail: escapeLabel([repository.ref, repository.folder].filter((part) => part !== undefined).join(' · ')),
    repository,
  }));
  const picked = await vscode.window.showQuickPick(rows, {
    title,
    placeHolder: question,
    matchOnDescription: true,
  });
  return picked?.repository;
}

/** Returns the usual name of a repository: `owner/name`. */
export function repositoryName({ owner, name }: Pick<Repository, 'owner' | 'name'>): string {
  return `${owner}/${name}`;
}
