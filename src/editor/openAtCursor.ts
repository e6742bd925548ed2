import * as vscode from 'vscode';
import type { PaperMention } from '../core/links/paperMentions';
import { Disposable } from '../dispose';
import { Command, EditorContext } from '../ids';
import { notify } from '../notify';
import { searchPapers, showUnknownPaper } from '../papers/unknownPaper';
import type { ChosenBibliographies } from './citation/findBibliography';
import { keyAtPosition, mentionAtPosition, namesPaperInLines } from './mentionAtPosition';
import type { PaperLookup } from './paperLookup';

/**
 * Maintains the context key of Open Paper at Cursor: true if the visible lines name a paper. The key cannot depend on
 * the cursor, because a right click moves the cursor and opens the menu before the extension receives the event.
 */
export class CursorContext extends Disposable {
  #shown = false;

  constructor() {
    super();
    const { window } = vscode;
    this.#update(window.activeTextEditor);
    this._register(window.onDidChangeActiveTextEditor((editor) => this.#update(editor)));
    this._register(
      window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => {
        if (textEditor === window.activeTextEditor) this.#update(textEditor);
      }),
    );
    this._register(
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document === window.activeTextEditor?.document) this.#update(window.activeTextEditor);
      }),
    );
  }

  #update(editor: vscode.TextEditor | undefined): void {
    const names =
      editor?.visibleRanges.some(({ start, end }) =>
        namesPaperInLines(editor.document, start.line, end.line),
      ) === true;
    if (names === this.#shown) return;
    this.#shown = names;
    void vscode.commands.executeCommand('setContext', EditorContext.namesPaper, names);
  }
}

/** Opens the paper at the cursor. Shows a message if there is none, or the library does not have it. */
export async function openPaperAtCursor(lookup: PaperLookup, chosen: ChosenBibliographies): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const found = editor && (await mentionAtPosition(editor.document, editor.selection.active, chosen));
  const cited = editor && keyAtPosition(editor.document, editor.selection.active);
  if (!found && cited) {
    const message = vscode.l10n.t('The document’s bibliography has no arXiv id for {0}.', cited.key);
    await notify('info', message, searchPapers());
    return;
  }
  if (!found) {
    await notify(
      'info',
      vscode.l10n.t(
        'The cursor is not on a paper. Place it on an arXiv id, a citation key, or the link of a paper or of its code.',
      ),
      searchPapers(),
    );
    return;
  }
  const [paper] = await lookup.papersNamed(found.mention);
  if (paper) await vscode.commands.executeCommand(Command.openPaper, paper.id);
  else await sayUnknown(found.mention);
}

async function sayUnknown({ arxivId, repository }: PaperMention): Promise<void> {
  if (arxivId !== undefined) return showUnknownPaper(arxivId);
  if (repository === undefined) return;
  const { owner, name } = repository;
  const message = vscode.l10n.t('Your library has no paper with the repository {0}.', `${owner}/${name}`);
  await notify('info', message, searchPapers(name));
}
