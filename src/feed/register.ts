import * as vscode from 'vscode';
import type { LiveLibrary } from '../library/liveLibrary';
import type { Log } from '../log';
import { registerArchive } from './downloadArchive';
import { registerImport } from './importCommand';
import { RefreshCommand } from './refreshCommand';
import { networkMode } from './settings';
import { Command } from '../ids';
import type { Library } from '../library/library';
import { notify } from '../notify';

/** Puts the commands in place that bring papers: refresh, download archive, import, and what takes them back. */
export function registerFeed(live: LiveLibrary, log: Log): vscode.Disposable {
  return vscode.Disposable.from(
    new RefreshCommand(live),
    registerArchive(live),
    registerImport(live, log),
    sayProblems(live.library),
    // What was begun before the network was switched off ends with it.
    vscode.workspace.onDidChangeConfiguration(() => networkMode() === 'off' && live.stop()),
  );
}

/** Says once in a session what is wrong with the library, whatever else comes of it. */
export function sayProblems(library: Pick<Library, 'problems' | 'onDidChangeProblems'>): vscode.Disposable {
  const said = new Set<string>();
  const listening = library.onDidChangeProblems(() => {
    const news = library.problems.filter((problem) => !said.has(problem));
    for (const problem of news) said.add(problem);
    if (news.length === 0) return;
    void notify('warning', news.join(' '), {
      label: vscode.l10n.t('Show Log'),
      run: () => vscode.commands.executeCommand(Command.showLog),
    });
  });
  return new vscode.Disposable(() => listening.dispose());
}
