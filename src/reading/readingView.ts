import * as vscode from 'vscode';
import type { Paper } from '../core/paper/paper';
import type { ReadingItem } from '../core/readingList/markdown';
import type { Topic } from '../core/topics/topics';
import { Disposable } from '../dispose';
import { ReadingContext, View } from '../ids';
import type { Event } from '../emitter';
import { registerSelection } from '../papers/paperArgument';
import { paperItem } from '../papers/paperItem';
import { rowContext } from '../papers/rowContext';
import type { PaperState } from '../papers/paperStates';
import { paperTooltip } from '../papers/paperTooltip';

/** Commands on a paper read `paperId`. */
export interface ReadingNode {
  readonly paperId: string;
}

export interface ReadingSource {
  /** Resolves when the papers are loaded. The first access starts loading. */
  readonly ready: Promise<void>;
  /** Saved papers, latest first. */
  items(): readonly ReadingItem[];
  stateOf(paper: Paper): PaperState;
  topics(): readonly Topic[];
  /** Returns why some saved papers are not shown, as sentences; `undefined` if all are shown. */
  notice(): string | undefined;
  /** Whether arXiv has papers that are not shown because the library does not have them. */
  canAdd(): boolean;
  readonly onDidChange: Event<void>;
}

/**
 * Time in ms that VS Code takes to replace the last row by the empty view's text; no event reports it. A view that
 * gets the focus earlier loses it with the row.
 */
const EMPTY_VIEW_MS = 300;

/** The reading list in the sidebar: saved papers, latest first, and the number of unread ones. */
export class ReadingView extends Disposable implements vscode.TreeDataProvider<ReadingNode> {
  readonly #source: ReadingSource;
  readonly #changed = this._register(new vscode.EventEmitter<undefined>());
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #view: vscode.TreeView<ReadingNode>;
  #items: ReadonlyMap<string, ReadingItem> = new Map();
  #ids: readonly string[] = [];
  readonly #listed = this._register(new vscode.EventEmitter<void>());

  constructor(view: vscode.TreeView<ReadingNode>, source: ReadingSource) {
    super();
    this.#view = view;
    this.#source = source;
    this._register(source.onDidChange(() => this.#changed.fire(undefined)));
    this._register(
      registerSelection(View.readingList, () => this.#view.selection.map(({ paperId }) => paperId)),
    );
  }

  async getChildren(node?: ReadingNode): Promise<ReadingNode[]> {
    if (node) return [];
    await this.#source.ready;
    if (this.disposed) return [];
    this.#view.message = this.#source.notice() ?? '';
    void vscode.commands.executeCommand('setContext', ReadingContext.canAdd, this.#source.canAdd());
    this.#items = new Map(this.#source.items().map((item) => [item.paper.id, item]));
    this.#ids = [...this.#items.keys()];
    this.#view.description = countLabel([...this.#items.values()]);
    this.#listed.fire();
    return this.#ids.map((paperId) => ({ paperId }));
  }

  async emptied(): Promise<void> {
    while (this.#ids.length > 0)
      await new Promise<void>((resolve) => {
        const listening = this.#listed.event(() => {
          listening.dispose();
          resolve();
        });
      });
    await new Promise((resolve) => setTimeout(resolve, EMPTY_VIEW_MS));
  }

  getTreeItem({ paperId }: ReadingNode): vscode.TreeItem {
    const item = this.#items.get(paperId);
    if (!item) return new vscode.TreeItem(paperId);
    const open = { list: this.#ids, preview: true };
    const row = paperItem(paperId, item.paper, this.#rowState(item.paper), open);
    row.contextValue = rowContext(item.paper, this.#source.stateOf(item.paper));
    return row;
  }

  resolveTreeItem(row: vscode.TreeItem, { paperId }: ReadingNode): vscode.TreeItem {
    const paper = this.#items.get(paperId)?.paper;
    if (paper) row.tooltip = paperTooltip(paper, this.#source.topics(), this.#rowState(paper));
    return row;
  }

  #rowState(paper: Paper): PaperState {
    return { ...this.#source.stateOf(paper), saved: false };
  }
}

function countLabel(items: readonly ReadingItem[]): string {
  const unread = items.filter(({ read }) => !read).length;
  if (items.length === 0) return '';
  return unread === 0 ? String(items.length) : vscode.l10n.t('{0} ({1} unread)', items.length, unread);
}
