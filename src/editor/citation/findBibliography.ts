import path from 'node:path';
import * as vscode from 'vscode';
import { bibliographyPaths, latexRoot } from '../../core/citation/bibliographyPaths';
import type { CitationSyntax } from '../../core/citation/citationContext';

export type Bibliography = { readonly kind: 'file'; readonly uri: vscode.Uri } | { readonly kind: 'none' };

/** Stores the user's choice of bibliography for each folder. */
export type ChosenBibliographies = Pick<vscode.Memento, 'get' | 'update'>;

const MEMORY_KEY = 'papers.bibliographies';
const MAX_OFFERED = 50;
const NEW_FILE = 'references.bib';

interface CitingDocument {
  /** The file itself; for a cell, its notebook. */
  readonly uri: vscode.Uri;
  readonly text: string;
}

/**
 * Finds the bibliography of a document without user input: the file that it names, else the one of its LaTeX
 * main file, else the only .bib file of the workspace, else the file that the user chose earlier for its
 * folder.
 */
export async function knownBibliography(
  document: vscode.TextDocument,
  syntax: CitationSyntax,
  chosen: ChosenBibliographies,
): Promise<vscode.Uri | undefined> {
  const citing = citingDocument(document);
  const [named] = await namedBibliographies(citing, syntax);
  if (named) return named;
  const files = await workspaceBibliographies();
  if (files.length === 1) return files[0];
  const before = readChosen(chosen)[folderOf(citing.uri).toString()];
  const uri = before === undefined ? undefined : vscode.Uri.parse(before, true);
  return uri && (await exists(uri)) ? uri : undefined;
}

/** Returns all bibliographies that a document names, else the result of `knownBibliography`. */
export async function documentBibliographies(
  document: vscode.TextDocument,
  syntax: CitationSyntax,
  chosen: ChosenBibliographies,
): Promise<readonly vscode.Uri[]> {
  const named = await namedBibliographies(citingDocument(document), syntax);
  if (named.length > 0) return named;
  const known = await knownBibliography(document, syntax, chosen);
  return known ? [known] : [];
}

/**
 * Like `knownBibliography`, but lets the user choose if none is found, and stores the choice.
 * @returns `undefined` if the user cancels
 */
export async function findBibliography(
  document: vscode.TextDocument,
  syntax: CitationSyntax,
  chosen: ChosenBibliographies,
): Promise<Bibliography | undefined> {
  const known = await knownBibliography(document, syntax, chosen);
  if (known) return { kind: 'file', uri: known };
  const folder = folderOf(citingDocument(document).uri);
  const picked = await askForBibliography(
    await workspaceBibliographies(),
    document.isUntitled ? undefined : folder,
  );
  if (picked?.kind === 'file')
    await chosen.update(MEMORY_KEY, { ...readChosen(chosen), [folder.toString()]: picked.uri.toString() });
  return picked;
}

/** Returns the workspace's .bib files; none if VS Code cannot search it, as in some virtual workspaces. */
async function workspaceBibliographies(): Promise<readonly vscode.Uri[]> {
  try {
    return await vscode.workspace.findFiles('**/*.bib', '**/node_modules/**', MAX_OFFERED);
  } catch {
    return [];
  }
}

function readChosen(chosen: ChosenBibliographies): Readonly<Record<string, string>> {
  const stored = chosen.get<unknown>(MEMORY_KEY);
  if (typeof stored !== 'object' || stored === null) return {};
  return Object.fromEntries(Object.entries(stored).filter(([, uri]) => typeof uri === 'string'));
}

function citingDocument(document: vscode.TextDocument): CitingDocument {
  const notebook = vscode.workspace.notebookDocuments.find((one) =>
    one.getCells().some((cell) => cell.document === document),
  );
  if (!notebook) return { uri: document.uri, text: document.getText() };
  // Quarto reads the front matter of a notebook from its first cell.
  return { uri: notebook.uri, text: notebook.getCells()[0]?.document.getText() ?? '' };
}

async function namedBibliographies(
  { uri, text }: CitingDocument,
  syntax: CitationSyntax,
): Promise<readonly vscode.Uri[]> {
  const own = await namedFiles(uri, bibliographyPaths(syntax, text));
  const root = syntax === 'latex' ? latexRoot(text) : undefined;
  if (own.length > 0 || root === undefined) return own;
  const main = besides(uri, /\.[A-Za-z]+$/.test(root) ? root : `${root}.tex`);
  try {
    const { uri: mainUri, text: mainText } = citingDocument(await vscode.workspace.openTextDocument(main));
    return await namedFiles(mainUri, bibliographyPaths(syntax, mainText));
  } catch {
    // An unreadable main file names no bibliography.
    return [];
  }
}

/** Returns the named .bib files that exist, else the first name: its first entry creates the file. */
async function namedFiles(uri: vscode.Uri, paths: readonly string[]): Promise<readonly vscode.Uri[]> {
  const files = paths.filter((name) => /\.bib$/i.test(name)).map((name) => besides(uri, name));
  const existing: vscode.Uri[] = [];
  for (const file of files) if (await exists(file)) existing.push(file);
  return existing.length > 0 || uri.scheme === 'untitled' ? existing : files.slice(0, 1);
}

/** Resolves a path that a document names relative to the document's folder. */
function besides(uri: vscode.Uri, name: string): vscode.Uri {
  const posix = name.replaceAll('\\', '/');
  if (path.posix.isAbsolute(posix) || /^[A-Za-z]:\//.test(posix))
    return uri.scheme === 'file' ? vscode.Uri.file(name) : uri.with({ path: posix });
  return vscode.Uri.joinPath(folderOf(uri), posix);
}

function folderOf(uri: vscode.Uri): vscode.Uri {
  if (uri.scheme === 'untitled') return vscode.workspace.workspaceFolders?.[0]?.uri ?? uri;
  return vscode.Uri.joinPath(uri, '..');
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    return (await vscode.workspace.fs.stat(uri)).type !== vscode.FileType.Directory;
  } catch {
    return vscode.workspace.textDocuments.some((open) => open.uri.toString() === uri.toString());
  }
}

interface BibliographyItem extends vscode.QuickPickItem {
  readonly bibliography: Bibliography;
}

async function askForBibliography(
  files: readonly vscode.Uri[],
  folder: vscode.Uri | undefined,
): Promise<Bibliography | undefined> {
  const items: BibliographyItem[] = files.map((uri) => ({
    label: vscode.workspace.asRelativePath(uri),
    iconPath: vscode.ThemeIcon.File,
    bibliography: { kind: 'file', uri },
  }));
  const target = folder && vscode.Uri.joinPath(folder, NEW_FILE);
  if (target && folder.scheme !== 'untitled' && !files.some((uri) => uri.toString() === target.toString()))
    items.push({
      label: vscode.l10n.t('New file {0}', vscode.workspace.asRelativePath(target)),
      iconPath: new vscode.ThemeIcon('new-file'),
      bibliography: { kind: 'file', uri: target },
    });
  items.push({
    label: vscode.l10n.t('Insert the key only'),
    iconPath: new vscode.ThemeIcon('circle-slash'),
    bibliography: { kind: 'none' },
  });
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Bibliography of this document'),
    placeHolder: vscode.l10n.t('The document names no bibliography. Which file gets the entry?'),
    ignoreFocusOut: true,
  });
  return picked?.bibliography;
}
