import type * as vscode from 'vscode';
import type { Log } from '../log';
import type { ReadingNode } from './readingView';

/**
 * Runs a change by a key in the list. If it removed the selected rows, selects the row that took the place of the
 * first: VS Code selects and focuses none, so the next arrow key would begin at the top and `Delete` do nothing.
 * @param listed returns the ids of the listed papers, in order
 */
export async function keepPlace(
  view: vscode.TreeView<ReadingNode>,
  listed: () => readonly string[],
  change: () => Promise<void>,
  log: Log,
): Promise<void> {
  const before = listed();
  const selected = new Set(view.selection.map(({ paperId }) => paperId));
  const first = before.findIndex((id) => selected.has(id));
  await change();
  const after = listed();
  if (first < 0 || after.some((id) => selected.has(id))) return;
  const next = after[first] ?? after.at(-1);
  if (next === undefined) return;
  try {
    await view.reveal({ paperId: next }, { select: true, focus: true });
  } catch (error) {
    log.debug('The next row of the reading list could not be selected.', error);
  }
}
