import { readdir } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Choice } from '../../notify';
import { cloneUrl } from '../../core/links/repository';
import type { Repository } from '../../core/paper/paper';

/** A clone that can be opened. */
export interface OpenableClone {
  readonly folder: string;
  /** The folder to open: the clone's own, or the one in it that the paper's link pointed to. */
  readonly opens: string;
  /** The repository as `owner/name`. */
  readonly name: string;
  readonly paperId: string;
}

/**
 * The ways to go on with a clone.
 * @param note leaves word for the window that is about to be opened: opening may restart the extension
 */
export async function waysToOpen(
  clone: OpenableClone,
  note: (clone: OpenableClone) => Promise<void>,
): Promise<readonly Choice[]> {
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
      // A window of no or one folder becomes a workspace of several, and its extensions start anew; so they do when the
      // first folder changes.
      if (vscode.workspace.workspaceFile === undefined || count === 0) await note(clone);
      vscode.workspace.updateWorkspaceFolders(count, 0, { uri });
    },
  };
  if (readme !== undefined) {
    others.push({ label: vscode.l10n.t('Open README'), run: () => openReadme(readme) });
  }
  // A clone inside the workspace shows in the Explorer already. Adding it would restart the window to show it twice.
  return isInWorkspace(clone.opens) ? [revealed, open, ...others] : [open, add, revealed, ...others];
}

/** The file that introduces a folder, Markdown before others; undefined when there is none. */
export async function readmeOf(folder: string): Promise<string | undefined> {
  const names = await readdir(folder).catch(() => []);
  const found = names.filter((name) => /^readme(?:\.(?:md|markdown|rst|txt))?$/i.test(name)).sort();
  const best = found.find((name) => /\.(?:md|markdown)$/i.test(name)) ?? found[0];
  return best === undefined ? undefined : path.join(folder, best);
}

/** Shows a README, Markdown as a page. */
export async function openReadme(file: string): Promise<void> {
  const command = /\.(?:md|markdown)$/i.test(file) ? 'markdown.showPreview' : 'vscode.open';
  await vscode.commands.executeCommand(command, vscode.Uri.file(file));
}

/** VS Code's own explorer where it shows the folder, else the system's. */
async function reveal(uri: vscode.Uri): Promise<void> {
  await vscode.commands.executeCommand(
    isInWorkspace(uri.fsPath) ? 'revealInExplorer' : 'revealFileInOS',
    uri,
  );
}

/** Whether a folder is one of the workspace's own or below one. */
function isInWorkspace(folder: string): boolean {
  return vscode.workspace.getWorkspaceFolder(vscode.Uri.file(folder)) !== undefined;
}

/** Whether a folder is one of the workspace's own. */
export function isWorkspaceFolder(folder: string): boolean {
  return (vscode.workspace.workspaceFolders ?? []).some(
    ({ uri }) => uri.scheme === 'file' && path.relative(uri.fsPath, folder) === '',
  );
}

/** The choice to look at a repository's page in the browser. */
export function openOnHost(repository: Repository): Choice {
  return {
    label: vscode.l10n.t('Open on {0}', repository.host),
    run: () =>
      // A damaged store could hold any address: only one that still follows its host's rules is opened.
      cloneUrl(repository) === undefined
        ? undefined
        : vscode.env.openExternal(vscode.Uri.parse(repository.url)),
  };
}
