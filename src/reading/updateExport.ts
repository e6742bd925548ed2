import * as vscode from 'vscode';
import type { Log } from '../log';
import { askModal } from '../notify';
import {
  editedDocument,
  fileNameOf,
  hasChecksum,
  hashOf,
  showWriteFailure,
  writeText,
  type ExportedFile,
} from '../exportFile';

export type UpdateOutcome =
  | { readonly kind: 'cancelled' | 'elsewhere' }
  | ({ readonly kind: 'written' | 'same' } & ExportedFile);

/**
 * Writes the file of an earlier export again. Asks first if the file was edited since.
 * @returns `elsewhere` if the user wants another file; `undefined` after a failure, which is shown
 */
export async function updateExport(
  { uri, sum }: ExportedFile,
  text: string,
  log: Log,
): Promise<UpdateOutcome | undefined> {
  try {
    const edited = editedDocument(uri);
    const bytes = await vscode.workspace.fs.readFile(uri);
    const wanted = hashOf(Buffer.from(text));
    if (!edited && hasChecksum(bytes, wanted)) return { kind: 'same', uri, sum: wanted };
    if (edited || !hasChecksum(bytes, sum)) {
      const replace = vscode.l10n.t('Replace');
      const elsewhere = vscode.l10n.t('Save As…');
      const answer = await askModal(
        vscode.l10n.t('“{0}” was edited after its last export.', fileNameOf(uri)),
        vscode.l10n.t('Replacing it discards these edits.'),
        replace,
        elsewhere,
      );
      if (answer !== replace) return { kind: answer === elsewhere ? 'elsewhere' : 'cancelled' };
    }
    return { kind: 'written', uri, sum: await writeText(uri, text) };
  } catch (error) {
    await showWriteFailure(uri, error, log);
    return undefined;
  }
}
