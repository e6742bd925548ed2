import * as vscode from 'vscode';
import { stripControls } from '../core/text/sanitize';
import type { Paper } from '../core/paper/paper';
import { Command } from '../ids';
import type { OpenPaperOptions } from '../papers/paperArgument';
import { NEW_GROUP } from './model/groups';
import type { Heading } from './headings';
import type { ActionNode, GroupNode, MoreNode, PaperNode } from './nodes';
import { decorationUri } from '../papers/paperDecorations';
import { rowContext, type PaperState } from '../papers/paperRow';
import { rowDescription, rowLabel, accessibilityLabel, type RowLabels, type RowStyle } from './rowText';

/** Returns the row of a heading: label, icon and count. */
export function groupItem(
  scope: string,
  heading: Heading,
  count: number,
  open: boolean,
  node: GroupNode,
): vscode.TreeItem {
  const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(heading.label, open ? Expanded : Collapsed);
  item.id = `${scope}/${node.key}`;
  item.description = String(count);
  item.iconPath = new vscode.ThemeIcon(heading.icon);
  // The menu of a group acts on its topic or day.
  item.contextValue = node.key === NEW_GROUP ? 'newGroup' : 'group';
  item.tooltip = heading.tooltip ?? heading.label;
  const papers = count === 1 ? vscode.l10n.t('1 paper') : vscode.l10n.t('{0} papers', count);
  item.accessibilityInformation = { label: `${heading.label}, ${papers}` };
  return item;
}

/** Returns the row of a paper, which opens the paper. `paperTooltip` makes the tooltip. */
export function paperItem(
  scope: string,
  paper: Paper,
  state: PaperState,
  style: RowStyle,
  open: OpenPaperOptions,
  node: PaperNode,
): vscode.TreeItem {
  const labels = rowLabels();
  const item = new vscode.TreeItem(stripControls(rowLabel(paper, style)));
  item.id = `${scope}/${node.group}/${paper.id}`;
  item.description = stripControls(rowDescription(paper, state, style, labels));
  item.resourceUri = decorationUri(paper.id, state);
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

/** Returns the "Show more" row of hidden papers. */
export function moreItem(scope: string, hidden: number, node: MoreNode): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t('Show more'));
  item.id = `${scope}/${node.group}/… ${node.after}`;
  item.description = vscode.l10n.t('{0} hidden', hidden);
  item.iconPath = new vscode.ThemeIcon('chevron-down');
  item.contextValue = 'more';
  item.accessibilityInformation = { label: vscode.l10n.t('Show more, {0} papers are hidden', hidden) };
  item.command = { command: Command.showMore, title: vscode.l10n.t('Show More'), arguments: [node] };
  return item;
}

/** Returns the row that runs a command on the filter. */
export function actionItem(scope: string, { action }: ActionNode): vscode.TreeItem {
  const [title, command, icon] =
    action === 'clearFilter'
      ? [vscode.l10n.t('Clear Filter'), Command.clearFilter, 'clear-all']
      : [vscode.l10n.t('Change Filter…'), Command.filterLibrary, 'filter'];
  const item = new vscode.TreeItem(title);
  item.id = `${scope}/! ${action}`;
  item.iconPath = new vscode.ThemeIcon(icon);
  item.command = { command, title };
  return item;
}

function iconOf(paper: Paper, state: PaperState): string {
  if (state.cloned) return 'repo';
  return paper.repositories.length > 0 ? 'file-code' : 'note';
}

function rowLabels(): RowLabels {
  return {
    language: vscode.env.language,
    code: vscode.l10n.t('code'),
    hasCode: vscode.l10n.t('has code'),
    cloned: vscode.l10n.t('cloned'),
    saved: vscode.l10n.t('saved'),
    unread: vscode.l10n.t('unread'),
    read: vscode.l10n.t('read'),
    new: vscode.l10n.t('new'),
    note: vscode.l10n.t('note'),
    hasNote: vscode.l10n.t('has a note'),
    upvotes: (count) => (count === 1 ? vscode.l10n.t('1 upvote') : vscode.l10n.t('{0} upvotes', count)),
  };
}
