import * as vscode from 'vscode';
import type { Grouping, Order } from './model/groups';
import { countMessage } from '../messageLocale';

interface PickItem<T> extends vscode.QuickPickItem {
  readonly value: T;
}

/** Returns `undefined` if the user cancels. */
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

/**
 * Returns `undefined` if the user cancels.
 * @param missing number of papers to mark before the order "For you" is possible
 */
export function pickOrder(now: Order, missing: number): Promise<Order | undefined> {
  const choices: PickItem<Order>[] = [
    { value: 'date', label: vscode.l10n.t('Newest first'), iconPath: new vscode.ThemeIcon('calendar') },
    {
      value: 'popularity',
      label: vscode.l10n.t('Most upvotes and comments first'),
      iconPath: new vscode.ThemeIcon('thumbsup'),
    },
    {
      value: 'forYou',
      label: vscode.l10n.t('For you'),
      detail: forYouDetail(missing),
      iconPath: new vscode.ThemeIcon('account'),
    },
  ];
  return pickValue(vscode.l10n.t('Sort papers by'), choices, now);
}

function forYouDetail(missing: number): string {
  if (missing === 0)
    return vscode.l10n.t('Papers like those that you saved, read or cloned. Computed on this machine.');
  return countMessage(missing, {
    one: 'Save, read or clone {0} more paper first.',
    other: 'Save, read or clone {0} more papers first.',
  });
}

async function pickValue<T>(title: string, choices: readonly PickItem<T>[], now: T): Promise<T | undefined> {
  const marked = choices.map((choice) =>
    choice.value === now ? { ...choice, description: vscode.l10n.t('current') } : choice,
  );
  const picked = await vscode.window.showQuickPick(marked, { title });
  return picked?.value;
}
