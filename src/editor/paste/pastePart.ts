import * as vscode from 'vscode';
import { findPaperMentions } from '../../core/links/paperMentions';
import type { Paper } from '../../core/paper/paper';
import { DRAGGED_PAPERS } from '../../papers/paperDrag';
import type { ChosenBibliographies } from '../citation/bibliography';
import { PaperLookup, type EditorLibrary } from '../paperLookup';
import { paperOffers, type PaperOffer } from './offers';

const MAX_DROPPED = 50;

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
    const papers = await this.#papersInText(await transfer.get('text/plain')?.asString());
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
    const dragged = await this.#draggedPapers(await transfer.get(DRAGGED_PAPERS)?.asString());
    const text = transfer.get('text/plain') ?? transfer.get('text/uri-list');
    const papers = dragged.length > 0 ? dragged : await this.#papersInText(await text?.asString());
    if (papers.length === 0 || token.isCancellationRequested) return [];
    const range = new vscode.Range(position, position);
    return (await paperOffers(document, range, papers, this.#chosen)).map((offer) => {
      const edit = new vscode.DocumentDropEdit(offer.text, offer.title, kindOf(offer));
      if (dragged.length === 0) edit.yieldTo = [vscode.DocumentDropOrPasteEditKind.Text];
      if (offer.edit) edit.additionalEdit = offer.edit;
      return edit;
    });
  }

  /** Returns the paper of a text that consists of one link or id. */
  async #papersInText(text: string | undefined): Promise<readonly Paper[]> {
    const trimmed = text?.trim() ?? '';
    const [mention] = mayNamePaper(trimmed) ? findPaperMentions(trimmed) : [];
    if (mention?.start !== 0 || mention.end !== trimmed.length) return [];
    return (await this.#lookup.papersNamed(mention)).slice(0, 1);
  }

  async #draggedPapers(json: string | undefined): Promise<readonly Paper[]> {
    if (json === undefined) return [];
    await this.#library.ready;
    const ids = readIds(json).slice(0, MAX_DROPPED);
    return ids.flatMap((id) => this.#library.paper(id) ?? []);
  }
}

/** Whether a text is short enough to be a link or an id. */
function mayNamePaper(text: string): boolean {
  return text.length <= 500 && !/\s/.test(text.replace(/^arxiv:?\s/i, ''));
}

function readIds(json: string): readonly string[] {
  try {
    const ids: unknown = JSON.parse(json);
    return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}

function kindOf({ kind }: PaperOffer): vscode.DocumentDropOrPasteEditKind {
  return vscode.DocumentDropOrPasteEditKind.Empty.append('papers', kind);
}
