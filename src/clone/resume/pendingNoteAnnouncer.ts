import { randomBytes } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { Disposable } from '../../dispose';
import { Command, ACTIVATION_MARKER } from '../../ids';
import { isRunning } from '../../library/store/atomicWrite';
import type { Log } from '../../log';
import { notify } from '../../notify';
import { THIS_PROCESS, type NoteStore, type OpenedNote, type RunningNote } from './pendingNotes';
import { isWorkspaceFolder, openReadme, readmeOf, type OpenableClone } from '../messages/openActions';
import { existingFolder } from '../staging/targetFolder';
import { sweepStaging } from '../staging/abandonedClones';
import { announceNotes } from './announceNotes';

/** Milliseconds until the watchdog has cleaned up after a killed process. */
const CLEANUP_MS = 5_000;
/** VS Code gives the extensions of a closed window 5 seconds to end; a busy machine may need longer. */
const SHUTDOWN_MS: readonly number[] = [8_000, 16_000, 32_000, 64_000];
/** Milliseconds until a message counts as seen. VS Code hides messages later. */
const SEEN_AFTER_MS = 3_000;

/** Shows messages that the extension could not show before it was restarted. */
export class PendingNoteAnnouncer extends Disposable {
  readonly #notes: NoteStore;
  readonly #log: Log;
  readonly #end = new AbortController();

  constructor(notes: NoteStore, log: Log) {
    super();
    this.#notes = notes;
    this.#log = log;
    // A window with several folders may start extensions before it has the list of folders.
    this._register(vscode.workspace.onDidChangeWorkspaceFolders(() => void this.announce()));
  }

  override dispose(): void {
    this.#end.abort();
    super.dispose();
  }

  /** Again when the extensions of a just closed window may have ended. */
  start(): void {
    void this.announce();
    for (const wait of SHUTDOWN_MS) {
      const timer = setTimeout(() => void this.announce(), wait);
      timer.unref();
      this._register({ dispose: () => clearTimeout(timer) });
    }
  }

  /** Shows each message once. Never rejects. */
  async announce(): Promise<void> {
    const reader = {
      self: THIS_PROCESS,
      now: Date.now(),
      startedAt: performance.timeOrigin,
      isRunning,
      isOpen: isWorkspaceFolder,
    };
    const announcer = {
      opened: (note: OpenedNote) => this.#seen(showOpened(note)),
      interrupted: (note: RunningNote) => this.#seen(showInterrupted(note)),
    };
    try {
      await announceNotes(this.#notes, reader, announcer);
      await this.#removeActivationMarkers();
    } catch (error) {
      this.#log.warn(`clone: messages of the last session not shown: ${String(error)}`);
    }
  }

  /** Markers of folders without pending messages would start the extension for nothing. */
  async #removeActivationMarkers(): Promise<void> {
    const { opened } = await this.#notes.read();
    const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
    for (const { uri } of folders) {
      if (!opened.some(({ folder }) => path.relative(folder, uri.fsPath) === ''))
        await removeActivationMarker(uri.fsPath);
    }
  }

  /** For the window that opens a clone. The clone opens even if this fails. */
  async note({ opens, paperId, name }: OpenableClone): Promise<void> {
    const token = randomBytes(8).toString('hex');
    const note = { token, folder: opens, paperId, name, at: Date.now(), from: THIS_PROCESS };
    await this.#notes
      .update((before) => ({ ...before, opened: [...before.opened, note] }))
      .then(() => writeActivationMarker(opens))
      .catch((error: unknown) => this.#log.warn(`clone: not noted: ${String(error)}`));
  }

  /** Resolves when a message was closed or shown for a while; never if the extension ends earlier. */
  #seen(message: Promise<void>): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(resolve, SEEN_AFTER_MS);
      this.#end.signal.addEventListener('abort', () => clearTimeout(timer));
      message.then(() => this.#end.signal.aborted || resolve(), reject);
    });
  }
}

async function showOpened({ name, paperId, folder }: OpenedNote): Promise<void> {
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

async function showInterrupted({ name, paperId, url, parent }: RunningNote): Promise<void> {
  const folder = await existingFolder(parent);
  if (folder !== undefined) await sweepStaging(folder, CLEANUP_MS);
  await notify(
    'info',
    vscode.l10n.t('Cloning {0} was cut off when its window closed. Nothing of it was left behind.', name),
    {
      label: vscode.l10n.t('Clone Again'),
      run: () => vscode.commands.executeCommand(Command.cloneRepository, paperId, { repository: url }),
    },
  );
}

/** Makes the next window on a clone start the extension. */
export async function writeActivationMarker(folder: string): Promise<void> {
  await writeFile(path.join(folder, ACTIVATION_MARKER), '', { flag: 'wx' }).catch(() => undefined);
}

/** Removes the activation marker of a folder, if it exists. */
export async function removeActivationMarker(folder: string): Promise<void> {
  await rm(path.join(folder, ACTIVATION_MARKER), { force: true }).catch(() => undefined);
}
