import * as vscode from 'vscode';

/** Chooses the paper in a box that picks several. The first button of a row. */
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

/** In the title: expands the search with terms of its best results. */
export const EXPAND_SEARCH: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('telescope'),
  tooltip: vscode.l10n.t('Widen the search with words of the best answers'),
};

/** In the title: saves the search, so that its new papers are counted. */
export const SAVE_SEARCH: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('star-empty'),
  tooltip: vscode.l10n.t('Save this search, and count its new papers'),
};

/** In the title of an expanded search: searches for the typed words only. */
export const EXACT_SEARCH: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('search'),
  tooltip: vscode.l10n.t('Search for these words only'),
};
