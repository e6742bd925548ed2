import * as vscode from 'vscode';
import { shortDay } from '../core/text/formatDate';
import { localDayOf } from '../core/text/localDay';
import { latestPlausibleDay } from '../core/feed/importedDates';
import type { ParsedImport } from '../core/feed/importFile';
import { escapeLabel } from '../core/text/sanitize';
import { Command } from '../ids';
import { digestMessages } from '../library/digestMessages';
import type { LiveLibrary } from '../library/liveLibrary';
import { readImport } from '../library/readImport';
import { readable } from '../library/texToUnicode';
import type { Log } from '../log';
import { notify, type MessageAction } from '../notify';
import { addedMessage } from './updateMessages';
import {
  importedBeforeMessage,
  importedMessage,
  importLabel,
  onlySourceLabel,
  removedMessage,
} from './importMessages';
import { messageLanguage } from '../messageLocale';
import { joinSentences } from '../core/text/joinSentences';

/** In bytes, four times the whole archive from the API. */
const MAX_FILE_BYTES = 200_000_000;

/** In bytes, about a second of work. Larger files get a cancellable notification. */
const LARGE_FILE_BYTES = 5_000_000;

const MAX_LOGGED = 100;

/** Imports the given URI or URIs, else files that the user picks. */
export async function importFiles(live: LiveLibrary, argument: unknown, log: Log): Promise<void> {
  const given = [argument].flat().filter((file) => file instanceof vscode.Uri);
  const files = given.length > 0 ? given : await pickFiles();
  for (const file of files ?? []) await importFile(live, file, log);
}

async function pickFiles(): Promise<readonly vscode.Uri[] | undefined> {
  return vscode.window.showOpenDialog({
    title: vscode.l10n.t('Import Papers'),
    openLabel: vscode.l10n.t('Import'),
    canSelectMany: true,
    filters: {
      [vscode.l10n.t('Saved page, JSON response or JSON Lines')]: ['txt', 'md', 'json', 'jsonl', 'ndjson'],
    },
  });
}

/** Does not wait until the result's message is closed. */
async function importFile(live: LiveLibrary, file: vscode.Uri, log: Log): Promise<void> {
  const name = file.path.slice(file.path.lastIndexOf('/') + 1);
  try {
    const { size } = await vscode.workspace.fs.stat(file);
    if (size > MAX_FILE_BYTES) {
      const megabytes = Math.floor(MAX_FILE_BYTES / 1_000_000);
      const tooLarge = vscode.l10n.t('{0} is larger than {1} MB and was not read.', name, megabytes);
      void notify('warning', tooLarge);
      return;
    }
    const reading = await readFile(file, name, size);
    if (reading === 'cancelled') return;
    const left = reading ? logSkipped(reading, name, log) : 0;
    if (!reading || reading.papers.length === 0) {
      const formats = vscode.l10n.t(
        'It must be a complete Daily Papers page saved as text, a complete JSON response, or JSON Lines.',
      );
      void notify('warning', `${vscode.l10n.t('No papers were found in {0}.', name)} ${formats}`);
      return;
    }
    const { name: batch, importedBefore, added, updated } = await live.imports.add(reading.papers, name);
    const result =
      importedBefore === undefined ? addedMessage(added, updated) : importedBeforeMessage(importedBefore);
    const sentences = [importedMessage(name, reading.papers.length, left), result];
    // Undo would remove the earlier import.
    const undo =
      importedBefore === undefined
        ? [{ label: vscode.l10n.t('Undo'), run: () => undoImport(live, [batch], log) }]
        : [];
    void notify(
      left > 0 ? 'warning' : 'info',
      joinSentences(sentences),
      ...undo,
      ...(left > 0 ? [showLog()] : []),
    );
  } catch (error) {
    log.error(error instanceof Error ? error : String(error));
    const why = error instanceof Error ? error.message : String(error);
    void notify('error', vscode.l10n.t('{0} could not be imported: {1}', name, why), showLog());
  }
}

async function readFile(
  file: vscode.Uri,
  name: string,
  size: number,
): Promise<ParsedImport | 'cancelled' | undefined> {
  const isLarge = size > LARGE_FILE_BYTES;
  const options = isLarge
    ? {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Importing {0}', name),
        cancellable: true,
      }
    : { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Importing papers') };
  return vscode.window.withProgress(options, async (progress, token) => {
    const stop = new AbortController();
    const cancelling = token.onCancellationRequested(() => stop.abort());
    let percent = 0;
    const onProgress = (done: number): void => {
      const now = Math.floor(done * 100);
      if (now > percent) progress.report({ increment: now - percent });
      percent = Math.max(percent, now);
    };
    try {
      const bytes = await vscode.workspace.fs.readFile(file);
      const latest = latestPlausibleDay(Date.now());
      return await readImport(bytes, { name, readable, latest, onProgress }, stop.signal);
    } catch (error) {
      if (stop.signal.aborted) return 'cancelled';
      throw error;
    } finally {
      cancelling.dispose();
    }
  });
}

/** Logs up to `MAX_LOGGED` unread parts. Returns the number of all. */
function logSkipped({ skipped, skippedCount, problems }: ParsedImport, name: string, log: Log): number {
  const left = skippedCount + problems.length;
  const sentences = [
    ...skipped.map(({ index, why }) => `${name}, entry ${index + 1}: ${why}`),
    ...digestMessages(problems.slice(0, MAX_LOGGED), name, vscode.l10n),
  ].slice(0, MAX_LOGGED);
  for (const sentence of sentences) log.warn(sentence);
  if (left > sentences.length) log.warn(`${name}: ${left - sentences.length} more places could not be read.`);
  return left;
}

/** Removes the imports that the user picks. */
export async function removeImported(live: LiveLibrary, log: Log): Promise<void> {
  const batches = await live.imports.list();
  if (batches.length === 0) {
    await notify('info', vscode.l10n.t('Nothing was imported.'));
    return;
  }
  const items = batches.map(({ name, from, at, count, only }) => ({
    label: escapeLabel(from),
    description: importLabel(count, shortDay(localDayOf(at), messageLanguage())),
    detail: onlySourceLabel(only),
    name,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Remove Imported Papers'),
    placeHolder: vscode.l10n.t('Papers that other sources contain as well stay'),
    canPickMany: true,
  });
  if (!picked || picked.length === 0) return;
  await undoImport(
    live,
    picked.map(({ name }) => name),
    log,
  );
}

async function undoImport(live: LiveLibrary, batches: readonly string[], log: Log): Promise<void> {
  try {
    void notify('info', removedMessage(await live.imports.remove(batches)));
  } catch (error) {
    log.error(error instanceof Error ? error : String(error));
    const why = error instanceof Error ? error.message : String(error);
    void notify('error', vscode.l10n.t('The import could not be removed: {0}', why), showLog());
  }
}

function showLog(): MessageAction {
  return { label: vscode.l10n.t('Show Log'), run: () => vscode.commands.executeCommand(Command.showLog) };
}
