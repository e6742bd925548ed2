import * as vscode from 'vscode';
import { longDay } from '../../core/text/formatDate';
import { Command } from '../../ids';
import { notify } from '../../notify';
import { adjacentDay, isDay, type DayStep } from './groups';
import type { LibraryNode } from '../nodes';
import type { LibraryProvider } from '../provider';
import type { RowRevealer } from '../rowRevealer';
import { messageLanguage } from '../../messageLocale';

/**
 * Expands and selects the day before or after the selected row's day in a library grouped by day; without such a row,
 * the newest day. Collapses the day that it expanded before.
 */
export async function stepDay(
  selected: LibraryNode | undefined,
  provider: LibraryProvider,
  revealer: RowRevealer,
  step: DayStep,
): Promise<void> {
  const from = dayOf(selected, provider);
  const headings = provider.headings();
  const day = adjacentDay(
    headings.map(({ key }) => key),
    from,
    step,
  );
  const heading = headings.find(({ key }) => key === day);
  // Also moves the focus, so that arrow keys work in the day and a screen reader announces it.
  if (heading) await revealer.openHeading(heading);
  else await showNoFurtherDay(from, step);
}

/** In another grouping, the selected row has a day if it is a paper. */
function dayOf(node: LibraryNode | undefined, provider: LibraryProvider): string | undefined {
  if (node === undefined) return undefined;
  const row = node.kind === 'paper' ? provider.locate(node.paperId) : node;
  const key = row?.kind === 'group' ? row.key : row && 'group' in row ? row.group : undefined;
  return key !== undefined && isDay(key) ? key : undefined;
}

async function showNoFurtherDay(from: string | undefined, step: DayStep): Promise<void> {
  if (from === undefined) return notify('info', vscode.l10n.t('No paper here has a day.'));
  const day = longDay(from, messageLanguage());
  if (step === 'next') {
    const run = () => vscode.commands.executeCommand(Command.refresh);
    const message = vscode.l10n.t('{0} is the last day with papers here.', day);
    return notify('info', message, { label: vscode.l10n.t('Refresh'), run });
  }
  const run = () => vscode.commands.executeCommand(Command.downloadArchive);
  const message = vscode.l10n.t('{0} is the first day with papers here.', day);
  return notify('info', message, { label: vscode.l10n.t('Download Archive…'), run });
}
