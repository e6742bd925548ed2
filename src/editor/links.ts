import * as vscode from 'vscode';
import { arxivPages } from '../core/links/arxiv';
import { findMarkedIds, type PaperMention } from '../core/links/paperMentions';
import { Command } from '../ids';
import type { PaperLookup } from './paperLookup';

/** In UTF-16 code units. Longer documents get no links; VS Code's own features stop at similar sizes. */
const MAX_DOCUMENT_CHARS = 5_000_000;

export class PaperLink extends vscode.DocumentLink {
  constructor(
    range: vscode.Range,
    readonly mention: PaperMention,
  ) {
    super(range);
  }
}

/** Links arXiv ids and pages about papers. Reads the library only when a link is used. */
export class PaperLinks implements vscode.DocumentLinkProvider<PaperLink> {
  readonly #lookup: PaperLookup;

  constructor(lookup: PaperLookup) {
    this.#lookup = lookup;
  }

  provideDocumentLinks(document: vscode.TextDocument): PaperLink[] {
    const text = document.getText();
    if (text.length > MAX_DOCUMENT_CHARS) return [];
    // Repositories' URLs must open the repository, and bare numbers may not be ids, so neither becomes a link.
    return findMarkedIds(text).map((mention) => {
      const range = new vscode.Range(document.positionAt(mention.start), document.positionAt(mention.end));
      return new PaperLink(range, mention);
    });
  }

  async resolveDocumentLink(link: PaperLink): Promise<PaperLink> {
    const { mention } = link;
    const [paper] = await this.#lookup.papersNamed(mention);
    link.target = paper
      ? vscode.Uri.parse(`command:${Command.openPaper}?${encodeURIComponent(JSON.stringify([paper.id]))}`)
      : vscode.Uri.parse(arxivPages(mention.arxivId ?? '')[0]?.url ?? '');
    return link;
  }
}
