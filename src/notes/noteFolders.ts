import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { SECTION, Setting } from '../ids';
import { isInside } from '../library/isInside';
import { noteFoldersOf, type NoteFolder } from '../library/notes/noteFolder';

export interface WindowNoteFolder extends Omit<NoteFolder, 'workspaceFolder'> {
  readonly workspaceFolder: vscode.WorkspaceFolder | undefined;
}

/** Returns the folders of notes of this window's workspace folders. */
export function noteFolders(): readonly WindowNoteFolder[] {
  const folders = foldersOnDisk();
  const roots = folders.length === 0 ? [undefined] : folders.map(({ uri }) => uri);
  const places = roots.map((uri) => ({ root: uri?.fsPath, configured: configuredFolder(uri) }));
  return noteFoldersOf(places, homedir(), (file) => vscode.Uri.file(file).fsPath).map(
    ({ workspaceFolder, ...folder }) => ({
      ...folder,
      workspaceFolder: workspaceFolder === undefined ? undefined : folders[workspaceFolder],
    }),
  );
}

/**
 * Returns the setting of the first workspace folder, for a message that it leads out of the folder. `undefined` if no
 * folder is open.
 */
export function unusableFolder(): string | undefined {
  const [first] = foldersOnDisk();
  return first && String(configuredFolder(first.uri));
}

function foldersOnDisk(): readonly vscode.WorkspaceFolder[] {
  return (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
}

function configuredFolder(uri: vscode.Uri | undefined): unknown {
  return vscode.workspace.getConfiguration(SECTION, uri).get<unknown>(Setting.notesFolder);
}

/** Whether a file is in one of the folders of notes. */
export function isInNoteFolder(file: string): boolean {
  return noteFolders().some((folder) => isInside(file, folder.path));
}
