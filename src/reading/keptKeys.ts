import * as vscode from 'vscode';
import { parseBibFile, type CitableEntry } from '../core/citation/bibFile';
import type { KeysOfPapers } from '../core/citation/citationKey';
import { parseCslJson } from '../core/citation/cslJson';
import { keysOfEntries } from '../core/citation/existingEntry';
import { parseRis } from '../core/citation/ris';
import type { Paper } from '../core/paper/paper';
import { editedDocument } from '../exportFile';

const PARSERS: ReadonlyMap<string, (text: string) => readonly CitableEntry[]> = new Map([
  ['.bib', parseBibFile],
  ['.json', parseCslJson],
  ['.ris', parseRis],
]);

/**
 * Returns the keys that papers keep: those in the file that is replaced, else those of earlier exports. The file is
 * first, because another machine, a coauthor or Insert Citation may have given its keys.
 */
export async function keptKeys(
  file: vscode.Uri,
  papers: readonly Paper[],
  earlier: KeysOfPapers,
): Promise<KeysOfPapers> {
  const parse = PARSERS.get(/\.[a-z]+$/i.exec(file.path)?.[0].toLowerCase() ?? '');
  const inFile = keysOfEntries(papers, parse ? parse(await textOf(file)) : []);
  const taken = new Set(Array.from(inFile.values(), (key) => key.toLowerCase()));
  const others = [...earlier].filter(([id, key]) => !inFile.has(id) && !taken.has(key.toLowerCase()));
  return new Map([...others, ...inFile]);
}

/**
 * Returns a file's text from its editor if that has unsaved changes, else from disk; '' if unreadable. Other
 * documents of the file may be old: VS Code does not watch hidden files outside the workspace.
 */
async function textOf(file: vscode.Uri): Promise<string> {
  const edited = editedDocument(file);
  if (edited) return edited.getText();
  try {
    return await vscode.workspace.decode(await vscode.workspace.fs.readFile(file), { uri: file });
  } catch {
    return '';
  }
}
