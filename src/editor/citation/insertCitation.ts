import * as vscode from 'vscode';
import { arxivPages, readArxivId } from '../../core/links/arxiv';
import {
  citationSyntax,
  citationText,
  readLatexCommand,
  type CitationSyntax,
} from '../../core/citation/citationContext';
import { titleLink } from '../../core/citation/titleLink';
import type { Paper } from '../../core/paper/paper';
import { SECTION, Setting } from '../../ids';
import { notify } from '../../notify';
import type { PaperPicker } from '../../paperPicker';
import { findBibliography, type ChosenBibliographies } from './bibliography';
import { entryFor } from './bibliographyEntry';

/** UTF-16 code units of a line that are read on each side of a cursor; a minified line can have megabytes. */
const WINDOW_CHARS = 2_000;

/** What `papers.insertCitation` works with. */
export interface CitationServices {
  readonly picker: PaperPicker;
  /** Papers can be looked up by id once `ready` is settled. */
  readonly library: { readonly ready: Promise<void>; paper(id: string): Paper | undefined };
  readonly memory: ChosenBibliographies;
}

/**
 * Cites a paper at every cursor of the active editor and adds its entry to the document's bibliography in the same
 * edit, so that one Undo reverts both.
 * @param id of the paper; without it the user picks one
 */
export async function insertCitation(services: CitationServices, id?: string): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) {
    await notify(
      'info',
      vscode.l10n.t(
        'No text editor is active. Place the cursor where the citation goes, then run the command again.',
      ),
    );
    return;
  }
  const { document } = editor;
  const paper = await citedPaper(services, id);
  if (!paper) return;
  const syntax = citationSyntax(document.languageId);
  const done =
    syntax === 'link'
      ? await insertLink(editor, paper)
      : await insertKey(editor, paper, syntax, services.memory);
  if (done)
    await vscode.window.showTextDocument(document, {
      viewColumn: editor.viewColumn ?? vscode.ViewColumn.Active,
    });
}

async function citedPaper({ picker, library }: CitationServices, id?: string): Promise<Paper | undefined> {
  if (id === undefined) return picker.pick({ title: vscode.l10n.t('Insert Citation') });
  await library.ready;
  return library.paper(id);
}

async function insertLink(editor: vscode.TextEditor, paper: Paper): Promise<boolean> {
  const url = addressOf(paper);
  const { languageId } = editor.document;
  const text = url === undefined ? paper.title : titleLink(languageId, paper.title, url);
  return editor.edit((edit) => {
    for (const selection of editor.selections) edit.replace(selection, text);
  });
}

/** The address to cite: the paper's page on arXiv, else the first that is known. */
function addressOf(paper: Paper): string | undefined {
  const arxivId = readArxivId(paper.id);
  if (arxivId !== undefined) return arxivPages(arxivId)[0]?.url;
  return [...paper.links, ...paper.repositories].find(({ url }) => url.startsWith('https://'))?.url;
}

async function insertKey(
  editor: vscode.TextEditor,
  paper: Paper,
  syntax: Exclude<CitationSyntax, 'link'>,
  memory: ChosenBibliographies,
): Promise<boolean> {
  const { document } = editor;
  const bibliography = await findBibliography(document, syntax, memory);
  if (!bibliography) return false;
  const edit = new vscode.WorkspaceEdit();
  const entry = await entryFor(paper, bibliography, edit);
  if (!entry) return false;
  const command = readLatexCommand(
    vscode.workspace.getConfiguration(SECTION, document).get(Setting.latexCommand),
  );
  for (const selection of editor.selections) {
    const text = citationText(syntax, textAround(document, selection), [entry.key], command);
    edit.replace(document.uri, selection, text);
  }
  if (!(await vscode.workspace.applyEdit(edit))) {
    await notify(
      'error',
      vscode.l10n.t('The citation could not be inserted, because a file is read-only or changed meanwhile.'),
    );
    return false;
  }
  await entry.save();
  return true;
}

function textAround(
  document: vscode.TextDocument,
  { start, end }: vscode.Selection,
): { readonly before: string; readonly after: string } {
  const before = document
    .lineAt(start.line)
    .text.slice(Math.max(0, start.character - WINDOW_CHARS), start.character);
  const after = document.lineAt(end.line).text.slice(end.character, end.character + WINDOW_CHARS);
  return { before, after };
}
