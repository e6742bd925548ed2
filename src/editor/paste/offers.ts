import * as vscode from 'vscode';
import { appendEntries } from '../../core/citation/appendEntries';
import { parseBibFile } from '../../core/citation/bibFile';
import { citationEdit, citationSyntax, parseLatexCommand } from '../../core/citation/citationContext';
import { commentText } from '../../core/citation/commentText';
import { citedUrl, markdownLink, paperLink } from '../../core/citation/titleLink';
import type { Paper } from '../../core/paper/paper';
import { stripControls } from '../../core/text/sanitize';
import { SECTION, Setting } from '../../ids';
import { documentBibliographies, readerOf, type ChosenBibliographies } from '../citation/findBibliography';
import { entriesFor, newEntries } from '../citation/addEntry';
import { citationAround, replacedRange, textAround } from '../citation/textAround';

export interface PaperOffer {
  readonly title: string;
  /** Last part of the edit's kind. */
  readonly kind: 'citation' | 'bibtex' | 'link' | 'comment';
  readonly text: string;
  /** Adds the bibliography entries. */
  readonly edit?: vscode.WorkspaceEdit;
}

/**
 * Returns the ways to insert papers, best first. Needs no user input, so it offers a citation only if the
 * bibliography is known.
 */
export async function paperOffers(
  document: vscode.TextDocument,
  range: vscode.Range,
  papers: readonly Paper[],
  chosen: ChosenBibliographies,
): Promise<readonly PaperOffer[]> {
  const { languageId } = document;
  if (languageId === 'bibtex') return bibtexOffer(document, papers);
  const offers = await citationOffer(document, range, papers, chosen);
  const syntax = citationSyntax(languageId);
  const titled = papers.map(titleAndUrl).join('; ');
  const comment =
    syntax === 'link' ? commentText(languageId, textAround(document, range), titled) : undefined;
  if (comment !== undefined)
    offers.push({ title: vscode.l10n.t('Insert Comment with Title'), kind: 'comment', text: comment });
  else if (syntax === 'pandoc')
    offers.push({
      title: vscode.l10n.t('Insert Link with Title'),
      kind: 'link',
      text: papers.map(markdownLink).join(', '),
    });
  else if (syntax === 'link')
    offers.push({
      title: vscode.l10n.t('Insert Link with Title'),
      kind: 'link',
      text: papers.map((paper) => paperLink(languageId, paper)).join('; '),
    });
  return offers;
}

function titleAndUrl(paper: Paper): string {
  const url = citedUrl(paper);
  return stripControls(url === undefined ? paper.title : `${paper.title} (${url})`);
}

async function citationOffer(
  document: vscode.TextDocument,
  range: vscode.Range,
  papers: readonly Paper[],
  chosen: ChosenBibliographies,
): Promise<PaperOffer[]> {
  const syntax = citationSyntax(document.languageId);
  if (syntax === 'link') return [];
  const { all, target } = await documentBibliographies(document, syntax, chosen);
  if (!target) return [];
  const edit = new vscode.WorkspaceEdit();
  const wanted = papers.map((paper) => ({ paper }));
  // VS Code requests offers on every paste, so a misread bibliography shows no message here.
  const quiet = (): Promise<void> => Promise.resolve();
  const bibliography = { kind: 'file', uri: target, all, reader: readerOf(syntax) } as const;
  const entries = await entriesFor(wanted, bibliography, edit, quiet);
  if (!entries) return [];
  const command = parseLatexCommand(
    vscode.workspace.getConfiguration(SECTION, document).get(Setting.latexCommand),
  );
  const around = citationAround(document, range, syntax);
  const { text, ...replaced } = citationEdit(syntax, around, entries.keys, command);
  const whole = replacedRange(range, replaced);
  // VS Code inserts the offer's text at the cursor, so the edit deletes the replaced text on both sides.
  for (const beside of [whole.with({ end: range.start }), whole.with({ start: range.end })])
    if (!beside.isEmpty) edit.delete(document.uri, beside);
  return [
    {
      ...{ title: vscode.l10n.t('Insert Citation'), kind: 'citation', text },
      ...(edit.size > 0 && { edit }),
    },
  ];
}

/** Offers the entries that a .bib file lacks. */
function bibtexOffer(document: vscode.TextDocument, papers: readonly Paper[]): readonly PaperOffer[] {
  const text = document.getText();
  const { added } = newEntries(
    papers.map((paper) => ({ paper })),
    parseBibFile(text),
  );
  if (added.length === 0) return [];
  // Uses the file's style, without the blank lines that appending would add.
  const entries = appendEntries(text, added).text.trim();
  return [{ title: vscode.l10n.t('Insert BibTeX Entry'), kind: 'bibtex', text: `${entries}\n` }];
}
