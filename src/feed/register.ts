import * as vscode from 'vscode';
import type { LiveLibrary } from '../library/liveLibrary';
import type { Log } from '../log';
import { damagedFiles, showDamagedFiles } from './damagedFiles';
import { registerArchive } from './downloadArchive';
import { registerImport } from './importCommand';
import { RefreshCommand } from './refreshCommand';
import { networkMode } from './settings';
import { Command } from '../ids';
import type { Library } from '../library/library';
import { notify } from '../notify';

/**
 * Registers the commands that bring papers (refresh, archive, import), those that remove imports, and the messages about
 * stored files.
 * @param storage the extension's own folder
 */
export function registerFeed(live: LiveLibrary, log: Log, storage: string): vscode.Disposable {
  return vscode.Disposable.from(
    new RefreshCommand(live),
    registerArchive(live),
    registerImport(live, log),
    sayProblems(live.library, storage),
    vscode.commands.registerCommand(Command.showDamagedFiles, () => showDamagedFiles(storage)),
    // What was begun before the network was switched off ends with it.
    vscode.workspace.onDidChangeConfiguration(() => networkMode() === 'off' && live.stop()),
  );
}

/** Shows each problem of the library once in a session, with a way to the damaged files if there are any. */
export function sayProblems(
  library: Pick<Library, 'problems' | 'onDidChangeProblems'>,
  storage: string,
): vscode.Disposable {
  const said = new Set<string>();
  const listening = library.onDidChangeProblems(() => {
    const news = library.problems.filter((problem) => !said.has(problem));
    for (const problem of news) said.add(problem);
    if (news.length === 0) return;
    void show(news.join(' '), storage);
  });
  return new vscode.Disposable(() => listening.dispose());
}

async function show(message: string, storage: string): Promise<void> {
  const files = {
    label: vscode.l10n.t('Show Files'),
    run: () => vscode.commands.executeCommand(Command.showDamagedFiles),
  };
  const log = {
    label: vscode.l10n.t('Show Log'),
    run: () => vscode.commands.executeCommand(Command.showLog),
  };
  const anyAside = (await damagedFiles(storage)).length > 0;
  await notify('warning', message, ...(anyAside ? [files] : []), log);
}
