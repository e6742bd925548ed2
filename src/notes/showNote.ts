import * as vscode from 'vscode';
import { notify } from '../notify';

/**
 * Shows the file of a note.
 * @param beside next to the page of the paper, so that both are visible
 * @param isNew put the cursor after the template
 */
export async function showNote(file: string, beside: boolean, isNew = false): Promise<void> {
  try {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.file(file));
    const end = document.lineAt(document.lineCount - 1).range.end;
    await vscode.window.showTextDocument(document, {
      preview: false,
      ...(beside && { viewColumn: vscode.ViewColumn.Beside }),
      ...(isNew && { selection: new vscode.Range(end, end) }),
    });
  } catch (error) {
    await notify('error', vscode.l10n.t('The note {0} could not be opened: {1}', file, String(error)));
  }
}
