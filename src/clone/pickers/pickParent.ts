import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { isText, setting } from '../../config';
import { inertLabel } from '../../core/text/sanitize';
import { SECTION, Setting } from '../../ids';
import { notify } from '../../notify';
import { expandFolder } from '../staging/folderName';

/**
 * The folder to clone into: the one in the settings, else the workspace's, asked for when there are several or none.
 * Undefined when the user thinks better of it.
 */
export async function chooseParent(): Promise<string | undefined> {
  const configured = setting(Setting.cloneParentFolder, isText);
  const fixed = configured === undefined ? undefined : expandFolder(configured, homedir());
  if (configured !== undefined && fixed === undefined) tellOfSetting(configured);
  if (fixed !== undefined) {
    // A folder that can't be made is reported by the clone.
    await mkdir(fixed, { recursive: true }).catch(() => undefined);
    return fixed;
  }
  // Only folders of a disk: in a virtual workspace there is nowhere to put files.
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  if (folders.length === 0) return chooseFolder();
  if (folders.length === 1) return folders[0]?.uri.fsPath;
  const rows = folders.map(({ name, uri }) => ({
    label: inertLabel(name),
    description: inertLabel(uri.fsPath),
    folder: uri.fsPath,
  }));
  const other = { label: vscode.l10n.t('Another folder…'), description: '', folder: undefined };
  const picked = await vscode.window.showQuickPick([...rows, other], {
    placeHolder: vscode.l10n.t('Clone into which folder?'),
  });
  return picked === undefined ? undefined : (picked.folder ?? chooseFolder());
}

/** A relative folder would mean another one in every window. */
function tellOfSetting(configured: string): void {
  const name = `${SECTION}.${Setting.cloneParentFolder}`;
  void notify(
    'warning',
    vscode.l10n.t('“{0}” in the setting {1} is not an absolute path.', configured, name),
    {
      label: vscode.l10n.t('Open Settings'),
      run: () => vscode.commands.executeCommand('workbench.action.openSettings', name),
    },
  );
}

/** The folder that was chosen last in this window. */
let lastFolder: string | undefined;

/** Where the dialog starts: the last folder, else the one that the user's Git extension clones into. */
function firstFolder(): vscode.Uri | undefined {
  // The user's own only: a workspace's settings do not decide where files go.
  const setting = vscode.workspace.getConfiguration('git').inspect('defaultCloneDirectory')?.globalValue;
  const folder = lastFolder ?? (isText(setting) ? expandFolder(setting, homedir()) : undefined);
  return folder === undefined ? undefined : vscode.Uri.file(folder);
}

/** Asks for a folder of this machine; undefined if the user cancels. */
export async function chooseFolder(): Promise<string | undefined> {
  const defaultUri = firstFolder();
  const [uri] =
    (await vscode.window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      canSelectMany: false,
      ...(defaultUri === undefined ? {} : { defaultUri }),
      title: vscode.l10n.t('Clone into which folder?'),
      openLabel: vscode.l10n.t('Clone Here'),
    })) ?? [];
  if (uri === undefined) return undefined;
  if (uri.scheme === 'file') return (lastFolder = uri.fsPath);
  // A folder of the local machine in a window on a remote one, for one.
  void notify(
    'warning',
    vscode.l10n.t('Git runs on another machine than that folder is on; choose one there.'),
  );
  return undefined;
}
