import * as vscode from 'vscode';
import type { SavedSearch } from '../core/savedSearches/savedSearch';
import { followedQueryText } from '../core/savedSearches/savedSearchQuery';
import { stripControls } from '../core/text/sanitize';
import { Command } from '../ids';
import type { MoreFoundNode, NothingFoundNode, SearchNode } from './nodes';
import { countMessage } from '../messageLocale';
import { newPapersUri } from '../papers/paperDecorations';

/** Returns a text with the number of new papers. */
export function newPapersText(count: number): string {
  return countMessage(count, { one: '{0} new paper', other: '{0} new papers' });
}

/** Creates the row of a saved search: its name, number and mark of new papers, and query. */
export function searchItem(
  search: SavedSearch,
  fresh: number,
  icon: string,
  node: SearchNode,
): vscode.TreeItem {
  const name = stripControls(search.name);
  const query = stripControls(search.query);
  const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = `search ${node.key}`;
  const parts = [fresh === 0 ? '' : vscode.l10n.t('{0} new', fresh), name === query ? '' : query];
  item.description = parts.filter((part) => part !== '').join(' · ');
  if (fresh > 0) item.resourceUri = newPapersUri(node.key);
  item.iconPath = new vscode.ThemeIcon(search.notify ? 'bell' : icon);
  item.contextValue = `search ${search.notify ? 'notifies' : 'quiet'}${fresh === 0 ? '' : ' hasNew'}`;
  item.tooltip = [query, search.notify ? vscode.l10n.t('Shows a notification about new papers.') : '']
    .filter((part) => part !== '')
    .join('\n');
  const label = [name, fresh === 0 ? vscode.l10n.t('no new papers') : newPapersText(fresh)];
  if (search.notify) label.push(vscode.l10n.t('shows a notification'));
  item.accessibilityInformation = { label: label.join(', ') };
  return item;
}

/** Creates the row that shows all papers of a search in the library view, which has no limit. */
export function moreFoundItem(query: string, { key, hidden }: MoreFoundNode): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t('Show all in the library'));
  item.id = `more ${key}`;
  item.description = vscode.l10n.t('{0} more papers', hidden);
  item.iconPath = new vscode.ThemeIcon('list-tree');
  item.command = {
    command: Command.filterLibrary,
    title: vscode.l10n.t('Show all in the library'),
    arguments: [followedQueryText(query)],
  };
  return item;
}

/** Creates the row of a search that finds no paper. */
export function nothingFoundItem({ key }: NothingFoundNode): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t('No paper yet'));
  item.id = `nothing ${key}`;
  item.description = vscode.l10n.t('every word must occur');
  item.iconPath = new vscode.ThemeIcon('info');
  return item;
}

/** The row that saves the first search, below the row "News". */
export function firstSearchItem(): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t('Save Search…'));
  item.id = 'first';
  item.iconPath = new vscode.ThemeIcon('star-empty');
  const help = vscode.l10n.t(
    'Save a search, or follow an author or a topic. New papers are counted here after each refresh.',
  );
  item.tooltip = help;
  item.accessibilityInformation = { label: `${vscode.l10n.t('Save Search…')}, ${help}` };
  item.command = { command: Command.saveSearch, title: vscode.l10n.t('Save Search…') };
  return item;
}

/** Returns the icon of a search: for an author, a topic, or any other search. */
export function searchIcon(
  query: string,
  topics: readonly { readonly id: string; readonly icon: string }[],
): string {
  if (/^author:("[^"]+"|\S+)$/.test(query)) return 'person';
  const topic = /^topic:(\S+)$/.exec(query)?.[1];
  return topics.find(({ id }) => id === topic)?.icon ?? 'search';
}
