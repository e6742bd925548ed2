import * as vscode from 'vscode';
import { Command } from '../ids';
import { isRunning } from '../library/writeWhole';
import { notify } from '../notify';
import { takeNotes, type CloneNotes, type NoteStore, type OpenedNote, type RunningNote } from './notes';
import { isWorkspaceFolder, openReadme, readmeOf } from './openClone';
import { existingFolder } from './place';
import { sweepStaging } from './staging';

/** The watchdog has cleaned up after a killed process by then, in milliseconds. */
const CLEANED = 5_000;

/** Tells, once, of clones that were cut off and of clones that this window was opened on. @throws the store's error */
export async function tellOfLastTime(notes: NoteStore): Promise<void> {
  const taken = (before: CloneNotes): ReturnType<typeof takeNotes> =>
    takeNotes(before, Date.now(), isRunning, isWorkspaceFolder);
  const { cutOff, opened } = taken(await notes.read());
  if (cutOff.length === 0 && opened.length === 0) return;
  const told: { cutOff: readonly RunningNote[]; opened: readonly OpenedNote[] } = { cutOff: [], opened: [] };
  // Taken again under the file's lock: of several windows that start together, one tells.
  await notes.update((before) => {
    const now = taken(before);
    Object.assign(told, { cutOff: now.cutOff, opened: now.opened });
    return now.rest;
  });
  for (const note of told.opened) void tellOpened(note);
  for (const note of told.cutOff) void tellCutOff(note);
}

async function tellOpened({ name, paperId, folder }: OpenedNote): Promise<void> {
  const readme = await readmeOf(folder);
  await notify(
    'info',
    vscode.l10n.t('{0} is open.', name),
    {
      label: vscode.l10n.t('Open Paper'),
      run: () => vscode.commands.executeCommand(Command.openPaper, paperId),
    },
    ...(readme === undefined ? [] : [{ label: vscode.l10n.t('Open README'), run: () => openReadme(readme) }]),
  );
}

async function tellCutOff({ name, paperId, url, parent }: RunningNote): Promise<void> {
  const folder = await existingFolder(parent);
  if (folder !== undefined) await sweepStaging(folder, CLEANED);
  await notify(
    'info',
    vscode.l10n.t('Cloning {0} was cut off when its window closed. Nothing of it was left behind.', name),
    {
      label: vscode.l10n.t('Clone Again'),
      run: () => vscode.commands.executeCommand(Command.cloneRepository, paperId, { repository: url }),
    },
  );
}
