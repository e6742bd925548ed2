import * as vscode from 'vscode';
import { longDay } from '../core/text/formatDate';
import { Command } from '../ids';
import { notify } from '../notify';
import { adjacentDay, isDay, type DayStep } from './groups';
import type { LibraryNode } from './nodes';
import type { LibraryProvider } from './provider';

/**
 * Opens and selects the day before or after the selected row's in a library that is grouped by day; without such a row
 * the newest day. Shows a message if there is no further day.
 */
export async function stepDay(
  view: vscode.TreeView<LibraryNode>,
  provider: LibraryProvider,
  step: DayStep,
): Promise<void> {
  const from = dayOf(view.selection[0], provider);
  const headings = provider.headings();
  const day = adjacentDay(
    headings.map(({ key }) => key),
    from,
    step,
  );
  const heading = headings.find(({ key }) => key === day);
  // The focus goes along: the arrow keys go on into the day, and a screen reader says which one it is.
  if (heading) await view.reveal(heading, { select: true, focus: true, expand: true });
  else await showNoFurtherDay(from, step);
}

/** A row that was selected under another grouping has its day too, where it is a paper. */
function dayOf(node: LibraryNode | undefined, provider: LibraryProvider): string | undefined {
  if (node === undefined) return undefined;
  const row = node.kind === 'paper' ? provider.locate(node.paperId) : node;
  const key = row && (row.kind === 'group' ? row.key : row.group);
  return key !== undefined && isDay(key) ? key : undefined;
}

async function showNoFurtherDay(from: string | undefined, step: DayStep): Promise<void> {
  if (from === undefined) return notify('info', vscode.l10n.t('No paper here has a day.'));
  const day = longDay(from, vscode.env.language);
  if (step === 'next') {
    const run = () => vscode.commands.executeCommand(Command.refresh);
    const message = vscode.l10n.t('{0} is the last day with papers here.', day);
    return notify('info', message, { label: vscode.l10n.t('Refresh'), run });
  }
  const run = () => vscode.commands.executeCommand(Command.downloadArchive);
  const message = vscode.l10n.t('{0} is the first day with papers here.', day);
  return notify('info', message, { label: vscode.l10n.t('Download Archive…'), run });
}
