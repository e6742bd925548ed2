import * as vscode from 'vscode';
import { DRAGGED_PAPERS } from '../../papers/paperDrag';
import type { ChosenBibliographies } from '../citation/findBibliography';
import { PaperLookup, type EditorLibrary } from '../paperLookup';
import { draggedPapers, papersInText } from './insertedPapers';
import { paperOffers, type PaperOffer } from './offers';

/** Inserts pasted links and ids and dropped papers as citation, BibTeX, link or comment. */
export class PastePart implements vscode.DocumentPasteEditProvider, vscode.DocumentDropEditProvider {
  readonly #library: EditorLibrary;
  readonly #lookup: PaperLookup;
  readonly #chosen: ChosenBibliographies;

  constructor(library: EditorLibrary, chosen: ChosenBibliographies) {
    this.#library = library;
    this.#lookup = new PaperLookup(library);
    this.#chosen = chosen;
  }

  dispose(): void {
    // Owns no resources.
  }

  async provideDocumentPasteEdits(
    document: vscode.TextDocument,
    ranges: readonly vscode.Range[],
    transfer: vscode.DataTransfer,
    _context: vscode.DocumentPasteEditContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.DocumentPasteEdit[]> {
    const [range] = ranges;
    const papers = await papersInText(this.#lookup, await transfer.get('text/plain')?.asString());
    if (!range || papers.length === 0 || token.isCancellationRequested) return [];
    return (await paperOffers(document, range, papers, this.#chosen)).map((offer) => {
      const edit = new vscode.DocumentPasteEdit(offer.text, offer.title, kindOf(offer));
      // The paste key must still paste plain text.
      edit.yieldTo = [vscode.DocumentDropOrPasteEditKind.Text];
      if (offer.edit) edit.additionalEdit = offer.edit;
      return edit;
    });
  }

  async provideDocumentDropEdits(
    document: vscode.TextDocument,
    position: vscode.Position,
    transfer: vscode.DataTransfer,
    token: vscode.CancellationToken,
  ): Promise<vscode.DocumentDropEdit[]> {
    const dragged = await draggedPapers(this.#library, await transfer.get(DRAGGED_PAPERS)?.asString());
    const text = transfer.get('text/plain') ?? transfer.get('text/uri-list');
    const papers = dragged.length > 0 ? dragged : await papersInText(this.#lookup, await text?.asString());
    if (papers.length === 0 || token.isCancellationRequested) return [];
    const range = new vscode.Range(position, position);
    return (await paperOffers(document, range, papers, this.#chosen)).map((offer) => {
      const edit = new vscode.DocumentDropEdit(offer.text, offer.title, kindOf(offer));
      if (dragged.length === 0) edit.yieldTo = [vscode.DocumentDropOrPasteEditKind.Text];
      if (offer.edit) edit.additionalEdit = offer.edit;
      return edit;
    });
  }
}

function kindOf({ kind }: PaperOffer): vscode.DocumentDropOrPasteEditKind {
  return vscode.DocumentDropOrPasteEditKind.Empty.append('papers', kind);
}
