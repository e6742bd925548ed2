import { readdir } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { hasFileManager } from '../../config';
import type { MessageAction } from '../../notify';
import { cloneUrl } from '../../core/links/repository';
import type { Repository } from '../../core/paper/paper';

export interface OpenableClone {
  readonly folder: string;
  /** The clone's folder, or the one in it that the paper's link points to. */
  readonly opens: string;
  readonly name: string;
  readonly paperId: string;
}

/** Returns the actions for a clone. `note` runs before an action that may restart the extension. */
export async function openActions(
  clone: OpenableClone,
  note: (clone: OpenableClone) => Promise<void>,
): Promise<readonly MessageAction[]> {
  const uri = vscode.Uri.file(clone.opens);
  const openFolder = async (forceNewWindow: boolean): Promise<void> => {
    await note(clone);
    await vscode.commands.executeCommand('vscode.openFolder', uri, { forceNewWindow });
  };
  const readme = await readmeOf(clone.opens);
  const open = { label: vscode.l10n.t('Open Folder'), run: () => openFolder(false) };
  const revealed = { label: vscode.l10n.t('Reveal in Explorer'), run: () => reveal(uri) };
  const others = [{ label: vscode.l10n.t('Open in New Window'), run: () => openFolder(true) }];
  const add = {
    label: vscode.l10n.t('Add to Workspace'),
    run: async () => {
      const count = vscode.workspace.workspaceFolders?.length ?? 0;
      // Adding a folder restarts the extensions if there was at most one. Changing the first folder does too.
      if (vscode.workspace.workspaceFile === undefined || count === 0) await note(clone);
      vscode.workspace.updateWorkspaceFolders(count, 0, { uri });
    },
  };
  if (readme !== undefined) {
    others.push({ label: vscode.l10n.t('Open README'), run: () => openReadme(readme) });
  }
  // The Explorer already shows the clone. Adding it would restart the window and show it twice.
  if (isInWorkspace(clone.opens)) return [revealed, open, ...others];
  return [open, add, ...(hasFileManager() ? [revealed] : []), ...others];
}

/** Returns the path of a folder's README, preferring Markdown. */
export async function readmeOf(folder: string): Promise<string | undefined> {
  const names = await readdir(folder).catch(() => []);
  const found = names.filter((name) => /^readme(?:\.(?:md|markdown|rst|txt))?$/i.test(name)).sort();
  const best = found.find((name) => /\.(?:md|markdown)$/i.test(name)) ?? found[0];
  return best === undefined ? undefined : path.join(folder, best);
}

/** Opens a README; Markdown in the preview. */
export async function openReadme(file: string): Promise<void> {
  const command = /\.(?:md|markdown)$/i.test(file) ? 'markdown.showPreview' : 'vscode.open';
  await vscode.commands.executeCommand(command, vscode.Uri.file(file));
}

/** Uses VS Code's Explorer in the workspace, otherwise the system's file manager. */
async function reveal(uri: vscode.Uri): Promise<void> {
  await vscode.commands.executeCommand(
    isInWorkspace(uri.fsPath) ? 'revealInExplorer' : 'revealFileInOS',
    uri,
  );
}

function isInWorkspace(folder: string): boolean {
  return vscode.workspace.getWorkspaceFolder(vscode.Uri.file(folder)) !== undefined;
}

/** Whether a path is that of a workspace folder of this window. */
export function isWorkspaceFolder(folder: string): boolean {
  return (vscode.workspace.workspaceFolders ?? []).some(
    ({ uri }) => uri.scheme === 'file' && path.relative(uri.fsPath, folder) === '',
  );
}

/** The action that opens a repository's page in the browser. */
export function repositoryPageAction(repository: Repository): MessageAction {
  return {
    label: vscode.l10n.t('Open on {0}', repository.host),
    run: () =>
      // A damaged store can contain any address; only those that follow their host's rules are opened.
      cloneUrl(repository) === undefined
        ? undefined
        : vscode.env.openExternal(vscode.Uri.parse(repository.url)),
  };
}
