import * as vscode from 'vscode';
import type { LiveLibrary } from '../library/liveLibrary';
import type { Log } from '../log';
import { registerArchive } from './downloadArchive';
import { registerImport } from './importCommand';
import { sayProblems } from './problems';
import { RefreshCommand } from './refreshCommand';
import { networkMode } from './settings';

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
