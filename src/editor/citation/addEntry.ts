import * as vscode from 'vscode';
import { parseArxivId } from '../../core/links/arxiv';
import { appendEntries } from '../../core/citation/appendEntries';
import { keyInBibliography } from '../../core/citation/existingEntry';
import type { BibEntry } from '../../core/citation/bibFile';
import { citationKey, freeKey } from '../../core/citation/citationKey';
import type { Paper } from '../../core/paper/paper';
import { bibtex, type BibReader } from '../../library/texToUnicode';
import { notify } from '../../notify';
import type { Bibliography, BibliographyFile } from './findBibliography';
import { isMisread, showMisread } from './misreadFile';
import { entriesInAll, entriesOf } from './parsedBibFiles';

export interface WantedEntry {
  readonly paper: Paper;
  /** Preferred key, used unless another paper has it. Default: `citationKey`. */
  readonly wanted?: string;
}

export interface CitedEntries {
  readonly keys: readonly string[];
  /** Writes the bibliography to disk, unless it had unsaved changes of the user. */
  readonly save: () => Promise<void>;
}

/**
 * Returns the keys of papers in the bibliographies of a document, and adds missing papers to the edit.
 * @param onMisread called for a file that would lose letters; by default shows a message
 * @returns `undefined` if the file would lose letters or, after a message, cannot be opened
 */
export async function entriesFor(
  papers: readonly WantedEntry[],
  bibliography: Bibliography,
  edit: vscode.WorkspaceEdit,
  onMisread = showMisread,
): Promise<CitedEntries | undefined> {
  if (bibliography.kind === 'none') {
    const { keys } = newEntries(papers, []);
    return { keys, save: () => Promise.resolve() };
  }
  const { uri, all, reader } = bibliography;
  const file = await openBibliography(uri, edit);
  if (file === 'failed') return undefined;
  const text = file?.getText() ?? '';
  const others = await entriesInAll(all.filter((other) => other.toString() !== uri.toString()));
  const { keys, added } = newEntries(papers, [...(file ? entriesOf(file) : []), ...others], reader);
  if (added.length === 0) return { keys, save: () => Promise.resolve() };
  if (file && (await isMisread(file))) {
    await onMisread(file);
    return undefined;
  }
  const { offset, text: block } = appendEntries(text, added);
  edit.insert(uri, file ? file.positionAt(offset) : new vscode.Position(0, 0), block);
  const wasDirty = file?.isDirty ?? false;
  return { keys, save: () => (wasDirty ? Promise.resolve() : saveBibliography(uri)) };
}

/** Returns the keys of papers, and the BibTeX of papers that are not among the entries. */
export function newEntries(
  papers: readonly WantedEntry[],
  entries: readonly BibEntry[],
  reader?: BibReader,
): { readonly keys: readonly string[]; readonly added: readonly string[] } {
  const taken = entries.map(({ key }) => key);
  const added: string[] = [];
  const keys = papers.map(({ paper, wanted = citationKey(paper) }) => {
    const known = keyInBibliography(
      { arxivId: parseArxivId(paper.id), title: paper.title, key: wanted },
      entries,
    );
    if (known !== undefined) return known;
    const key = freeKey(wanted, taken);
    taken.push(key);
    added.push(bibtex(paper, key, reader));
    return key;
  });
  return { keys, added };
}

/** Returns `undefined` for a missing file, which the edit creates. */
async function openBibliography(
  uri: vscode.Uri,
  edit: vscode.WorkspaceEdit,
): Promise<vscode.TextDocument | 'failed' | undefined> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') {
      edit.createFile(uri, { ignoreIfExists: true });
      return undefined;
    }
    if (await isMissing(uri)) {
      edit.createFile(uri, { ignoreIfExists: true });
      return undefined;
    }
    const name = vscode.workspace.asRelativePath(uri);
    const why = error instanceof Error ? error.message : String(error);
    await notify('error', vscode.l10n.t('{0} could not be opened, so nothing was inserted. {1}', name, why));
    return 'failed';
  }
}

async function isMissing(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return false;
  } catch (error) {
    return error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
  }
}

async function saveBibliography(uri: vscode.Uri): Promise<void> {
  const file = await vscode.workspace.openTextDocument(uri);
  if ((await file.save()) || !file.isDirty) return;
  const name = vscode.workspace.asRelativePath(uri);
  void notify('warning', vscode.l10n.t('The entry is in {0}, but the file could not be saved.', name), {
    label: vscode.l10n.t('Show File'),
    run: () => vscode.window.showTextDocument(file),
  });
}

/**
 * Adds the entry of a paper whose key a completion has already inserted.
 * @param rekey replaces the inserted key in the same edit: the file may have the paper under another key, or another
 * paper under this one
 * @returns whether a bibliography now contains the paper
 */
export async function addEntry(
  paper: Paper,
  bibliography: BibliographyFile,
  key: string,
  rekey: (edit: vscode.WorkspaceEdit, key: string) => void,
): Promise<boolean> {
  const edit = new vscode.WorkspaceEdit();
  const entries = await entriesFor([{ paper, wanted: key }], bibliography, edit);
  if (!entries) return false;
  const [used = key] = entries.keys;
  if (used !== key) rekey(edit, used);
  if (edit.size > 0 && !(await vscode.workspace.applyEdit(edit))) {
    const name = vscode.workspace.asRelativePath(bibliography.uri);
    await notify(
      'error',
      vscode.l10n.t(
        'The entry could not be added to {0}, because the file is read-only or changed meanwhile.',
        name,
      ),
    );
    return false;
  }
  await entries.save();
  return true;
}
