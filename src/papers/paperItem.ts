import * as vscode from 'vscode';
import { stripControls } from '../core/text/sanitize';
import type { Paper } from '../core/paper/paper';
import { Command } from '../ids';
import type { OpenPaperOptions } from './paperArgument';
import { rowUri } from './paperDecorations';
import { rowContext } from './rowContext';
import type { PaperState } from './paperStates';
import { accessibilityLabel, rowDescription, rowLabel, type RowLabels, type RowStyle } from './rowText';
import { countMessage, messageLanguage } from '../messageLocale';

/**
 * Returns the row of a paper, which is the same in all views. On hover, the view adds the tooltip (`paperTooltip`).
 * @param id unique in the view
 * @param open how the row's command opens the paper
 */
export function paperItem(
  id: string,
  paper: Paper,
  state: PaperState,
  open: OpenPaperOptions,
  style: RowStyle = rowStyle(),
): vscode.TreeItem {
  const labels = rowLabels();
  const item = new vscode.TreeItem(stripControls(rowLabel(paper, style)));
  item.id = id;
  item.description = stripControls(rowDescription(paper, state, style, labels));
  item.resourceUri = rowUri(paper, state);
  item.iconPath = new vscode.ThemeIcon(iconOf(paper, state));
  item.contextValue = rowContext(paper, state);
  item.accessibilityInformation = {
    label: stripControls(accessibilityLabel(paper, state, style, labels)),
  };
  item.command = {
    command: Command.openPaper,
    title: vscode.l10n.t('Open Paper'),
    arguments: [paper.id, open],
  };
  return item;
}

/** Returns the style of rows for the current day. */
export function rowStyle(byUpvotes = false): RowStyle {
  return { byUpvotes, year: new Date().getFullYear() };
}

function iconOf(paper: Paper, state: PaperState): string {
  if (state.cloned) return 'repo';
  return paper.repositories.length > 0 ? 'file-code' : 'note';
}

function rowLabels(): RowLabels {
  return {
    language: messageLanguage(),
    code: vscode.l10n.t('code'),
    codeArrived: vscode.l10n.t('code arrived'),
    hasCode: vscode.l10n.t('has code'),
    cloned: vscode.l10n.t('cloned'),
    saved: vscode.l10n.t('saved'),
    unread: vscode.l10n.t('unread'),
    read: vscode.l10n.t('read'),
    new: vscode.l10n.t('new'),
    note: vscode.l10n.t('note'),
    hasNote: vscode.l10n.t('has a note'),
    upvotes: (count) => countMessage(count, { one: '{0} upvote', other: '{0} upvotes' }),
  };
}
