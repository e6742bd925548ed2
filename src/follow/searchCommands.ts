import * as vscode from 'vscode';
import { topicQueryOf } from '../core/savedSearches/savedSearchQuery';
import {
  MAX_NAME_LENGTH,
  MAX_SAVED_SEARCHES,
  queryProblem,
  searchKey,
  type SavedSearch,
} from '../core/savedSearches/savedSearch';
import {
  entriesOf,
  positionOf,
  withFields,
  withMoved,
  withoutSearch,
  withRestored,
  withSearch,
  withStep,
} from '../core/savedSearches/settingChanges';
import { suggestedName } from '../core/savedSearches/suggestedName';
import { escapeLabel } from '../core/text/sanitize';
import { OTHER_TOPIC } from '../core/topics/topic';
import { View } from '../ids';
import { notify } from '../notify';
import { isNews, NEWS_KEY, searchKeyOf } from './nodes';
import { queryMessage } from './problemMessages';
import type { SavedSearchSetting } from './savedSearchSetting';
import type { FollowCatalogue } from './searchNews';

export interface SearchCommandDeps {
  readonly setting: SavedSearchSetting;
  readonly catalogue: Pick<FollowCatalogue, 'topics'>;
  readonly selected: () => string | undefined;
  readonly reveal: (key: string) => Promise<void>;
  readonly markSeen: (keys: readonly string[]) => Promise<void>;
  readonly filter: () => string;
}

export class SearchCommands {
  readonly #deps: SearchCommandDeps;

  constructor(deps: SearchCommandDeps) {
    this.#deps = deps;
  }

