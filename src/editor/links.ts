import * as vscode from 'vscode';
import { arxivPages } from '../core/links/arxiv';
import { findPaperMentions, type PaperMention } from '../core/links/paperMentions';
import { Command } from '../ids';
import type { PaperLookup } from './paperLookup';

/** Documents longer than this get no links, as VS Code's own features stop at similar sizes. UTF-16 code units. */
const MAX_DOCUMENT_CHARS = 5_000_000;

/** A link whose target is decided when it is used. */
export class PaperLink extends vscode.DocumentLink {
  constructor(
    range: vscode.Range,
    readonly mention: PaperMention,
  ) {
    super(range);
  }
}

/**
 * Makes a link of each arXiv id and of each page about a paper. A known paper opens here, another one on arXiv. The
 * library is read only when a link is used, so opening a document reads nothing.
 */
export class PaperLinks implements vscode.DocumentLinkProvider<PaperLink> {
  readonly #lookup: PaperLookup;

  constructor(lookup: PaperLookup) {
    this.#lookup = lookup;
  }

  provideDocumentLinks(document: vscode.TextDocument): PaperLink[] {
    const text = document.getText();
    if (text.length > MAX_DOCUMENT_CHARS) return [];
    // A repository's own address stays a link to the repository; a bare number may be no id at all.
    return findPaperMentions(text)
      .filter(({ arxivId, certain }) => arxivId !== undefined && certain)
      .map((mention) => {
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
