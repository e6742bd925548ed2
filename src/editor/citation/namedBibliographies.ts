import path from 'node:path';
import * as vscode from 'vscode';
import { bibliographyPaths, latexRoot } from '../../core/citation/bibliographyPaths';
import type { CitationSyntax } from '../../core/citation/citationContext';
import { bibContent, targetOf, type BibContent } from './bibliographyTarget';
import { entriesOf } from './parsedBibFiles';

export interface CitingDocument {
  /** The document's own file; for a cell, its notebook. */
  readonly uri: vscode.Uri;
  readonly text: string;
}

export interface Bibliographies {
  /** In the order of the document: existing files, and a missing `target`. */
  readonly all: readonly vscode.Uri[];
  /** File for new entries. May be missing on disk. */
  readonly target: vscode.Uri | undefined;
  /** Files of other formats, such as `refs.json` for Pandoc, as written. They get no entries. */
  readonly otherFormats: readonly string[];
}

/** Returns the document that names the bibliography: the given one, or the notebook of a cell. */
export function citingDocument(document: vscode.TextDocument): CitingDocument {
  const notebook = vscode.workspace.notebookDocuments.find((one) =>
    one.getCells().some((cell) => cell.document === document),
  );
  if (!notebook) return { uri: document.uri, text: document.getText() };
  // Quarto reads a notebook's front matter from its first cell.
  return { uri: notebook.uri, text: notebook.getCells()[0]?.document.getText() ?? '' };
}

/** Returns the bibliographies that a document names, else those of its LaTeX main file. */
export async function namedBibliographies(
  { uri, text }: CitingDocument,
  syntax: CitationSyntax,
): Promise<Bibliographies> {
  const root = syntax === 'latex' ? latexRoot(text) : undefined;
  const main =
    root === undefined ? undefined : besides(uri, /\.[A-Za-z]+$/.test(root) ? root : `${root}.tex`);
  const own = await namedFiles(uri, bibliographyPaths(syntax, text), syntax, main);
  if (own.all.length > 0 || main === undefined) return own;
  try {
    const { uri: mainUri, text: mainText } = citingDocument(await vscode.workspace.openTextDocument(main));
    return await namedFiles(mainUri, bibliographyPaths(syntax, mainText), syntax);
  } catch {
    // An unreadable main file names no bibliography.
    return { all: [], target: undefined, otherFormats: [] };
  }
}

/**
 * Returns the named .bib files that exist, and the file for new entries.
 * @param main LaTeX main file: LaTeX runs in its folder
 */
async function namedFiles(
  uri: vscode.Uri,
  paths: readonly string[],
  syntax: CitationSyntax,
  main?: vscode.Uri,
): Promise<Bibliographies> {
  const isBib = (name: string): boolean => /\.bib$/i.test(name);
  const named = paths.filter(isBib).map(async (name) => {
    if (syntax === 'typst' && name.startsWith('/')) return inTypstProject(uri, name);
    const file = besides(uri, name);
    return main && !(await exists(file)) ? besides(main, name) : file;
  });
  const files = new Map((await Promise.all(named)).map((file) => [file.toString(), file]));
  const read = await Promise.all(
    Array.from(files.values(), async (file) => ({ file, path: file.path, content: await contentOf(file) })),
  );
  const existing = read.filter(({ content }) => content !== 'missing');
  const target = targetOf(uri.scheme === 'untitled' ? existing : read);
  const all = read.filter((one) => one.content !== 'missing' || one === target);
  return {
    all: all.map(({ file }) => file),
    target: target?.file,
    otherFormats: paths.filter((name) => !isBib(name)),
  };
}

async function contentOf(file: vscode.Uri): Promise<BibContent> {
  if (!(await exists(file))) return 'missing';
  try {
    const document = await vscode.workspace.openTextDocument(file);
    return bibContent(() => document.getText(), entriesOf(document));
  } catch {
    return 'unsuitable';
  }
}

/** Resolves a path relative to the document's folder. */
function besides(uri: vscode.Uri, name: string): vscode.Uri {
  const posix = name.replaceAll('\\', '/');
  if (path.posix.isAbsolute(posix) || /^[A-Za-z]:\//.test(posix))
    return uri.scheme === 'file' ? vscode.Uri.file(name) : uri.with({ path: posix });
  return vscode.Uri.joinPath(folderOf(uri), posix);
}

/**
 * Resolves a Typst path with a leading `/`, which is relative to the project's root
 * (typst.app/docs/reference/foundations/path). Documents do not name the root: tries the workspace folder, then each
 * folder above the document. Returns the first existing file, else the file in the first of them.
 */
async function inTypstProject(uri: vscode.Uri, name: string): Promise<vscode.Uri> {
  const workspace = vscode.workspace.getWorkspaceFolder(uri)?.uri;
  const folder = folderOf(uri);
  const above = folder.path.split('/').map((_, count) => vscode.Uri.joinPath(folder, '../'.repeat(count)));
  const roots = [...(workspace ? [workspace] : []), ...above];
  const files = roots.map((root) => vscode.Uri.joinPath(root, name));
  const found = await Promise.all(files.map(exists));
  return files[Math.max(0, found.indexOf(true))] ?? besides(uri, name);
}

/** Returns a document's folder; for a document without a file, the first workspace folder. */
export function folderOf(uri: vscode.Uri): vscode.Uri {
  if (uri.scheme === 'untitled') return vscode.workspace.workspaceFolders?.[0]?.uri ?? uri;
  return vscode.Uri.joinPath(uri, '..');
}

/** Returns whether a file exists on disk or is open. False for folders. */
export async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    return (await vscode.workspace.fs.stat(uri)).type !== vscode.FileType.Directory;
  } catch {
    return vscode.workspace.textDocuments.some((open) => open.uri.toString() === uri.toString());
  }
}
