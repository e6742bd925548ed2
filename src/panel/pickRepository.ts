import * as vscode from 'vscode';
import type { Paper, Repository } from '../core/paper/paper';
import { escapeLabel } from '../core/text/sanitize';
import { notify } from '../notify';

/** Returns the paper's repository; the user picks one of several. Shows a message if there is none. */
export async function pickRepository({ repositories, title }: Paper): Promise<Repository | undefined> {
  if (repositories.length === 0)
    await notify('info', vscode.l10n.t('No repository is known for "{0}".', title));
  if (repositories.length < 2) return repositories[0];
  const items = repositories.map((repository) => ({
    label: escapeLabel(`${repository.owner}/${repository.name}`),
    description: escapeLabel(repository.host),
    repository,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Repositories'),
    placeHolder: vscode.l10n.t('Which repository?'),
  });
  return picked?.repository;
}
