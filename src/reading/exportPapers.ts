import * as vscode from 'vscode';
import { assignCitationKeys, type KeysOfPapers } from '../core/citation/citationKey';
import type { ReadingItem } from '../core/readingList/markdown';
import { escapeLabel } from '../core/text/sanitize';
import type { Log } from '../log';
import { notify } from '../notify';
import { fileNameOf, saveExport, type ExportedFile, type ExportText } from '../exportFile';
import { updateExport } from './updateExport';
import { keptKeys } from './keptKeys';
import { exportFormats, type ExportFormat } from './exportFormats';
import type { LastExport, LastExports } from './lastExports';
import { countMessage } from '../messageLocale';

export interface ExportDeps {
  readonly topicLabel: (id: string) => string;
  readonly last: LastExports;
  readonly log: Log;
}

interface ExportRow extends vscode.QuickPickItem {
  readonly format?: ExportFormat;
  readonly update?: LastExport;
}

/**
 * Exports the list to a new file, or updates the file of an earlier export.
 * @param problem why the list can't be read, if so
 */
export async function exportReadingList(
  items: readonly ReadingItem[],
  deps: ExportDeps,
  problem?: string,
): Promise<void> {
  if (items.length === 0) {
    const empty = vscode.l10n.t('The reading list is empty. Save a paper for later first.');
    await notify('info', problem ?? empty);
    return;
  }
  const title = vscode.l10n.t('Export Reading List');
  const picked = await pickFormat(items, title, await deps.last.existing());
  if (picked?.format === undefined) return;
  const { format, update } = picked;
  const ids = items.map(({ paper }) => paper.id);
  const text = exportText(items, format, deps, 'reading-list');
  const outcome = update && (await updateExport(update, await text.textFor(update.uri), deps.log));
  const store = async (saved: ExportedFile): Promise<void> => {
    await deps.last.store(format.extension, { ...saved, ids });
    await deps.last.storeKeys(text.keys());
  };
  if (update && outcome?.kind !== 'elsewhere') {
    if (outcome?.kind === 'written' || outcome?.kind === 'same') {
      // Also for the same text: its keys may have been changed in the file.
      await store(outcome);
      void showUpdated(update, ids, outcome.kind === 'same');
    }
    return;
  }
  await saveNew(text, items.length, deps, store);
}

/** Exports papers to a file, in the format that the user picks. */
export async function exportItems(items: readonly ReadingItem[], deps: ExportDeps): Promise<void> {
  const picked = await pickFormat(items, vscode.l10n.t('Export Papers'), []);
  if (picked?.format === undefined) return;
  const { format } = picked;
  await saveNew(exportText(items, format, deps, 'papers'), items.length, deps);
}

interface KeyedText extends ExportText {
  /** Keys of the papers in the last text. */
  readonly keys: () => KeysOfPapers;
}

/** The text depends on the file, because papers keep its citation keys. */
function exportText(
  items: readonly ReadingItem[],
  format: ExportFormat,
  { topicLabel, last }: ExportDeps,
  name: string,
): KeyedText {
  const papers = items.map(({ paper }) => paper);
  let keys: KeysOfPapers = new Map();
  const textFor = async (file: vscode.Uri): Promise<string> => {
    const kept = await keptKeys(file, papers, last.keys());
    keys = new Map(assignCitationKeys(papers, kept).map(({ paper, key }) => [paper.id, key]));
    return format.content(items, { topicLabel, keys });
  };
  return { ...format, name, textFor, keys: () => keys };
}

async function pickFormat(
  items: readonly ReadingItem[],
  title: string,
  exported: readonly LastExport[],
): Promise<ExportRow | undefined> {
  const formats = exportFormats();
  const updates = exported.flatMap((update): ExportRow[] => {
    const format = formats.find(({ extension }) => extension === update.extension);
    if (!format) return [];
    const label = vscode.l10n.t('Update {0}', escapeLabel(fileNameOf(update.uri)));
    const folder = vscode.workspace.asRelativePath(vscode.Uri.joinPath(update.uri, '..'));
    return [{ label, description: escapeLabel(folder), detail: format.label, format, update }];
  });
  const separator = { label: vscode.l10n.t('New file'), kind: vscode.QuickPickItemKind.Separator };
  const rows: readonly ExportRow[] = [
    ...updates,
    ...(updates.length > 0 ? [separator] : []),
    ...formats.map((format): ExportRow => ({ label: format.label, detail: format.detail, format })),
  ];
  return vscode.window.showQuickPick(rows, {
    title,
    placeHolder: countMessage(items.length, { one: '{0} paper', other: '{0} papers' }),
  });
}

/** @param store called before the file is shown */
async function saveNew(
  text: ExportText,
  count: number,
  { last, log }: ExportDeps,
  store?: (saved: ExportedFile) => Promise<void>,
): Promise<void> {
  const saved = await saveExport(text, last.folder() ?? vscode.workspace.workspaceFolders?.[0]?.uri, log);
  if (!saved) return;
  await store?.(saved);
  await vscode.window.showTextDocument(saved.uri);
  const name = escapeLabel(fileNameOf(saved.uri));
  const message = countMessage(
    count,
    { one: 'Exported {0} paper to {1}', other: 'Exported {0} papers to {1}' },
    name,
  );
  vscode.window.setStatusBarMessage(message, 5_000);
}

async function showUpdated(before: LastExport, ids: readonly string[], isSame: boolean): Promise<void> {
  const name = fileNameOf(before.uri);
  const added = ids.filter((id) => !before.ids.includes(id)).length;
  const removed = before.ids.filter((id) => !ids.includes(id)).length;
  const message = isSame
    ? vscode.l10n.t('“{0}” is up to date.', name)
    : vscode.l10n.t(
        '“{0}” was updated. Papers: {1}, added: {2}, removed: {3}.',
        name,
        ids.length,
        added,
        removed,
      );
  await notify('info', message, {
    label: vscode.l10n.t('Open'),
    run: () => vscode.window.showTextDocument(before.uri),
  });
}
