import * as vscode from 'vscode';
import type { Sort } from '../core/query/parseQuery';
import { escapeMessage } from '../core/text/sanitize';
import type { Grouping, Order } from './model/groups';
import type { Arrangement, Filtered } from './model/treeModel';
import { countMessage } from '../messageLocale';

export interface ViewFacts extends Arrangement {
  readonly papers: number;
  /** `undefined` without a filter. */
  readonly found: number | undefined;
  /** `undefined` without a filter. */
  readonly sort: Sort | undefined;
  /** Age of the library in words; empty if unknown. */
  readonly age: string;
}

/** Returns the header, such as "86 papers · by topic · newest first · 3 Nov 2025 · today". */
export function viewDescription({ papers, found, sort, groupBy, order, age }: ViewFacts): string {
  if (papers === 0) return age;
  const count = found === undefined ? paperCount(papers) : vscode.l10n.t('{0} of {1}', found, papers);
  return [count, groupingText(groupBy), orderText(sort ?? order), age]
    .filter((part) => part !== '')
    .join(' · ');
}

/** Returns the view's message about a filter: the query and the number of papers that it finds. */
export function filterMessage({ query, papers }: Filtered): string {
  const text = query.trim();
  return papers.length === 0
    ? escapeMessage(vscode.l10n.t('No paper matches “{0}”.', text))
    : escapeMessage(`${vscode.l10n.t('“{0}”', text)} · ${paperCount(papers.length)}`);
}

/** Returns "1 paper" or "86 papers". */
export function paperCount(count: number): string {
  return countMessage(count, { one: '{0} paper', other: '{0} papers' });
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

function orderText(order: Order | Sort): string {
  switch (order) {
    case 'date':
      return vscode.l10n.t('newest first');
    case 'popularity':
    case 'upvotes':
      return vscode.l10n.t('most upvotes first');
    case 'forYou':
      return vscode.l10n.t('for you');
    case 'relevance':
      return vscode.l10n.t('best match first');
  }
}
