import * as vscode from 'vscode';
import {
  citationEdit,
  citationSyntax,
  parseLatexCommand,
  type CitationSyntax,
} from '../../core/citation/citationContext';
import { paperLink } from '../../core/citation/titleLink';
import type { Paper } from '../../core/paper/paper';
import { SECTION, Setting } from '../../ids';
import { notify } from '../../notify';
import type { PaperPicker } from '../../papers/paperPicker';
import { showUnknownPaper } from '../../papers/unknownPaper';
import { findBibliography, type ChosenBibliographies } from './findBibliography';
import { entriesFor } from './addEntry';
import { citationAround, replacedRange } from './textAround';

/** VS Code shows output channels, such as the log, in text editors. */
const OUTPUT_SCHEME = 'output';

export interface CitationServices {
  readonly picker: Pick<PaperPicker, 'pickSeveral'>;
  /** Id of the active page's paper, which is listed first. */
  readonly activePaper: () => string | undefined;
  /** `paper` needs a settled `ready`. */
  readonly library: { readonly ready: Promise<void>; paper(id: string): Paper | undefined };
  readonly memory: ChosenBibliographies;
}

/**
 * Cites papers at every cursor of the active editor, else of the only visible editor. Adds their entries to the
 * bibliography in the same edit, so that one Undo reverts both.
 * @param id without it the user picks papers
 */
export async function insertCitation(services: CitationServices, id?: string): Promise<void> {
  const editor = activeEditor() ?? editorBeside();
  if (!editor) {
    await notify(
      'info',
      vscode.l10n.t(
        'No text editor is active. Place the cursor where the citation goes, then run the command again.',
      ),
      { label: vscode.l10n.t('New Markdown File'), run: () => citeInNewFile(services, id) },
    );
    return;
  }
  const { document } = editor;
  const papers = await citedPapers(services, id);
  if (papers.length === 0) return;
  const syntax = citationSyntax(document.languageId);
  if (document.languageId === 'bibtex') return addEntries(editor, papers);
  const done =
    syntax === 'link'
      ? await insertLinks(editor, papers)
      : await insertKeys(editor, papers, syntax, services.memory);
  if (done)
    await vscode.window.showTextDocument(document, {
      viewColumn: editor.viewColumn ?? vscode.ViewColumn.Active,
    });
}

/** Ignores output channels, which cannot be edited. */
function activeEditor(): vscode.TextEditor | undefined {
  const { activeTextEditor: editor } = vscode.window;
  return editor?.document.uri.scheme === OUTPUT_SCHEME ? undefined : editor;
}

/** Returns the only visible text editor, for a citation from a page beside it. */
function editorBeside(): vscode.TextEditor | undefined {
  const editors = vscode.window.visibleTextEditors.filter(({ viewColumn }) => viewColumn !== undefined);
  return editors.length === 1 ? editors[0] : undefined;
}

async function citeInNewFile(services: CitationServices, id?: string): Promise<void> {
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'markdown' }));
  await insertCitation(services, id);
}

async function citedPapers(services: CitationServices, id?: string): Promise<readonly Paper[]> {
  const { picker, library, activePaper } = services;
  if (id === undefined)
    return picker.pickSeveral({ title: vscode.l10n.t('Insert Citation'), first: activePaper() });
  await library.ready;
  const paper = library.paper(id);
  if (!paper) await showUnknownPaper(id);
  return paper ? [paper] : [];
}

async function insertLinks(editor: vscode.TextEditor, papers: readonly Paper[]): Promise<boolean> {
  const { languageId, version } = editor.document;
  const text = papers.map((paper) => paperLink(languageId, paper)).join('; ');
  const accepted = await editor.edit((edit) => {
    for (const selection of editor.selections) edit.replace(selection, text);
  });
  // VS Code reports success for an edit of a read-only editor, but changes nothing.
  const done = accepted && editor.document.version !== version;
  if (!done) await showRejected();
  return done;
}

async function insertKeys(
  editor: vscode.TextEditor,
  papers: readonly Paper[],
  syntax: Exclude<CitationSyntax, 'link'>,
  memory: ChosenBibliographies,
): Promise<boolean> {
  const { document } = editor;
  const bibliography = await findBibliography(document, syntax, memory);
  if (!bibliography) return false;
  const edit = new vscode.WorkspaceEdit();
  const entries = await entriesFor(
    papers.map((paper) => ({ paper })),
    bibliography,
    edit,
  );
  if (!entries) return false;
  const command = parseLatexCommand(
    vscode.workspace.getConfiguration(SECTION, document).get(Setting.latexCommand),
  );
  for (const selection of editor.selections) {
    const around = citationAround(document, selection, syntax);
    const { text, ...replaced } = citationEdit(syntax, around, entries.keys, command);
    edit.replace(document.uri, replacedRange(selection, replaced), text);
  }
  if (!(await applied(edit))) return false;
  await entries.save();
  return true;
}

/** Adds entries to the bibliography in an editor without saving, and scrolls to its end. */
async function addEntries(editor: vscode.TextEditor, papers: readonly Paper[]): Promise<void> {
  const { document } = editor;
  const edit = new vscode.WorkspaceEdit();
  const wanted = papers.map((paper) => ({ paper }));
  const bibliography = { kind: 'file', uri: document.uri, all: [], reader: 'latex' } as const;
  const entries = await entriesFor(wanted, bibliography, edit);
  if (!entries) return;
  if (edit.size === 0)
    void notify('info', vscode.l10n.t('The bibliography already has {0}.', entries.keys.join(', ')));
  else if (await applied(edit)) {
    const end = document.lineAt(document.lineCount - 1).range.end;
    editor.revealRange(new vscode.Range(end, end));
  }
}

async function applied(edit: vscode.WorkspaceEdit): Promise<boolean> {
  if (await vscode.workspace.applyEdit(edit)) return true;
  await showRejected();
  return false;
}

async function showRejected(): Promise<void> {
  await notify(
    'error',
    vscode.l10n.t('The citation could not be inserted, because a file is read-only or changed meanwhile.'),
  );
}
