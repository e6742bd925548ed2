import * as vscode from 'vscode';
import type { Grouping, Order } from './model/groups';

interface PickItem<T> extends vscode.QuickPickItem {
  readonly value: T;
}

/** Lets the user pick how the library is grouped; `undefined` if the user cancels. */
export function pickGrouping(now: Grouping): Promise<Grouping | undefined> {
  const choices: PickItem<Grouping>[] = [
    { value: 'topic', label: vscode.l10n.t('Topic'), iconPath: new vscode.ThemeIcon('tag') },
    {
      value: 'month',
      label: vscode.l10n.t('Month of publication'),
      iconPath: new vscode.ThemeIcon('calendar'),
    },
    { value: 'day', label: vscode.l10n.t('Day on Daily Papers'), iconPath: new vscode.ThemeIcon('calendar') },
    { value: 'code', label: vscode.l10n.t('With and without code'), iconPath: new vscode.ThemeIcon('code') },
  ];
  return pickValue(vscode.l10n.t('Group papers by'), choices, now);
}

/** Lets the user pick the order of papers in a group; `undefined` if the user cancels. */
export function pickOrder(now: Order): Promise<Order | undefined> {
  const choices: PickItem<Order>[] = [
    { value: 'date', label: vscode.l10n.t('Newest first'), iconPath: new vscode.ThemeIcon('calendar') },
    {
      value: 'popularity',
      label: vscode.l10n.t('Most upvotes and comments first'),
      iconPath: new vscode.ThemeIcon('thumbsup'),
    },
  ];
  return pickValue(vscode.l10n.t('Sort papers by'), choices, now);
}

async function pickValue<T>(title: string, choices: readonly PickItem<T>[], now: T): Promise<T | undefined> {
  const marked = choices.map((choice) =>
    choice.value === now ? { ...choice, description: vscode.l10n.t('now') } : choice,
  );
  const picked = await vscode.window.showQuickPick(marked, { title });
  return picked?.value;
}
