import * as vscode from 'vscode';
import { arxivPages } from '../core/links/arxiv';
import type { PaperMention } from '../core/links/paperMentions';
import { Command, EditorContext } from '../ids';
import { notify } from '../notify';
import { mentionAtPosition } from './mentionAtPosition';
import type { PaperLookup } from './paperLookup';

/** Puts `papers.openPaperAtCursor` in place, and the context key that shows it in the editor's context menu. */
export function registerOpenAtCursor(lookup: PaperLookup): vscode.Disposable {
  let shown = false;
  const update = (editor: vscode.TextEditor | undefined): void => {
    const names =
      editor !== undefined && mentionAtPosition(editor.document, editor.selection.active) !== undefined;
    if (names === shown) return;
    shown = names;
    void vscode.commands.executeCommand('setContext', EditorContext.namesPaper, names);
  };
  update(vscode.window.activeTextEditor);
  return vscode.Disposable.from(
    vscode.commands.registerCommand(Command.openPaperAtCursor, () => openPaperAtCursor(lookup)),
    vscode.window.onDidChangeActiveTextEditor(update),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (textEditor === vscode.window.activeTextEditor) update(textEditor);
    }),
  );
}

async function openPaperAtCursor(lookup: PaperLookup): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const found = editor && mentionAtPosition(editor.document, editor.selection.active);
  if (!found) {
    await notify(
      'info',
      vscode.l10n.t(
        'The cursor is not on a paper. Place it on an arXiv id, or on the link of a paper or of its code.',
      ),
      { label: vscode.l10n.t('Search Papers'), run: () => vscode.commands.executeCommand(Command.search) },
    );
    return;
  }
  const [paper] = await lookup.papersNamed(found.mention);
  if (paper) await vscode.commands.executeCommand(Command.openPaper, paper.id);
  else await sayUnknown(found.mention);
}

/** Says that the library does not have the paper, with the ways to get or see it. */
async function sayUnknown({ arxivId, repository }: PaperMention): Promise<void> {
  const refresh = {
    label: vscode.l10n.t('Get New Papers'),
    run: () => vscode.commands.executeCommand(Command.refresh),
  };
  if (arxivId === undefined) {
    const name = repository ? `${repository.owner}/${repository.name}` : '';
    await notify('info', vscode.l10n.t('Your library has no paper with the repository {0}.', name), refresh);
    return;
  }
  const [page] = arxivPages(arxivId);
  const open = {
    label: vscode.l10n.t('Open on arXiv'),
    run: () => page && vscode.env.openExternal(vscode.Uri.parse(page.url, true)),
  };
  await notify('info', vscode.l10n.t('Your library has no paper arXiv:{0}.', arxivId), open, refresh);
}
