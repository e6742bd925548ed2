import * as vscode from 'vscode';
import type { LiveLibrary } from '../library/liveLibrary';
import type { Log } from '../log';
import { notify } from '../notify';

/** Adds saved papers to the library that only Hugging Face's search found. Shows a failure; never rejects. */
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
