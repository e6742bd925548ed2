import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { isText, setting } from '../../config';
import { escapeLabel } from '../../core/text/sanitize';
import { SECTION, Setting } from '../../ids';
import { notify } from '../../notify';
import { expandFolder } from '../staging/folderName';

/**
 * Returns the folder in the settings, else the only workspace folder, else the user's choice. Undefined if the user
 * cancels.
 */
export async function pickParent(): Promise<string | undefined> {
  const configured = setting(Setting.cloneParentFolder, isText);
  const fixed = configured === undefined ? undefined : expandFolder(configured, homedir());
  if (configured !== undefined && fixed === undefined) showBadSetting(configured);
  if (fixed !== undefined) {
    // The clone reports a folder that could not be created.
    await mkdir(fixed, { recursive: true }).catch(() => undefined);
    return fixed;
  }
  const folders = workspaceFolders();
  if (folders.length === 0) return pickFolder();
  if (folders.length === 1) return folders[0]?.uri.fsPath;
  const rows = folders.map(({ name, uri }) => ({
    label: escapeLabel(name),
    description: escapeLabel(uri.fsPath),
    folder: uri.fsPath,
  }));
  const other = { label: vscode.l10n.t('Another folder…'), description: '', folder: undefined };
  const picked = await vscode.window.showQuickPick([...rows, other], {
    title: vscode.l10n.t('Clone Repository'),
    placeHolder: vscode.l10n.t('Clone into which folder?'),
  });
  return picked === undefined ? undefined : (picked.folder ?? pickFolder());
}

/** A virtual workspace cannot contain a clone. */
export function workspaceFolders(): readonly vscode.WorkspaceFolder[] {
  return (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
}

/** The setting of VS Code's Git extension for clones. */
export function gitDefaultFolder(): string | undefined {
  // User settings only: a workspace must not choose where files are written.
  const setting = vscode.workspace.getConfiguration('git').inspect('defaultCloneDirectory')?.globalValue;
  return isText(setting) ? expandFolder(setting, homedir()) : undefined;
}

/** Every window would resolve a relative folder differently. */
function showBadSetting(configured: string): void {
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

const STORAGE_KEY = 'cloneFolder';
let memory: vscode.Memento | undefined;

/** For the last chosen folder, because opening a clone can restart the extension. */
export function keepLastFolderIn(memento: vscode.Memento): void {
  memory = memento;
}

function defaultFolder(): vscode.Uri | undefined {
  const last = memory?.get(STORAGE_KEY);
  const folder = isText(last) && existsSync(last) ? last : gitDefaultFolder();
  return folder === undefined ? undefined : vscode.Uri.file(folder);
}

/** Returns undefined if the user cancels or chooses a folder on another machine. */
export async function pickFolder(): Promise<string | undefined> {
  const defaultUri = defaultFolder();
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
  if (uri.scheme === 'file') {
    await memory?.update(STORAGE_KEY, uri.fsPath);
    return uri.fsPath;
  }
  // For example, a local folder in a remote window.
  void notify('warning', vscode.l10n.t('Git runs on another machine. Choose a folder on that machine.'));
  return undefined;
}
