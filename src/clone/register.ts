import path from 'node:path';
import * as vscode from 'vscode';
import { Command } from '../ids';
import type { ClonedFolders } from '../library/store/clonedFolders';
import { JsonFile } from '../library/store/jsonFile';
import type { Log } from '../log';
import type { ClonePapers } from './pickers/pickRepository';
import { CloneCommand, type ClonePicking } from './cloneCommand';
import { Cloner } from './cloner';
import { copyDiagnostics } from './diagnostics/copyDiagnostics';
import { LastFailures } from './diagnostics/diagnostics';
import { LaterCommands } from './cloneMaintenance';
import { NOTES_FORMAT } from './resume/pendingNotes';
import { Resume } from './resume/resume';

/** What cloning needs of the extension. */
export interface CloneContext extends ClonePicking {
  readonly papers: ClonePapers;
  readonly cloned: ClonedFolders;
  readonly log: Log;
  /** Folder of the extension's own files, for notes that outlive the window. */
  readonly storage: string;
  /** Version of this extension. */
  readonly version: string;
  /** Says in a line what the library is and what is wrong with it. */
  readonly libraryState: () => string;
  /** Folder of the built extension, where the watchdog's program is. */
  readonly program: string;
}

/** Registers the commands of cloning, and tells of clones that the last window left unfinished. */
export function registerClone(context: CloneContext): vscode.Disposable {
  const {
    papers,
    picker,
    activePaper,
    cloned,
    log,
    storage,
    program,
    version,
    libraryState: library,
  } = context;
  const notes = new JsonFile(path.join(storage, 'clones', 'notes.json'), NOTES_FORMAT, log);
  const watchdog = path.join(program, 'clone', 'watchdog.js');
  const cloner = new Cloner({ cloned, notes, log, watchdog });
  const failures = new LastFailures();
  const resume = new Resume(notes, log);
  const command = new CloneCommand({
    papers,
    picker,
    activePaper,
    cloner,
    cloned,
    failures,
    note: (clone) => resume.note(clone),
  });
  const later = new LaterCommands({ papers, cloned, failures, log, watchdog });
  resume.start();
  return vscode.Disposable.from(
    resume,
    cloner,
    later,
    vscode.commands.registerCommand(Command.cloneRepository, (argument: unknown, options: unknown) =>
      command.run(argument, cloneOptions(options)),
    ),
    vscode.commands.registerCommand(Command.cloneFullHistory, (argument: unknown) =>
      later.fullHistory(argument),
    ),
    vscode.commands.registerCommand(Command.cloneLfsFiles, (argument: unknown) => later.lfsFiles(argument)),
    vscode.commands.registerCommand(Command.checkoutPaperDate, (argument: unknown) =>
      later.paperDay(argument),
    ),
    vscode.commands.registerCommand(Command.copyDiagnostics, () =>
      copyDiagnostics({ version, cloned, failures, library, log }),
    ),
    // Another window may have cloned, and a person may have deleted, while this one was in the background.
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) void cloned.ready.then(() => cloned.refresh());
    }),
  );
}

/** A context menu passes a list of selected nodes second: what is not an option is left out. */
function cloneOptions(options: unknown): { readonly repository?: string } {
  if (typeof options !== 'object' || options === null || !('repository' in options)) return {};
  return typeof options.repository === 'string' ? { repository: options.repository } : {};
}
