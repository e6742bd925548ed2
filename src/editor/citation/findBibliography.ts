import * as vscode from 'vscode';
import type { CitationSyntax } from '../../core/citation/citationContext';
import type { BibReader } from '../../library/texToUnicode';
import {
  citingDocument,
  exists,
  folderOf,
  namedBibliographies,
  type Bibliographies,
} from './namedBibliographies';

export interface BibliographyFile {
  readonly kind: 'file';
  readonly uri: vscode.Uri;
  /** Files whose entries the document can cite. May contain `uri`. */
  readonly all: readonly vscode.Uri[];
  readonly reader: BibReader;
}

export type Bibliography = BibliographyFile | { readonly kind: 'none' };

/** Stores the user's choice of bibliography for each folder. */
export type ChosenBibliographies = Pick<vscode.Memento, 'get' | 'update'>;

const MEMORY_KEY = 'papers.bibliographies';
const MAX_OFFERED = 50;
const NEW_FILE = 'references.bib';

/**
 * Finds a document's bibliographies without user input: the files that it names, else those of its LaTeX main file,
 * else the workspace's only .bib file, else the user's earlier choice for its folder. Skips the only .bib file if the
 * document names a file of another format, because it does not read the .bib file.
 */
export async function documentBibliographies(
  document: vscode.TextDocument,
  syntax: CitationSyntax,
  chosen: ChosenBibliographies,
): Promise<Bibliographies> {
  const citing = citingDocument(document);
  const named = await namedBibliographies(citing, syntax);
  if (named.target) return named;
  const target = await unnamedBibliography(citing.uri, named, chosen);
  return { ...named, all: target ? [...named.all, target] : named.all, target };
}

async function unnamedBibliography(
  uri: vscode.Uri,
  named: Bibliographies,
  chosen: ChosenBibliographies,
): Promise<vscode.Uri | undefined> {
  if (named.otherFormats.length === 0) {
    const excluded = new Set(named.all.map((file) => file.toString()));
    const files = (await workspaceBibliographies()).filter((file) => !excluded.has(file.toString()));
    if (files.length === 1) return files[0];
  }
  const before = readChosen(chosen)[folderOf(uri).toString()];
  const file = before === undefined ? undefined : vscode.Uri.parse(before, true);
  return file && (await exists(file)) ? file : undefined;
}

/**
 * Like `documentBibliographies`, but without a file, lets the user choose one and stores the choice.
 * @returns `undefined` if the user cancels
 */
export async function findBibliography(
  document: vscode.TextDocument,
  syntax: CitationSyntax,
  chosen: ChosenBibliographies,
): Promise<Bibliography | undefined> {
  const { all, target, otherFormats } = await documentBibliographies(document, syntax, chosen);
  const reader = readerOf(syntax);
  if (target) return { kind: 'file', uri: target, all, reader };
  const folder = folderOf(citingDocument(document).uri);
  const picked = await askForBibliography(
    await workspaceBibliographies(),
    document.isUntitled ? undefined : folder,
    otherFormats[0],
  );
  if (picked === undefined || picked === 'none') return picked && { kind: picked };
  await chosen.update(MEMORY_KEY, { ...readChosen(chosen), [folder.toString()]: picked.toString() });
  return { kind: 'file', uri: picked, all, reader };
}

/** Pandoc reads LaTeX commands in a bibliography too. */
export function readerOf(syntax: CitationSyntax): BibReader {
  return syntax === 'typst' ? 'typst' : 'latex';
}

/** Returns the workspace's .bib files; none if VS Code cannot search, as in some virtual workspaces. */
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

interface BibliographyItem extends vscode.QuickPickItem {
  readonly bibliography: vscode.Uri | 'none';
}

async function askForBibliography(
  files: readonly vscode.Uri[],
  folder: vscode.Uri | undefined,
  otherFormat: string | undefined,
): Promise<vscode.Uri | 'none' | undefined> {
  const items: BibliographyItem[] = files.map((uri) => ({
    label: vscode.workspace.asRelativePath(uri),
    iconPath: vscode.ThemeIcon.File,
    bibliography: uri,
  }));
  const target = folder && vscode.Uri.joinPath(folder, NEW_FILE);
  if (target && folder.scheme !== 'untitled' && !files.some((uri) => uri.toString() === target.toString()))
    items.push({
      label: vscode.l10n.t('New file {0}', vscode.workspace.asRelativePath(target)),
      iconPath: new vscode.ThemeIcon('new-file'),
      bibliography: target,
    });
  items.push({
    label: vscode.l10n.t('Insert the key only'),
    iconPath: new vscode.ThemeIcon('circle-slash'),
    bibliography: 'none',
  });
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Bibliography of this document'),
    placeHolder:
      otherFormat === undefined
        ? vscode.l10n.t('The document names no bibliography. Which file gets the entry?')
        : vscode.l10n.t(
            'Entries can be added only to .bib files, not to {0}. Which file gets the entry?',
            otherFormat,
          ),
    ignoreFocusOut: true,
  });
  return picked?.bibliography;
}
