import * as vscode from 'vscode';
import { shortDay } from '../core/day';
import { readImport, type ImportReading } from '../core/import';
import { inertLabel } from '../core/inert';
import { Command } from '../ids';
import { digestSentences } from '../library/digestProblems';
import type { LiveLibrary } from '../library/live';
import { readable } from '../library/readable';
import type { Log } from '../log';
import { notify } from '../notify';
import { broughtSentence, importedSentences, importInWords, removedSentence } from './words';

/** Largest file that is read, in bytes; the whole archive as the API sends it is a tenth of that. */
const LARGEST = 500_000_000;

/** Registers importing a file and taking imports back. Called with a file's URI, the first asks for no file. */
export function registerImport(live: LiveLibrary, log: Log): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand(Command.importDigest, async (argument: unknown) => {
      const files = argument instanceof vscode.Uri ? [argument] : await chosenFiles();
      for (const file of files ?? []) await importFile(live, file, log);
    }),
    vscode.commands.registerCommand(Command.removeImported, () => removeImported(live)),
  );
}

async function chosenFiles(): Promise<readonly vscode.Uri[] | undefined> {
  return vscode.window.showOpenDialog({
    title: vscode.l10n.t('Import Papers'),
    openLabel: vscode.l10n.t('Import'),
    canSelectMany: true,
    filters: {
      [vscode.l10n.t('Saved page, JSON answer or JSON Lines')]: ['txt', 'md', 'json', 'jsonl', 'ndjson'],
    },
  });
}

async function importFile(live: LiveLibrary, file: vscode.Uri, log: Log): Promise<void> {
  const name = file.path.slice(file.path.lastIndexOf('/') + 1);
  const showLog = {
    label: vscode.l10n.t('Show Log'),
    run: () => vscode.commands.executeCommand(Command.showLog),
  };
  try {
    const { size } = await vscode.workspace.fs.stat(file);
    if (size > LARGEST) {
      const megabytes = Math.floor(LARGEST / 1_000_000);
      const tooLarge = vscode.l10n.t('{0} is larger than {1} MB and was not read.', name, megabytes);
      await notify('warning', tooLarge);
      return;
    }
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
    const reading = readImport(text, name, readable);
    if (!reading) {
      const asked = vscode.l10n.t(
        'It should be a saved Daily Papers page as text, a JSON answer or JSON Lines.',
      );
      await notify('warning', `${vscode.l10n.t('No papers were found in {0}.', name)} ${asked}`);
      return;
    }
    const { batch, added, updated } = await live.addImport(reading.papers, name);
    const left = logLeftOut(reading, name, log);
    const words = [importedSentences(name, reading.papers.length, left), broughtSentence(added, updated)];
    const undo = {
      label: vscode.l10n.t('Undo'),
      run: async () => notify('info', removedSentence(await live.removeImports([batch]))),
    };
    void notify(left > 0 ? 'warning' : 'info', words.join(' '), undo, ...(left > 0 ? [showLog] : []));
  } catch (error) {
    log.error(error instanceof Error ? error : String(error));
    const why = error instanceof Error ? error.message : String(error);
    void notify('error', vscode.l10n.t('{0} could not be imported: {1}', name, why), showLog);
  }
}

/** Writes what was not read to the log; gives how much that is. */
function logLeftOut({ dropped, problems }: ImportReading, name: string, log: Log): number {
  for (const { index, why } of dropped) log.warn(`${name}, entry ${index + 1}: ${why}`);
  for (const sentence of digestSentences(problems, name, vscode.l10n)) log.warn(sentence);
  return dropped.length + problems.length;
}

async function removeImported(live: LiveLibrary): Promise<void> {
  const batches = await live.store.imports();
  if (batches.length === 0) {
    await notify('info', vscode.l10n.t('Nothing was imported.'));
    return;
  }
  const items = batches.map(({ name, from, at, count }) => ({
    label: inertLabel(from),
    description: importInWords(count, shortDay(at.slice(0, 10), vscode.env.language)),
    name,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Remove Imported Papers'),
    placeHolder: vscode.l10n.t('Papers that also came from elsewhere stay'),
    canPickMany: true,
  });
  if (!picked || picked.length === 0) return;
  const removed = await live.removeImports(picked.map(({ name }) => name));
  void notify('info', removedSentence(removed));
}
