import * as vscode from 'vscode';
import { PaperDrag } from '../papers/paperDrag';
import { NEWS_KEY, searchKeyOf, type FollowNode } from './nodes';

/** MIME type of searches dragged within their view: a JSON array of keys. */
const DRAGGED_SEARCHES = 'application/vnd.code.tree.papers.savedsearches';

/** Reorders saved searches, and drags their papers into an editor. */
export class SearchDrag implements vscode.TreeDragAndDropController<FollowNode> {
  readonly #papers = new PaperDrag<FollowNode>();
  readonly #move: (keys: readonly string[], target: string | undefined) => Promise<unknown>;
  readonly dragMimeTypes = [DRAGGED_SEARCHES, ...this.#papers.dragMimeTypes];
  readonly dropMimeTypes = [DRAGGED_SEARCHES];

  constructor(move: (keys: readonly string[], target: string | undefined) => Promise<unknown>) {
    this.#move = move;
  }

  handleDrag(nodes: readonly FollowNode[], transfer: vscode.DataTransfer): void {
    this.#papers.handleDrag(nodes, transfer);
    const keys = nodes.flatMap((node) => searchKeyOf(node) ?? []);
    if (keys.length > 0) transfer.set(DRAGGED_SEARCHES, new vscode.DataTransferItem(JSON.stringify(keys)));
  }

  async handleDrop(target: FollowNode | undefined, transfer: vscode.DataTransfer): Promise<void> {
    const dragged = await transfer.get(DRAGGED_SEARCHES)?.asString();
    // "News" has a fixed position.
    if (dragged === undefined || target?.key === NEWS_KEY) return;
    const keys: unknown = JSON.parse(dragged);
    if (Array.isArray(keys))
      await this.#move(
        keys.filter((key) => typeof key === 'string'),
        target?.key,
      );
  }
}
