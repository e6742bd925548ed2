import * as vscode from 'vscode';
import { View } from '../ids';
import type { Log } from '../log';
import type { ReadingNode } from './readingView';

/**
 * Runs a change by a key in the list. If it removed the selected rows, selects the row at their place: VS Code
 * selects none, so the next arrow key would begin at the top and `Delete` do nothing. If no row is left, focuses the
 * empty view, because VS Code hides the focus with the rows.
 * @param listed returns the ids of the listed papers, in order
 * @param emptied resolves when VS Code shows that the list is empty
 */
export async function keepPlace(
  view: vscode.TreeView<ReadingNode>,
  listed: () => readonly string[],
  change: () => Promise<void>,
  emptied: () => Promise<void>,
  log: Log,
): Promise<void> {
  const before = listed();
  const selected = new Set(view.selection.map(({ paperId }) => paperId));
  const first = before.findIndex((id) => selected.has(id));
  await change();
  const after = listed();
  if (first < 0 || after.some((id) => selected.has(id))) return;
  const next = after[first] ?? after.at(-1);
  try {
    if (next !== undefined) await view.reveal({ paperId: next }, { select: true, focus: true });
    else {
      await emptied();
      if (view.visible && listed().length === 0)
        await vscode.commands.executeCommand(`${View.readingList}.focus`);
    }
  } catch (error) {
    log.debug('The next row of the reading list could not be focused.', error);
  }
}
