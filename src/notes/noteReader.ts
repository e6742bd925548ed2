import { stat } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { NoteFile } from '../core/notes/note';
import { Disposable } from '../dispose';
import { SECTION, Setting } from '../ids';
import { isNotePath, isSkipped, listNotes, readListedNote, readNote } from '../library/notes/noteFiles';
import type { NoteIndex } from '../library/notes/noteIndex';
import type { Log } from '../log';
import { noteFolders } from './noteFolders';

/** Files to read at the same time, between two pauses. */
const FILES_AT_ONCE = 16;
/** Changes come in bursts. */
const SETTLE_MS = 150;

/** Reads the workspace's notes into the index, and follows changes of files, setting and folders. */
export class NoteReader extends Disposable {
  readonly #index: NoteIndex;
  readonly #log: Log;
  readonly #changedFiles = new Set<string>();
  #watchers = vscode.Disposable.from();
  #timer: NodeJS.Timeout | undefined;
  #mustScan = false;
  /** Updates run one after another. */
  #work: Promise<void>;

  constructor(index: NoteIndex, log: Log) {
    super();
    this.#index = index;
    this.#log = log;
    const scanAgain = (): void => {
      this.#watch();
      this.#soon(true);
    };
    this._register(vscode.workspace.onDidChangeWorkspaceFolders(scanAgain));
    this._register(
      vscode.workspace.onDidChangeConfiguration(
        (change) => change.affectsConfiguration(`${SECTION}.${Setting.notesFolder}`) && scanAgain(),
      ),
    );
    this._register({ dispose: () => clearTimeout(this.#timer) });
    this._register({ dispose: () => void this.#watchers.dispose() });
    this.#watch();
    this.#work = this.#logged(() => this.#scan());
  }

  /** Resolves when all changes known so far are in the index. Never rejects. */
  get ready(): Promise<void> {
    return this.#work;
  }

  /** For a note that this window created, or that was deleted. */
  read(file: string): Promise<void> {
    return this.#then(() => this.#update([file]));
  }

  #watch(): void {
    void this.#watchers.dispose();
    const watchers = noteFolders().map(({ path: folder, within, workspaceFolder }) => {
      // Relative to the workspace folder, because the notes' folder may not exist yet. `dir/**` includes `dir`.
      const inside = workspaceFolder && path.relative(within, folder).split(path.sep).join('/');
      const pattern = workspaceFolder
        ? new vscode.RelativePattern(workspaceFolder, inside === '' ? '**' : `${inside}/**`)
        : new vscode.RelativePattern(vscode.Uri.file(folder), '**');
      const watcher = vscode.workspace.createFileSystemWatcher(pattern);
      const changed = ({ fsPath }: vscode.Uri): void => void this.#changed(fsPath);
      watcher.onDidCreate(changed);
      watcher.onDidChange(changed);
      watcher.onDidDelete(changed);
      return watcher;
    });
    this.#watchers = vscode.Disposable.from(...watchers);
  }

  async #changed(file: string): Promise<void> {
    // A watcher also reports hidden folders, in which other programs keep deleted notes.
    if (noteFolders().every(({ path: folder }) => isSkipped(folder, file))) return;
    if (isNotePath(file)) {
      this.#changedFiles.add(file);
      this.#soon(false);
      return;
    }
    // Moving or removing a folder sends no event for its files.
    const hadNotes = this.#index.notes().some((note) => note.file.startsWith(file + path.sep));
    if (hadNotes || (await isFolder(file))) this.#soon(true);
  }

  #soon(mustScan: boolean): void {
    if (this.disposed) return;
    this.#mustScan ||= mustScan;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#then(() => this.#catchUp()), SETTLE_MS);
  }

  async #catchUp(): Promise<void> {
    const files = [...this.#changedFiles];
    this.#changedFiles.clear();
    if (!this.#mustScan) return this.#update(files);
    this.#mustScan = false;
    return this.#scan();
  }

  #then(work: () => Promise<void>): Promise<void> {
    this.#work = this.#work.then(() => this.#logged(work));
    return this.#work;
  }

  async #logged(work: () => Promise<void>): Promise<void> {
    try {
      if (!this.disposed) await work();
    } catch (error) {
      this.#log.error('The notes could not be read.', error);
    }
  }

  async #scan(): Promise<void> {
    const notes: NoteFile[] = [];
    for (const { path: folder } of noteFolders()) {
      const { files, isCut } = await listNotes(folder);
      if (isCut) this.#log.warn(`notes: only the first ${files.length} files of ${folder} are read`);
      for (const [, note] of await readAll(files, readNote)) if (note) notes.push(note);
    }
    if (!this.disposed) this.#index.replace(notes);
  }

  async #update(files: readonly string[]): Promise<void> {
    const folders = noteFolders().map(({ path: folder }) => folder);
    const changes = await readAll(files, (file) => readListedNote(file, folders));
    if (!this.disposed) this.#index.update(changes);
  }
}

async function readAll(
  files: readonly string[],
  read: (file: string) => Promise<NoteFile | undefined>,
): Promise<readonly (readonly [file: string, note: NoteFile | undefined])[]> {
  const notes: (readonly [string, NoteFile | undefined])[] = [];
  for (let at = 0; at < files.length; at += FILES_AT_ONCE) {
    const some = files.slice(at, at + FILES_AT_ONCE);
    notes.push(...(await Promise.all(some.map(async (file) => [file, await read(file)] as const))));
    await nextTurn();
  }
  return notes;
}

async function isFolder(file: string): Promise<boolean> {
  return (await stat(file).catch(() => undefined))?.isDirectory() ?? false;
}
