import * as vscode from 'vscode';
import { paperIdsOf } from './paperArgument';

/** Content type of dragged papers: a JSON array of paper ids. */
export const DRAGGED_PAPERS = 'application/vnd.daily-papers.ids';

/** Lets papers be dragged from a view into an editor. The view accepts no drops. */
export class PaperDrag<Node> implements vscode.TreeDragAndDropController<Node> {
  readonly dragMimeTypes = [DRAGGED_PAPERS];
  readonly dropMimeTypes: readonly string[] = [];

  handleDrag(nodes: readonly Node[], transfer: vscode.DataTransfer): void {
    const ids = paperIdsOf(undefined, nodes);
    if (ids.length > 0) transfer.set(DRAGGED_PAPERS, new vscode.DataTransferItem(JSON.stringify(ids)));
  }
}
