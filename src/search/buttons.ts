import * as vscode from 'vscode';

/** On a row: clones the paper's repository. */
export const CLONE: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('repo-clone'),
  tooltip: vscode.l10n.t('Clone repository'),
};
/** On a row: opens the paper's page on arXiv. */
export const ARXIV: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('link-external'),
  tooltip: vscode.l10n.t('Open on arXiv'),
};

/** In the title: widens the search. */
export const WIDEN: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('telescope'),
  tooltip: vscode.l10n.t('Widen the search with words of the best answers'),
};
/** In the title, while the search is widened: narrows it again. */
export const NARROW: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('search'),
  tooltip: vscode.l10n.t('Search for these words only'),
};
