import path from 'node:path';
import * as vscode from 'vscode';
import { hasFileManager } from '../config';
import { quarantinedFiles } from '../library/store/quarantine';
import { notify } from '../notify';

const STORE_FOLDERS = ['', 'papers', 'imported', 'clones', 'search-index'];

/** Returns the paths of all copies of damaged files, by folder and age. */
export async function damagedFiles(storage: string): Promise<readonly string[]> {
  const found = STORE_FOLDERS.map(async (name) => {
    const folder = path.join(storage, name);
    return (await quarantinedFiles(folder)).map((file) => path.join(folder, file));
  });
  return (await Promise.all(found)).flat();
}

/**
 * Lists the copies of damaged files. Shows the chosen file in the file manager, or in an editor if it is on a
 * remote machine.
 */
export async function showDamagedFiles(storage: string): Promise<void> {
  const files = await damagedFiles(storage);
  if (files.length === 0) {
    await notify('info', vscode.l10n.t('No damaged file was set aside.'));
    return;
  }
  const items = files.map((file) => ({
    label: path.basename(file),
    description: path.relative(storage, path.dirname(file)),
    file,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Damaged Files'),
    placeHolder: vscode.l10n.t('These copies stay until you remove them. Choose one to see it'),
  });
  if (picked) await showFile(vscode.Uri.file(picked.file));
}

/** A file manager opens only on the window's machine. Elsewhere, opens the file as text. */
async function showFile(file: vscode.Uri): Promise<void> {
  await vscode.commands.executeCommand(hasFileManager() ? 'revealFileInOS' : 'vscode.open', file);
}
