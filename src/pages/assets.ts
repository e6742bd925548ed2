import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';

export interface PageAssets {
  readonly folder: vscode.Uri;
  readonly script: vscode.Uri;
  readonly style: vscode.Uri;
}

export type PageName = 'paper' | 'overview';

/** Reads the names of a page's files. Rejects if the build is incomplete. */
export async function readAssets(extensionUri: vscode.Uri, page: PageName): Promise<PageAssets> {
  const folder = vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
  const manifest: unknown = JSON.parse(
    await readFile(vscode.Uri.joinPath(folder, 'assets.json').fsPath, 'utf8'),
  );
  const files = new Map<string, unknown>(Object.entries(manifest ?? {})).get(page);
  return { folder, script: assetUri(folder, files, 'script'), style: assetUri(folder, files, 'style') };
}

function assetUri(folder: vscode.Uri, files: unknown, key: string): vscode.Uri {
  const name = new Map<string, unknown>(Object.entries(files ?? {})).get(key);
  if (typeof name !== 'string' || !/^[\w.-]+$/.test(name)) throw new Error(`assets.json names no ${key}`);
  return vscode.Uri.joinPath(folder, name);
}
