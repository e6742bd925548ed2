import * as vscode from 'vscode';
import { parseBibFile, type BibEntry } from '../../core/citation/bibFile';

interface Parsed {
  readonly version: number;
  readonly entries: readonly BibEntry[];
}

/** Cache, because completion and hovers read a file on every keystroke and pointer move. */
const parsed = new WeakMap<vscode.TextDocument, Parsed>();

/** Returns the entries of a .bib file; none if it cannot be opened. */
export async function entriesIn(uri: vscode.Uri): Promise<readonly BibEntry[]> {
  try {
    return entriesOf(await vscode.workspace.openTextDocument(uri));
  } catch {
    return [];
  }
}

/** Returns the entries of several .bib files, in the order of the files. */
export async function entriesInAll(uris: readonly vscode.Uri[]): Promise<readonly BibEntry[]> {
  return (await Promise.all(uris.map(entriesIn))).flat();
}

/** Returns the entries of an open .bib file. */
export function entriesOf(document: vscode.TextDocument): readonly BibEntry[] {
  const { version } = document;
  const before = parsed.get(document);
  if (before?.version === version) return before.entries;
  const entries = parseBibFile(document.getText());
  parsed.set(document, { version, entries });
  return entries;
}
