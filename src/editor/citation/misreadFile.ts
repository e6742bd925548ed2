import * as vscode from 'vscode';
import { notify } from '../../notify';

/** Stands for bytes that the encoding cannot contain. */
const REPLACEMENT = '\ufffd';

/**
 * Returns whether VS Code read a file in a wrong encoding, such as Latin-1 as UTF-8. Saving replaces every unreadable
 * byte, so letters of the file would be lost.
 */
export async function isMisread(document: vscode.TextDocument): Promise<boolean> {
  const { uri, encoding } = document;
  if (encoding.startsWith('utf16') || !document.getText().includes(REPLACEMENT)) return false;
  // Other encodings have no replacement character. A UTF-8 file can really contain it.
  if (!encoding.startsWith('utf8')) return true;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(await vscode.workspace.fs.readFile(uri));
    return false;
  } catch (error) {
    return error instanceof TypeError;
  }
}

/** Shows why a bibliography gets no entry, and offers VS Code's list of encodings. */
export async function showMisread(document: vscode.TextDocument): Promise<void> {
  await notify(
    'error',
    vscode.l10n.t(
      'VS Code read {0} in another encoding than its own. Saving it would damage its letters, so no entry was added. Reopen the file with its encoding, then try again.',
      vscode.workspace.asRelativePath(document.uri),
    ),
    {
      label: vscode.l10n.t('Choose Encoding'),
      run: async () => {
        await vscode.window.showTextDocument(document);
        await vscode.commands.executeCommand('workbench.action.editor.changeEncoding');
      },
    },
  );
}
