import * as vscode from 'vscode';
import { parseBibFile } from '../core/citation/bibFile';
import type { KeysOfPapers } from '../core/citation/citationKey';
import { keysOfEntries } from '../core/citation/existingEntry';
import type { Paper } from '../core/paper/paper';

/**
 * Returns the keys that papers keep in an export to a file: those of the entries that it replaces, else those of earlier
 * exports. The state of the workspace lacks the keys that another machine, a coauthor or Insert Citation gave.
 */
export async function keptKeys(
  file: vscode.Uri,
  papers: readonly Paper[],
  earlier: KeysOfPapers,
): Promise<KeysOfPapers> {
  const inFile = keysOfEntries(papers, /\.bib$/i.test(file.path) ? parseBibFile(await textOf(file)) : []);
  const taken = new Set(Array.from(inFile.values(), (key) => key.toLowerCase()));
  const others = [...earlier].filter(([id, key]) => !inFile.has(id) && !taken.has(key.toLowerCase()));
  return new Map([...others, ...inFile]);
}

/** Returns the text of a file, from its editor if it has one; empty for a file that is missing or cannot be read. */
async function textOf(file: vscode.Uri): Promise<string> {
  try {
    return (await vscode.workspace.openTextDocument(file)).getText();
  } catch {
    return '';
  }
}
