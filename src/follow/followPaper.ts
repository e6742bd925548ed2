import * as vscode from 'vscode';
import type { Paper } from '../core/paper/paper';
import { authorQuery, topicQueryOf } from '../core/savedSearches/savedSearchQuery';
import { searchKey } from '../core/savedSearches/savedSearch';
import {
  entriesOf,
  withoutSearch,
  withRestored,
  type RemovedEntry,
} from '../core/savedSearches/settingChanges';
import { escapeLabel } from '../core/text/sanitize';
import { notify } from '../notify';
import { messageTitle } from '../papers/messageTitle';
import type { SavedSearchSetting } from './savedSearchSetting';
import type { SearchCommands } from './searchCommands';
import { joinSentences } from '../core/text/joinSentences';

interface FollowItem extends vscode.QuickPickItem {
  readonly search?: { readonly name: string; readonly query: string };
}

/** Lets the user choose authors and topics of a paper to follow. Unchecking one stops following it. */
export async function followPaper(
  paper: Paper,
  topics: readonly { readonly id: string; readonly label: string }[],
  setting: SavedSearchSetting,
  commands: SearchCommands,
): Promise<void> {
  const items = followItems(paper, topics, setting);
  if (items.every(({ search }) => search === undefined)) {
    await notify('info', vscode.l10n.t('No author or topic of "{0}" is known.', paper.title));
    return;
  }
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Follow Authors or Topics of {0}', messageTitle(paper)),
    placeHolder: vscode.l10n.t('Checked ones are saved searches; new papers are counted'),
    canPickMany: true,
  });
  if (!picked) return;
  const chosen = new Set(picked.map((item) => item.search?.query));
  const all = items.flatMap((item) => (item.search ? [{ ...item.search, was: item.picked === true }] : []));
  const added = all.filter(({ query, was }) => !was && chosen.has(query));
  const removed = all.filter(({ query, was }) => was && !chosen.has(query));
  if (added.length > 0 && !(await commands.add(added.map(({ name, query }) => ({ name, query }))))) return;
  let removedEntries: readonly RemovedEntry[] = [];
  if (removed.length > 0) {
    const keys = removed.map(({ query }) => searchKey(query));
    const remove = (entries: readonly unknown[]): readonly unknown[] => {
      removedEntries = entriesOf(entries, keys);
      return keys.reduce(withoutSearch, entries);
    };
    if (!(await setting.change(remove))) return;
  }
  if (added.length + removed.length === 0) return;
  await reportFollowed(added, removed, async () => {
    const addedKeys = added.map(({ query }) => searchKey(query));
    // The message may stay for hours, so Undo keeps searches saved in the meantime.
    await setting.change((entries) => withRestored(addedKeys.reduce(withoutSearch, entries), removedEntries));
  });
}

function followItems(
  paper: Paper,
  topics: readonly { readonly id: string; readonly label: string }[],
  setting: SavedSearchSetting,
): readonly FollowItem[] {
  const followed = new Set(setting.searches.map(({ key }) => key));
  const item = (icon: string, name: string, query: string): FollowItem => ({
    label: `$(${icon}) ${escapeLabel(name)}`,
    picked: followed.has(searchKey(query)),
    search: { name, query },
  });
  const labels = new Map(topics.map(({ id, label }) => [id, label]));
  const authors = [...new Set(paper.authors)].map((name) => item('person', name, authorQuery(name)));
  const named = paper.topics.flatMap((id) => {
    const label = labels.get(id);
    return label === undefined ? [] : [item('tag', label, topicQueryOf(id))];
  });
  const heading = (label: string): FollowItem => ({ label, kind: vscode.QuickPickItemKind.Separator });
  return [
    ...(named.length > 0 ? [heading(vscode.l10n.t('Topics')), ...named] : []),
    ...(authors.length > 0 ? [heading(vscode.l10n.t('Authors')), ...authors] : []),
  ];
}

async function reportFollowed(
  added: readonly { readonly name: string }[],
  removed: readonly { readonly name: string }[],
  undo: () => Promise<void>,
): Promise<void> {
  const list = (all: readonly { readonly name: string }[]): string => all.map(({ name }) => name).join(', ');
  const sentences = [
    added.length > 0 ? vscode.l10n.t('Following {0}.', list(added)) : '',
    removed.length > 0 ? vscode.l10n.t('No longer following {0}.', list(removed)) : '',
  ];
  const message = joinSentences(sentences);
  await notify('info', message, { label: vscode.l10n.t('Undo'), run: undo });
}
