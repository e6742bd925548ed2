import * as vscode from 'vscode';
import { PANEL_TYPE } from '../ids';

/** The title depends on the paper and is set later. */
export function createPanel(preserveFocus: boolean): vscode.WebviewPanel {
  const target = { viewColumn: vscode.ViewColumn.Active, preserveFocus };
  return vscode.window.createWebviewPanel(PANEL_TYPE, '', target, {
    enableFindWidget: true,
    retainContextWhenHidden: false,
  });
}

/** Includes tabs that VS Code has not restored yet. */
export function pageTabs(): readonly string[] {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.filter(({ input }) => isPage(input)).map(({ label }) => label);
}

/** VS Code adds a prefix to the view type. */
function isPage(input: unknown): boolean {
  return input instanceof vscode.TabInputWebview && input.viewType.endsWith(PANEL_TYPE);
}
