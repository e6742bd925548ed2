import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';

/** Folder of the built page, and its file names, which contain a hash of their content. */
export interface PageAssets {
  readonly folder: vscode.Uri;
  readonly script: vscode.Uri;
  readonly style: vscode.Uri;
}

/** Reads which files the build made for the page. Rejects if the build is incomplete. */
export async function readAssets(extensionUri: vscode.Uri): Promise<PageAssets> {
  const folder = vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
  const manifest: unknown = JSON.parse(
    await readFile(vscode.Uri.joinPath(folder, 'assets.json').fsPath, 'utf8'),
  );
  return { folder, script: assetUri(folder, manifest, 'script'), style: assetUri(folder, manifest, 'style') };
}

function assetUri(folder: vscode.Uri, manifest: unknown, key: string): vscode.Uri {
  const name = new Map<string, unknown>(Object.entries(manifest ?? {})).get(key);
  if (typeof name !== 'string' || !/^[\w.-]+$/.test(name)) throw new Error(`assets.json names no ${key}`);
  return vscode.Uri.joinPath(folder, name);
}
