import * as vscode from 'vscode';
import { Disposable } from './dispose';
import type { Part } from './lazy';
import { SliceQueue } from './timeSlice';

/** Loads a part when the view requests its first rows, and forwards to it. */
export class LazyRows<Node> extends Disposable implements vscode.TreeDataProvider<Node> {
  readonly #rows: Part<{ readonly rows: vscode.TreeDataProvider<Node> }>;
  readonly #slices = new SliceQueue();
  readonly #changed = this._register(new vscode.EventEmitter<Node | Node[] | undefined>());
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(rows: Part<{ readonly rows: vscode.TreeDataProvider<Node> }>) {
    super();
    this.#rows = rows;
    rows.onLoad(({ rows }) => {
      const listening = rows.onDidChangeTreeData?.((node) => this.#changed.fire(node ?? undefined));
      if (listening) this._register(listening);
    });
  }

  async getChildren(node?: Node): Promise<Node[]> {
    return (await this.#rows.use(({ rows }) => rows.getChildren(node))) ?? [];
  }

  /** VS Code requests all rows of a list in one turn; 2,000 would block the host. */
  async getTreeItem(node: Node): Promise<vscode.TreeItem> {
    const { rows } = await this.#rows.get();
    return this.#slices.run(() => rows.getTreeItem(node));
  }

  async getParent(node: Node): Promise<Node | null | undefined> {
    return (await this.#rows.get()).rows.getParent?.(node);
  }

  async resolveTreeItem(
    item: vscode.TreeItem,
    node: Node,
    token: vscode.CancellationToken,
  ): Promise<vscode.TreeItem> {
    const { rows } = await this.#rows.get();
    return (await rows.resolveTreeItem?.(item, node, token)) ?? item;
  }
}
