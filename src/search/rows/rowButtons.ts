import * as vscode from 'vscode';

/**
 * In a box that picks several. Must be the first button of a row, because `SearchBox.pickAnother` presses position 0.
 */
export const ADD_PAPER: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('add'),
  tooltip: vscode.l10n.t('Choose this paper and another'),
};

export const REMOVE_PAPER: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('remove'),
  tooltip: vscode.l10n.t('Leave this paper out'),
};

export const SAVE: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('bookmark'),
  tooltip: vscode.l10n.t('Save for later'),
};

export const UNSAVE: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('check'),
  tooltip: vscode.l10n.t('Saved: remove from reading list'),
};

export const CLONE: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('repo-clone'),
  tooltip: vscode.l10n.t('Clone repository'),
};

export const ARXIV: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('link-external'),
  tooltip: vscode.l10n.t('Open on arXiv'),
};

export const EXPAND_SEARCH: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('telescope'),
  tooltip: vscode.l10n.t('Widen the search with words of the best answers'),
};

export const SAVE_SEARCH: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('star-empty'),
  tooltip: vscode.l10n.t('Save this search, and count its new papers'),
};

export const EXACT_SEARCH: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('search'),
  tooltip: vscode.l10n.t('Search for these words only'),
};
