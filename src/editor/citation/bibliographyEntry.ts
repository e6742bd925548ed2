import * as vscode from 'vscode';
import { readArxivId } from '../../core/links/arxiv';
import { appendEntries, freeKey, keyInBibliography, parseBibFile } from '../../core/citation/bibFile';
import { citationKey } from '../../core/citation/bibtex';
import type { Paper } from '../../core/paper/paper';
import { bibtex } from '../../library/unicodeit';
import { notify } from '../../notify';
import type { Bibliography } from './bibliography';

/** A paper in a bibliography. */
export interface CitedEntry {
  readonly key: string;
  /** Writes the bibliography to disk, unless the user has unsaved changes of their own in it. */
  readonly save: () => Promise<void>;
}

/**
 * Gives the key of a paper in a bibliography. A paper that is not there is added to the edit.
 * @param wanted the key that it gets unless another paper has that key
 * @returns `undefined` if the file cannot be opened, after a message that says so
 */
export async function entryFor(
  paper: Paper,
  bibliography: Bibliography,
  edit: vscode.WorkspaceEdit,
  wanted = citationKey(paper),
): Promise<CitedEntry | undefined> {
  if (bibliography.kind === 'none') return { key: wanted, save: () => Promise.resolve() };
  const { uri } = bibliography;
  const file = await openBibliography(uri, edit);
  if (file === 'failed') return undefined;
  const text = file?.getText() ?? '';
  const entries = parseBibFile(text);
  const known = keyInBibliography(
    { arxivId: readArxivId(paper.id), title: paper.title, key: wanted },
    entries,
  );
  if (known !== undefined) return { key: known, save: () => Promise.resolve() };
  const key = freeKey(
    wanted,
    entries.map((one) => one.key),
  );
  const { offset, text: added } = appendEntries(text, [bibtex(paper, key)]);
  edit.insert(uri, file ? file.positionAt(offset) : new vscode.Position(0, 0), added);
  const wasDirty = file?.isDirty ?? false;
  return { key, save: () => (wasDirty ? Promise.resolve() : saveBibliography(uri)) };
}

/** The open document of a .bib; `undefined` for one that does not exist, which the edit makes. */
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
 * Adds the entry of a paper whose key is in a document already, as a completion inserts it.
 * @returns whether the bibliography has the paper now
 */
export async function addEntry(paper: Paper, uri: vscode.Uri, key: string): Promise<boolean> {
  const edit = new vscode.WorkspaceEdit();
  const entry = await entryFor(paper, { kind: 'file', uri }, edit, key);
  if (!entry) return false;
  if (edit.size > 0 && !(await vscode.workspace.applyEdit(edit))) {
    const name = vscode.workspace.asRelativePath(uri);
    await notify(
      'error',
      vscode.l10n.t(
        'The entry could not be added to {0}, because the file is read-only or changed meanwhile.',
        name,
      ),
    );
    return false;
  }
  await entry.save();
  return true;
}
