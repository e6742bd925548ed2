import * as vscode from 'vscode';
import type { Paper } from '../core/paper/paper';
import type { Event } from '../emitter';
import { countMessage } from '../messageLocale';
import { NEWS_KEY, type FoundPaperNode, type NewsNode } from './nodes';
import { newPapersText } from './rows';

export interface CodeArrivals {
  unseen(): readonly string[];
  /** Unseen papers, and papers whose code arrived in the last 30 days, latest first. */
  news(): readonly string[];
  markSeen(ids: readonly string[]): Promise<void>;
  readonly onDidChange: Event<void>;
}

/** The group "News" of the saved searches. Its rows remain marked until the group is closed. */
export class CodeNews {
  /** VS Code identifies a row by its node object. */
  readonly node: NewsNode = { kind: 'news', key: NEWS_KEY };
  readonly #code: CodeArrivals;
  readonly #marked = new Set<string>();
  #open: readonly Paper[] | undefined;

  constructor(code: CodeArrivals) {
    this.#code = code;
  }

  get isShown(): boolean {
    return this.#open !== undefined || this.#code.news().length > 0;
  }

  get papers(): readonly Paper[] {
    return this.#open ?? [];
  }

  get unseen(): readonly string[] {
    const open = new Set(this.papers.map(({ id }) => id));
    return this.#code.unseen().filter((id) => open.has(id));
  }

  rows(paper: (id: string) => Paper | undefined): FoundPaperNode[] {
    for (const id of this.#code.unseen()) this.#marked.add(id);
    this.#open = this.#code.news().flatMap((id) => paper(id) ?? []);
    return this.#open.map(({ id }) => ({ kind: 'paper', paperId: id, key: NEWS_KEY }));
  }

  isMarked(id: string): boolean {
    return this.#marked.has(id);
  }

  /** To be called when the group was closed, or its papers were marked as seen. */
  close(): void {
    this.#open = undefined;
    this.#marked.clear();
  }

  item(): vscode.TreeItem {
    const fresh = this.#code.unseen().length;
    const item = new vscode.TreeItem(vscode.l10n.t('News'), vscode.TreeItemCollapsibleState.Collapsed);
    item.id = 'news';
    item.description = fresh === 0 ? vscode.l10n.t('code arrived') : newCodeText(fresh);
    item.iconPath = new vscode.ThemeIcon('file-code');
    item.contextValue = `news${fresh === 0 ? '' : ' hasNew'}`;
    item.tooltip = vscode.l10n.t('Papers that you saved, read or follow, and whose code arrived.');
    const words = fresh === 0 ? vscode.l10n.t('no new code') : newCodeText(fresh);
    item.accessibilityInformation = { label: `${vscode.l10n.t('News')}, ${words}` };
    return item;
  }
}

/** Returns a text with the number of papers whose code arrived. */
export function newCodeText(count: number): string {
  return countMessage(count, { one: 'code arrived for {0} paper', other: 'code arrived for {0} papers' });
}

/**
 * Returns the badge of the view; `undefined` without news.
 * @param found ids of the new papers of saved searches
 * @param come ids of the papers whose code arrived
 */
export function newsBadge(found: ReadonlySet<string>, come: readonly string[]): vscode.ViewBadge | undefined {
  // A new paper whose code arrived counts once.
  const value = new Set([...found, ...come]).size;
  const tooltip = [
    found.size > 0 && vscode.l10n.t('{0} in saved searches', newPapersText(found.size)),
    come.length > 0 && newCodeText(come.length),
  ];
  return value === 0 ? undefined : { value, tooltip: tooltip.filter(Boolean).join(', ') };
}
