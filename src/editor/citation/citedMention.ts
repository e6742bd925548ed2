import type * as vscode from 'vscode';
import type { BibEntry } from '../../core/citation/bibFile';
import { citationSyntax } from '../../core/citation/citationContext';
import type { PaperMention } from '../../core/links/paperMentions';
import { entriesIn, entriesOf } from './parsedBibFiles';
import { documentBibliographies, type ChosenBibliographies } from './findBibliography';

/** Returns the arXiv id of the entry with a citation key; `undefined` without an entry or id. */
export async function citedMention(
  document: vscode.TextDocument,
  key: string,
  chosen: ChosenBibliographies,
): Promise<Pick<PaperMention, 'arxivId' | 'certain'> | undefined> {
  const { arxivId } = (await findEntry(document, key, chosen)) ?? {};
  return arxivId === undefined ? undefined : { arxivId, certain: true };
}

async function findEntry(
  document: vscode.TextDocument,
  key: string,
  chosen: ChosenBibliographies,
): Promise<BibEntry | undefined> {
  if (document.languageId === 'bibtex') return entriesOf(document).find((entry) => entry.key === key);
  const { all } = await documentBibliographies(document, citationSyntax(document.languageId), chosen);
  for (const uri of all) {
    const found = (await entriesIn(uri)).find((entry) => entry.key === key);
    if (found) return found;
  }
  return undefined;
}
