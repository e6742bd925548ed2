import * as vscode from 'vscode';
import { Command } from '../../ids';
import type { Heading } from '../headings';
import type { GroupNode, MoreNode } from '../nodes';
import { countMessage } from '../../messageLocale';

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
  // Only the menu of a topic has entries.
  item.contextValue = heading.isTopic ? 'topic' : 'group';
  item.tooltip = heading.tooltip ?? heading.label;
  const papers = countMessage(count, { one: '{0} paper', other: '{0} papers' });
  item.accessibilityInformation = { label: `${heading.label}, ${papers}` };
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
