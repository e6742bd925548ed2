import * as vscode from 'vscode';
import { daysBetween, feedDay } from '../core/feed/feedCalendar';
import { shortDay } from '../core/text/formatDate';
import { escapeMessage } from '../core/text/sanitize';
import type { Grouping, Order } from './model/groups';
import type { Arrangement, Filtered } from './model/treeModel';
import { countMessage, messageLanguage } from '../messageLocale';

export interface ViewFacts extends Arrangement {
  readonly papers: number;
  /** Number of papers that the filter finds; `undefined` without a filter. */
  readonly found: number | undefined;
  /** Age of the library in words; empty if unknown. */
  readonly age: string;
}

/** Describes the library view for its header: "86 papers · by topic · newest first · 3 Nov 2025 · today". */
export function viewDescription({ papers, found, groupBy, order, age }: ViewFacts): string {
  if (papers === 0) return age;
  const count = found === undefined ? paperCount(papers) : vscode.l10n.t('{0} of {1}', found, papers);
  // A filter keeps its own order.
  const orderLabel = found === undefined ? orderText(order) : vscode.l10n.t('best match first');
  return [count, groupingText(groupBy), orderLabel, age].filter((part) => part !== '').join(' · ');
}

/** Returns the view's message about a filter: the query and the number of papers that it finds. */
export function filterMessage({ query, papers }: Filtered): string {
  return papers.length === 0
    ? escapeMessage(vscode.l10n.t('No paper matches “{0}”.', query))
    : escapeMessage(`${vscode.l10n.t('“{0}”', query)} · ${paperCount(papers.length)}`);
}

/** Returns "1 paper" or "86 papers". */
export function paperCount(count: number): string {
  return countMessage(count, { one: '{0} paper', other: '{0} papers' });
}

/** Returns the newest day and its age in the feed's time zone. */
export function ageText(newestDay: string, now: number): string {
  const day = shortDay(newestDay, messageLanguage());
  const age = daysBetween(newestDay, feedDay(now));
  // A day in the future means that the clock is wrong, so the age is unknown.
  if (age < 0) return day;
  if (age === 0) return vscode.l10n.t('{0} · today', day);
  return age === 1 ? vscode.l10n.t('{0} · yesterday', day) : vscode.l10n.t('{0} · {1} days ago', day, age);
}

function groupingText(grouping: Grouping): string {
  switch (grouping) {
    case 'topic':
      return vscode.l10n.t('by topic');
    case 'month':
      return vscode.l10n.t('by month');
    case 'day':
      return vscode.l10n.t('by day');
    case 'code':
      return vscode.l10n.t('by code');
  }
}

function orderText(order: Order): string {
  switch (order) {
    case 'date':
      return vscode.l10n.t('newest first');
    case 'popularity':
      return vscode.l10n.t('most upvotes first');
    case 'forYou':
      return vscode.l10n.t('for you');
  }
}
