import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import { ShortWriteError } from './library/store/atomicWrite';
import type { Log } from './log';
import { notify } from './notify';
import { replaceFile } from './replaceFile';

export interface ExportedFile {
  readonly uri: vscode.Uri;
  /** Checksum of the written text, to detect later edits. */
  readonly sum: string;
}

export interface ExportText {
  /** The file may exist. */
  readonly textFor: (file: vscode.Uri) => string | Promise<string>;
  readonly name: string;
  readonly extension: string;
  readonly label: string;
}

/**
 * Lets the user choose a file and writes it. VS Code asks before replacing a file.
 * @param folder where the dialog starts
 * @returns undefined if the user cancels, or if writing fails, which is shown
 */
export async function saveExport(
  { textFor, name, extension, label }: ExportText,
  folder: vscode.Uri | undefined,
  log: Log,
): Promise<ExportedFile | undefined> {
  const fileName = `${name}.${extension}`;
  const uri = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Export as {0}', label),
    saveLabel: vscode.l10n.t('Export'),
    filters: { [label]: [extension] },
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, fileName) }),
  });
  if (uri === undefined) return undefined;
  try {
    return { uri, sum: await writeText(uri, await textFor(uri)) };
  } catch (error) {
    await showWriteFailure(uri, error, log);
    return undefined;
  }
}

/** Returns the name of a file without its folder. */
export function fileNameOf(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

/** Writes a file with `replaceFile`, or through its editor if that has unsaved changes. Returns the file's checksum. */
export async function writeText(uri: vscode.Uri, text: string): Promise<string> {
  const edited = editedDocument(uri);
  if (edited === undefined) return hashOf(await replaceFile(uri, Buffer.from(text), vscode.workspace.fs));
  const edit = new vscode.WorkspaceEdit();
  edit.replace(uri, new vscode.Range(0, 0, edited.lineCount, 0), text);
  if (!(await vscode.workspace.applyEdit(edit)) || !(await edited.save()))
    throw new Error('The editor did not save the file.');
  return hashOf(await vscode.workspace.fs.readFile(uri));
}

/** Returns the open document of a file if it has unsaved changes. */
export function editedDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find(
    (document) => document.isDirty && document.uri.toString() === uri.toString(),
  );
}

/** Returns the checksum of a file's content. */
export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Returns whether content has a checksum, apart from its line ends: git may change them in each checkout. */
export function hasChecksum(bytes: Uint8Array, sum: string): boolean {
  // Latin-1 keeps each byte, also of a file that is not UTF-8.
  const written = Buffer.from(bytes).toString('latin1');
  const withLf = written.replaceAll('\r\n', '\n');
  const withCrLf = withLf.replaceAll('\n', '\r\n');
  return [written, withLf, withCrLf].some((text) => hashOf(Buffer.from(text, 'latin1')) === sum);
}

/** Shows that a file could not be written. */
export async function showWriteFailure(uri: vscode.Uri, error: unknown, log: Log): Promise<void> {
  log.error(`${uri.toString()} could not be written.`, error);
  await notify(
    'error',
    vscode.l10n.t(
      '“{0}” could not be written ({1}). Export to another folder.',
      fileNameOf(uri),
      whyOf(error),
    ),
  );
}

function whyOf(error: unknown): string {
  if (error instanceof ShortWriteError)
    return vscode.l10n.t('only {0} of {1} bytes were written', error.written, error.expected);
  return error instanceof Error ? error.message : String(error);
}
