import * as vscode from 'vscode';
import { Command, View } from '../ids';
import { notify } from '../notify';
import { NEW_GROUP } from './model/groups';
import type { LibraryProvider } from './provider';
import type { RowRevealer } from './rowRevealer';

/** Shows the library view, and opens and selects its heading of new papers. Shows a message if there are none. */
export async function showNewPapers(
  provider: Pick<LibraryProvider, 'headings'>,
  revealer: Pick<RowRevealer, 'openHeading'>,
): Promise<void> {
  await vscode.commands.executeCommand(`${View.library}.focus`);
  const heading = provider.headings().find(({ key }) => key === NEW_GROUP);
  if (heading) return revealer.openHeading(heading);
  const run = () => vscode.commands.executeCommand(Command.refresh);
  await notify('info', vscode.l10n.t('There are no new papers since the last refresh.'), {
    label: vscode.l10n.t('Refresh'),
    run,
  });
}
