import * as vscode from 'vscode';
import type { LiveLibrary } from '../library/liveLibrary';
import type { Log } from '../log';
import { notify } from '../notify';

/**
 * Adds saved papers that were only found on Hugging Face to the library, so that they are stored. Never
 * rejects.
 */
export async function keepSaved(
  { found, marks }: Pick<LiveLibrary, 'found' | 'marks'>,
  log: Log,
): Promise<void> {
  try {
    await found.keepSaved((id) => marks.isSaved(id));
  } catch (error) {
    log.error(error instanceof Error ? error : String(error));
    const why = error instanceof Error ? error.message : String(error);
    await notify('error', vscode.l10n.t('The papers could not be stored: {0}', why));
  }
}
