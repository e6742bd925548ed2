import { stat } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { noteFileName } from '../core/notes/noteFileName';
import { noteTemplate } from '../core/notes/noteTemplate';
import type { Paper } from '../core/paper/paper';
import { escapeLabel } from '../core/text/sanitize';
import { SECTION, Setting } from '../ids';
import { createNote } from '../library/notes/createNote';
import { readNote } from '../library/notes/noteFiles';
import { openSettings } from '../networkSettings';
import { askModal, notify } from '../notify';
import { noteFolders, unusableFolder, type WindowNoteFolder } from './noteFolders';

export interface AddedNote {
  readonly file: string;
  /** False if the file existed under the paper's key and was not changed. */
  readonly isNew: boolean;
}

/** Creates a paper's note from the template. Shows a message and returns `undefined` if this is not possible. */
export async function addNote(paper: Paper, isRead: boolean): Promise<AddedNote | undefined> {
  const folders = noteFolders();
  if (folders.length === 0) {
    await showNoFolder();
    return undefined;
  }
  const folder = await chooseFolder(folders);
  if (!folder || !(await mayCreate(folder))) return undefined;
  try {
    const created = await createNote({
      folder: folder.path,
      within: folder.within,
      name: (number) => noteFileName(paper, number),
      text: noteTemplate(paper, isRead),
      // A file without front matter may be the user's note, named after the paper's key.
      isUsable: async (file) => (await stat(file)).isFile() && (await readNote(file)) === undefined,
    });
    if (created.kind !== 'outside') return { file: created.file, isNew: created.kind === 'created' };
    await notify(
      'error',
      vscode.l10n.t('No note was created, because {0} leads out of the workspace folder.', created.folder),
      openSettings(Setting.notesFolder),
    );
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    await notify(
      'error',
      vscode.l10n.t('The note could not be created in {0}: {1}', folder.path, reason),
      openSettings(Setting.notesFolder),
    );
  }
  return undefined;
}

/**
 * Asks before creating a folder outside the workspace on a remote machine. The user's settings apply there too, and a
 * container loses the folder when it is rebuilt.
 */
async function mayCreate({ path: folder, workspaceFolder }: WindowNoteFolder): Promise<boolean> {
  const { remoteName } = vscode.env;
  if (workspaceFolder || remoteName === undefined || (await isFolder(folder))) return true;
  const create = vscode.l10n.t('Create Folder');
  const answer = await askModal(
    vscode.l10n.t('“{0}” does not exist on the machine of this window ({1}).', folder, remoteName),
    vscode.l10n.t('Notes in it are stored on that machine only. A container that is rebuilt loses them.'),
    create,
  );
  return answer === create;
}

async function showNoFolder(): Promise<void> {
  const unusable = unusableFolder();
  if (unusable !== undefined) {
    const message = vscode.l10n.t(
      '“{0}” in the setting {1} is neither inside the workspace folder nor a full path of this machine. Set it to a folder inside, or to the full path of a folder.',
      unusable,
      `${SECTION}.${Setting.notesFolder}`,
    );
    return notify('warning', message, openSettings(Setting.notesFolder));
  }
  await notify(
    'info',
    vscode.l10n.t(
      'Notes are files in your workspace. Open a folder, or set papers.notes.folder to the full path of a folder.',
    ),
    {
      label: vscode.l10n.t('Open Folder…'),
      run: () => vscode.commands.executeCommand('workbench.action.files.openFolder'),
    },
    openSettings(Setting.notesFolder),
  );
}

/** Returns the only folder, the only existing one, or the user's choice. */
async function chooseFolder(folders: readonly WindowNoteFolder[]): Promise<WindowNoteFolder | undefined> {
  const existing = await Promise.all(
    folders.map(async (folder) => ((await isFolder(folder.path)) ? [folder] : [])),
  ).then((found) => found.flat());
  const [first, second] = existing.length > 0 ? existing : folders;
  if (!second) return first;
  const items = activeFirst(folders).map((folder) => ({
    label: escapeLabel(folder.workspaceFolder?.name ?? path.basename(folder.path)),
    description: escapeLabel(folder.path),
    folder,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Open Note'),
    placeHolder: vscode.l10n.t('In which folder should the note be created?'),
  });
  return picked?.folder;
}

function activeFirst(folders: readonly WindowNoteFolder[]): readonly WindowNoteFolder[] {
  const document = vscode.window.activeTextEditor?.document;
  const active = document && vscode.workspace.getWorkspaceFolder(document.uri);
  const isActive = ({ workspaceFolder }: WindowNoteFolder): boolean =>
    active !== undefined && workspaceFolder?.index === active.index;
  return [...folders.filter(isActive), ...folders.filter((folder) => !isActive(folder))];
}

async function isFolder(folder: string): Promise<boolean> {
  return (await stat(folder).catch(() => undefined))?.isDirectory() ?? false;
}
