import { access } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { Command, WAKE_FILE } from '../ids';
import { Lazy, lazyCommand, type Part } from '../lazy';
import type { ClonedFolders } from '../library/store/clonedFolders';
import type { Log } from '../log';
import type { ClonePicking } from './cloneCommand';
import type { ClonePapers } from './pickers/pickRepository';

/** What cloning needs of the extension. */
interface CloneContext extends ClonePicking {
  readonly library: Part<{ readonly cloned: ClonedFolders; readonly state: () => string }>;
  readonly papers: ClonePapers;
  readonly log: Log;
  /** Folder of the extension's own files, for notes that outlive the window. */
  readonly storage: string;
  /** Version of this extension. */
  readonly version: string;
  /** Folder of the built extension, where the watchdog's program is. */
  readonly program: string;
}

/**
 * Registers the commands of cloning, whose code is loaded with the first of them, and tells of clones that the last
 * window left unfinished.
 */
export function registerClone(context: CloneContext): vscode.Disposable {
  const { library, papers, picker, activePaper, log, storage, version, program } = context;
  const watchdog = path.join(program, 'clone', 'watchdog.js');
  const notes = path.join(storage, 'clones', 'notes.json');
  const resuming = new Lazy(log, async () => {
    const { ResumePart } = await import('./resume/resumePart');
    return new ResumePart(notes, log);
  });
  const part = new Lazy(log, async () => {
    const [{ ClonePart }, { cloned, state }, resume] = await Promise.all([
      import('./clonePart'),
      library.get(),
      resuming.get(),
    ]);
    return new ClonePart({
      papers,
      picker,
      activePaper,
      cloned,
      resuming: resume,
      log,
      watchdog,
      version,
      libraryState: state,
    });
  });
  const resumeWhereNeeded = async (): Promise<void> => {
    if (await mayHaveToResume(notes)) await resuming.use(() => undefined);
  };
  void resumeWhereNeeded();
  return vscode.Disposable.from(
    part,
    resuming,
    lazyCommand(Command.cloneRepository, part, (clone, argument, options) => clone.clone(argument, options)),
    lazyCommand(Command.cloneFullHistory, part, ({ later }, argument) => later.fullHistory(argument)),
    lazyCommand(Command.cloneLfsFiles, part, ({ later }, argument) => later.lfsFiles(argument)),
    lazyCommand(Command.checkoutPaperDate, part, ({ later }, argument) => later.paperDay(argument)),
    lazyCommand(Command.copyDiagnostics, part, (clone) => clone.copyDiagnostics()),
    // A window on several folders may start its extensions before it has read which folders these are.
    vscode.workspace.onDidChangeWorkspaceFolders(() => void resumeWhereNeeded()),
    // Another window may have cloned, and a person may have deleted, while this one was in the background.
    vscode.window.onDidChangeWindowState(({ focused }) => {
      const cloned = library.loaded?.cloned;
      if (focused && cloned) void cloned.ready.then(() => cloned.refresh());
    }),
  );
}

/** Whether clones were noted on this machine, or this window was opened on one; most windows load no code for it. */
async function mayHaveToResume(notes: string): Promise<boolean> {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  const files = [notes, ...folders.map(({ uri }) => path.join(uri.fsPath, WAKE_FILE))];
  return Promise.any(files.map((file) => access(file))).then(
    () => true,
    () => false,
  );
}
