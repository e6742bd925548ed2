import * as vscode from 'vscode';
import { Command } from '../../ids';
import type { ActionNode } from '../nodes';

export const FILTER_ACTIONS: readonly ActionNode[] = [
  { kind: 'action', action: 'clearFilter' },
  { kind: 'action', action: 'changeFilter' },
];

export const GET_NEW_PAPERS: ActionNode = { kind: 'action', action: 'getNewPapers' };

/** Returns the row that runs a command on the filter or gets new papers. */
export function actionItem(scope: string, { action }: ActionNode): vscode.TreeItem {
  const [title, command, icon] = actions()[action];
  const item = new vscode.TreeItem(title);
  item.id = `${scope}/! ${action}`;
  item.iconPath = new vscode.ThemeIcon(icon);
  item.command = { command, title };
  return item;
}

function actions(): Readonly<Record<ActionNode['action'], readonly [string, string, string]>> {
  return {
    clearFilter: [vscode.l10n.t('Clear Filter'), Command.clearFilter, 'clear-all'],
    changeFilter: [vscode.l10n.t('Change Filter…'), Command.filterLibrary, 'filter'],
    getNewPapers: [vscode.l10n.t('Get New Papers'), Command.refresh, 'refresh'],
  };
}
