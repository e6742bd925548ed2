import { access } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { Command, ACTIVATION_MARKER } from '../ids';
import { Lazy, lazyCommand, type Part } from '../lazy';
import type { CodeWatcher } from '../library/codeWatch/codeWatcher';
import type { Inspections } from '../library/inspections';
import type { ClonedFolders } from '../library/store/clonedFolders';
import type { Log } from '../log';
import type { AgentCloner } from '../core/agent/clonePaper';
import type { ClonePicking } from './cloneCommand';
import type { ClonePapers } from './pickers/pickRepository';
import { scheduleInspections } from './watch/inspectionSchedule';

interface CloneFeatureDeps extends ClonePicking {
  readonly library: Part<{
    readonly cloned: ClonedFolders;
    readonly inspections: Inspections;
    readonly codeWatch: CodeWatcher;
    readonly live: { readonly marks: { isSaved(id: string): boolean } };
    readonly state: () => string;
  }>;
  readonly papers: ClonePapers;
  readonly log: Log;
  /** The extension's files, including notes that other windows read. */
  readonly storage: string;
  readonly version: string;
  readonly memory: vscode.Memento;
  /** The built extension, with the watchdog's program. */
  readonly program: string;
}

export interface CloneFeature {
  readonly part: Part<{ readonly forAgents: AgentCloner<AbortSignal> }>;
  dispose(): void;
}

/** The code is loaded with the first command, or to report clones that the last window left unfinished. */
export function registerClone(context: CloneFeatureDeps): CloneFeature {
  const { library, papers, picker, activePaper, memory, log, storage, version, program } = context;
  const watchdog = path.join(program, 'clone', 'watchdog.js');
  const notes = path.join(storage, 'clones', 'notes.json');
  const resuming = new Lazy(log, async () => {
    const { ResumePart } = await import('./resume/resumePart');
    return new ResumePart(notes, log);
  });
  const part = new Lazy(log, async () => {
    const [{ ClonePart }, { cloned, inspections, codeWatch, live, state }, resume] = await Promise.all([
      import('./clonePart'),
      library.get(),
      resuming.get(),
    ]);
    return new ClonePart({
      papers,
      picker,
      activePaper,
      cloned,
      inspections,
      code: codeWatch,
      isSaved: (id) => live.marks.isSaved(id),
      storage,
      resuming: resume,
      memory,
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
  const inspecting = scheduleInspections(library, () => part.use(({ watch }) => watch.run()));
  const all = vscode.Disposable.from(
    part,
    resuming,
    inspecting,
    lazyCommand(Command.cloneRepository, part, (clone, argument, options) => clone.clone(argument, options)),
    lazyCommand(Command.inspectRepository, part, (clone, argument, options) =>
      clone.inspectRepository(argument, options),
    ),
    lazyCommand(Command.cloneFullHistory, part, ({ later }, argument) => later.fullHistory(argument)),
    lazyCommand(Command.cloneLfsFiles, part, ({ later }, argument, options) =>
      later.lfsFiles(argument, options),
    ),
    lazyCommand(Command.checkoutPaperDate, part, ({ later }, argument) => later.paperDay(argument)),
    lazyCommand(Command.copyDiagnostics, part, (clone) => clone.copyDiagnostics()),
    // A window with several folders may start extensions before it has the list of folders.
    vscode.workspace.onDidChangeWorkspaceFolders(() => void resumeWhereNeeded()),
    // Clones may have been added or deleted while the window was in the background.
    vscode.window.onDidChangeWindowState(({ focused }) => {
      const cloned = library.loaded?.cloned;
      if (focused && cloned) void cloned.ready.then(() => cloned.refresh());
    }),
  );
  return { part, dispose: () => void all.dispose() };
}

/** Usually false, so no code is loaded. */
async function mayHaveToResume(notes: string): Promise<boolean> {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  const files = [notes, ...folders.map(({ uri }) => path.join(uri.fsPath, ACTIVATION_MARKER))];
  return Promise.any(files.map((file) => access(file))).then(
    () => true,
    () => false,
  );
}
