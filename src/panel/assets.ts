import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';

/** Where the built page lies, and the names that its files got from their content. */
export interface PageAssets {
  readonly folder: vscode.Uri;
  readonly script: vscode.Uri;
  readonly style: vscode.Uri;
}

/** Reads which files the build made for the page. Rejects when the extension was not built whole. */
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