  /** Saves a query, a topic's heading, or a query that the user types, initially the library's filter. */
  async save(argument: unknown): Promise<void> {
    const given = typeof argument === 'string' ? argument : this.#queryOfHeading(argument);
    const query = given ?? (await askQuery(this.#deps.filter(), vscode.l10n.t('Save Search')));
    if (query !== undefined) await this.#saveQuery(query);
  }

  async saveFilter(): Promise<void> {
    const filter = this.#deps.filter();
    await this.save(filter === '' ? undefined : filter);
  }

  /** Adds searches without user input. Returns false if they could not be saved. */
  async add(searches: readonly { readonly name: string; readonly query: string }[]): Promise<boolean> {
    const { setting, markSeen } = this.#deps;
    if (setting.entries.length + searches.length > MAX_SAVED_SEARCHES) {
      const message = vscode.l10n.t(
        'At most {0} searches can be saved. Remove one of them first.',
        MAX_SAVED_SEARCHES,
      );
      await notify('warning', message, {
        label: vscode.l10n.t('Show'),
        run: () => vscode.commands.executeCommand(`${View.savedSearches}.focus`),
      });
      return false;
    }
    const keys = searches.map(({ query }) => searchKey(query));
    // Papers that arrived earlier are not new, even if the search was saved before.
    await markSeen(keys.filter((key) => positionOf(setting.entries, key) < 0));
    return setting.change((entries) =>
      searches.reduce(
        (all, search) => (positionOf(all, searchKey(search.query)) < 0 ? withSearch(all, search) : all),
        entries,
      ),
    );
  }

  async rename(argument: unknown): Promise<void> {
    const search = this.#search(argument);
    if (!search) return;
    const name = await askName(search.name, search.query, vscode.l10n.t('Rename Saved Search'));
    if (name === undefined || name === search.name) return;
    await this.#deps.setting.change((entries) => withFields(entries, search.key, { name }));
  }

  async editQuery(argument: unknown): Promise<void> {
    const { setting, markSeen, reveal } = this.#deps;
    const search = this.#search(argument);
    if (!search) return;
    const query = await askQuery(search.query, vscode.l10n.t('Edit Saved Search'));
    if (query === undefined || searchKey(query) === search.key) return;
    const key = searchKey(query);
    if (this.#find(key)) {
      await this.#reportSaved(key);
      return;
    }
    // A name that equals the query changes with it.
    const name = search.name === search.query ? query : search.name;
    // Papers that arrived earlier are not new in the new query.
    await markSeen([key]);
    if (await setting.change((entries) => withFields(entries, search.key, { name, query })))
      await reveal(key);
  }

  async setNotify(argument: unknown, on: boolean): Promise<void> {
    const search = this.#search(argument);
    if (!search) return;
    const changed = await this.#deps.setting.change((all) => withFields(all, search.key, { notify: on }));
    if (!changed) return;
    const name = escapeLabel(search.name);
    const message = on
      ? vscode.l10n.t('Notifications are on for {0}, at most one a day after a refresh', name)
      : vscode.l10n.t('Notifications are off for {0}', name);
    vscode.window.setStatusBarMessage(message, 4_000);
  }

  async move(argument: unknown, by: 1 | -1): Promise<void> {
    const { setting, reveal } = this.#deps;
    const search = this.#search(argument);
    if (!search) return;
    const order = setting.searches.map(({ key }) => key);
    if (await setting.change((entries) => withStep(entries, order, search.key, by))) await reveal(search.key);
  }

  /** Moves searches to the position of `target`, or to the end. */
  async moveTo(keys: readonly string[], target: string | undefined): Promise<void> {
    const { setting } = this.#deps;
    const order = setting.searches.map(({ key }) => key);
    const [first] = keys;
    const to = target === undefined ? -1 : order.indexOf(target);
    if (first === undefined || keys.includes(target ?? '')) return;
    // As in VS Code's lists, an item that moves down is placed after the target.
    const isDown = to >= 0 && order.indexOf(first) < to;
    const before = to < 0 ? undefined : order[isDown ? to + 1 : to];
    await setting.change((entries) => withMoved(entries, keys, before));
  }

  async remove(argument: unknown): Promise<void> {
    const { setting, reveal } = this.#deps;
    const search = this.#search(argument);
    if (!search) return;
    const removed = entriesOf(setting.entries, [search.key]);
    const order = setting.searches.map(({ key }) => key);
    const at = order.indexOf(search.key);
    if (!(await setting.change((all) => withoutSearch(all, search.key)))) return;
    // VS Code selects no row in place of the removed one, so another `Delete` would do nothing.
    const next = order[at + 1] ?? order[at - 1];
    if (argument === undefined && next !== undefined) await reveal(next);
    await notify('info', vscode.l10n.t('Removed the saved search “{0}”.', search.name), {
      label: vscode.l10n.t('Undo'),
      run: () => setting.change((all) => withRestored(all, removed)),
    });
  }

  /** `text` converts the query for the command. */
  async openWith(command: string, argument: unknown, text = (query: string) => query): Promise<void> {
    const search = this.#search(argument);
    if (search) await vscode.commands.executeCommand(command, text(search.query));
  }

  /** Marks a search or the news as seen; without an argument, all of them. */
  async markSeen(argument: unknown): Promise<void> {
    const { markSeen, setting } = this.#deps;
    const key = isNews(argument) ? NEWS_KEY : searchKeyOf(argument);
    await markSeen(key === undefined ? [NEWS_KEY, ...setting.searches.map((one) => one.key)] : [key]);
  }

  async openSetting(): Promise<void> {
    await vscode.commands.executeCommand('workbench.action.openSettings', '@id:papers.savedSearches');
  }

  async #saveQuery(query: string): Promise<void> {
    const problem = queryMessage(queryProblem(query), vscode.l10n);
    if (problem !== undefined) {
      await notify('warning', problem);
      return;
    }
    const key = searchKey(query);
    if (this.#find(key)) {
      await this.#reportSaved(key);
      return;
    }
    const suggested = suggestedName(query, this.#deps.catalogue.topics());
    const name = await askName(suggested, query, vscode.l10n.t('Save Search'));
    if (name === undefined || !(await this.add([{ name, query: query.trim() }]))) return;
    const message = vscode.l10n.t('Saved the search “{0}”. Its new papers are counted from now on.', name);
    await notify('info', message, this.#show(key));
  }

  async #reportSaved(key: string): Promise<void> {
    const name = this.#find(key)?.name ?? key;
    await notify('info', vscode.l10n.t('This search is saved already, as “{0}”.', name), this.#show(key));
  }

  #show(key: string): { readonly label: string; readonly run: () => unknown } {
    return { label: vscode.l10n.t('Show'), run: () => this.#deps.reveal(key) };
  }

  #queryOfHeading(argument: unknown): string | undefined {
    if (typeof argument !== 'object' || argument === null || !('key' in argument)) return undefined;
    const { key } = argument;
    const topic = this.#deps.catalogue.topics().find(({ id }) => id === key);
    return topic === undefined || topic.id === OTHER_TOPIC ? undefined : topicQueryOf(topic.id);
  }

  #search(argument: unknown): SavedSearch | undefined {
    // A keyboard shortcut passes no argument and acts on the selected row.
    return this.#find(argument === undefined ? this.#deps.selected() : searchKeyOf(argument));
  }

  #find(key: string | undefined): SavedSearch | undefined {
    return this.#deps.setting.searches.find((search) => search.key === key);
  }
}

async function askQuery(value: string, title: string): Promise<string | undefined> {
  const query = await vscode.window.showInputBox({
    title,
    value,
    prompt: vscode.l10n.t('Every word must occur in a paper. Filters work as in the search box.'),
    placeHolder: vscode.l10n.t('Words, "a phrase", author:, topic:, has:code, -without'),
    validateInput: (text) => queryMessage(queryProblem(text), vscode.l10n),
  });
  return query?.trim();
}

async function askName(value: string, query: string, title: string): Promise<string | undefined> {
  const name = await vscode.window.showInputBox({
    title,
    value,
    prompt: vscode.l10n.t('Name of the search: {0}', escapeLabel(query)),
    validateInput: (text) =>
      text.trim() === '' || text.trim().length > MAX_NAME_LENGTH
        ? vscode.l10n.t('Type a name of 1 to {0} characters.', MAX_NAME_LENGTH)
        : undefined,
  });
  return name?.trim();
}
