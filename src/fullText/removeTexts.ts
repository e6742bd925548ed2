import * as vscode from 'vscode';
import type { Paper } from '../core/paper/paper';
import { shortDay } from '../core/text/formatDate';
import { escapeLabel } from '../core/text/sanitize';
import type { KeptTextFile, KeptTextStore } from '../library/store/keptTextStore';
import { notify } from '../notify';
import { countLabel, sizeLabel } from './keptMessages';
import type { Texts } from './texts';
import { messageLanguage } from '../messageLocale';
import { localDay } from '../core/text/localDay';

/** Lists the kept texts with date and size, and removes those that the user chooses. */
export async function removeTexts(
  store: KeptTextStore,
  texts: Texts,
  paperOf: (id: string) => Paper | undefined,
): Promise<void> {
  const files = await store.list();
  if (files.length === 0) {
    await notify('info', vscode.l10n.t('No text is kept on this machine.'));
    return;
  }
  const items = files.map(({ id, bytes, mtimeMs }) => ({
    label: escapeLabel(paperOf(id)?.title ?? `arXiv:${id}`),
    description: vscode.l10n.t(
      '{0}, kept on {1}',
      sizeLabel(bytes),
      shortDay(localDay(new Date(mtimeMs)), messageLanguage()),
    ),
    id,
    bytes,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Remove Kept Texts ({0})', countLabel(files.length, total(files))),
    placeHolder: vscode.l10n.t('Texts to remove; the papers stay in the library'),
    canPickMany: true,
  });
  if (!picked || picked.length === 0) return;
  await texts.remove(picked.map(({ id }) => id));
  vscode.window.setStatusBarMessage(
    vscode.l10n.t('Removed {0}', countLabel(picked.length, total(picked))),
    5_000,
  );
}

function total(files: readonly Pick<KeptTextFile, 'bytes'>[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}
