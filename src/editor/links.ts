import * as vscode from 'vscode';
import { arxivPages } from '../core/links/arxiv';
import { findMarkedIds, type PaperMention } from '../core/links/paperMentions';
import { Command } from '../ids';
import type { PaperLookup } from './paperLookup';

/** Longer documents get no links: VS Code's own features stop at similar sizes. UTF-16 code units. */
const MAX_DOCUMENT_CHARS = 5_000_000;

export class PaperLink extends vscode.DocumentLink {
  constructor(
    range: vscode.Range,
    readonly mention: PaperMention,
  ) {
    super(range);
  }
}

/** Links each arXiv id and each page about a paper. Reads the library only when a link is used. */
export class PaperLinks implements vscode.DocumentLinkProvider<PaperLink> {
  readonly #lookup: PaperLookup;

  constructor(lookup: PaperLookup) {
    this.#lookup = lookup;
  }

  provideDocumentLinks(document: vscode.TextDocument): PaperLink[] {
    const text = document.getText();
    if (text.length > MAX_DOCUMENT_CHARS) return [];
    // A repository's URL remains a link to the repository. A bare number may not be an id.
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
