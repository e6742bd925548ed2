import * as vscode from 'vscode';
import { PANEL_TYPE } from '../ids';

/** Creates a panel without a title, which depends on its paper. */
export function createPanel(preserveFocus: boolean): vscode.WebviewPanel {
  const target = { viewColumn: vscode.ViewColumn.Active, preserveFocus };
  return vscode.window.createWebviewPanel(PANEL_TYPE, '', target, {
    enableFindWidget: true,
    retainContextWhenHidden: false,
  });
}

/** Returns the titles of all tabs with pages, including tabs that VS Code has not restored yet. */
export function pageTabs(): readonly string[] {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.filter(({ input }) => isPage(input)).map(({ label }) => label);
}

/** Returns whether a tab contains a paper's page. VS Code adds a prefix to the view type. */
function isPage(input: unknown): boolean {
  return input instanceof vscode.TabInputWebview && input.viewType.endsWith(PANEL_TYPE);
}
