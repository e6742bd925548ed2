import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { NoteIndex } from '../../src/library/notes/noteIndex';
import { addNote } from '../../src/notes/addNote';
import { isInNoteFolder, noteFolders } from '../../src/notes/noteFolders';
import { NoteReader } from '../../src/notes/noteReader';
import { silentLog } from '../support/log';
import { madePaper } from '../support/papers';
import { scratchFolder } from '../support/scratch.mjs';

describe('notes in a workspace with several folders', () => {
  const { workspace, window } = vscode;
  const own = {
    folders: Object.getOwnPropertyDescriptor(workspace, 'workspaceFolders'),
    folderOf: Object.getOwnPropertyDescriptor(workspace, 'getWorkspaceFolder'),
    pick: Object.getOwnPropertyDescriptor(window, 'showQuickPick'),
  };
  const [code, paper] = [scratchFolder('code'), scratchFolder('paper')];
  const folders = [code, paper].map((folder, index): vscode.WorkspaceFolder => ({
    uri: vscode.Uri.file(folder),
    name: path.basename(folder),
    index,
  }));
  const offered: string[][] = [];
  let answer: number | undefined = 0;

  // A window that gets a second folder restarts its extensions, so the folders of this window stay.
  before(() => {
    Object.defineProperty(workspace, 'workspaceFolders', { get: () => folders, configurable: true });
    const folderOf = ({ fsPath }: vscode.Uri): vscode.WorkspaceFolder | undefined =>
      folders.find(({ uri }) => fsPath.startsWith(uri.fsPath + path.sep));
    Object.defineProperty(workspace, 'getWorkspaceFolder', { value: folderOf, configurable: true });
    const value = (items: readonly vscode.QuickPickItem[]): Promise<vscode.QuickPickItem | undefined> => {
      offered.push(items.map(({ description }) => description ?? ''));
      return Promise.resolve(answer === undefined ? undefined : items[answer]);
    };
    Object.defineProperty(window, 'showQuickPick', { value, configurable: true });
  });
  after(async () => {
    Object.defineProperty(workspace, 'workspaceFolders', own.folders ?? {});
    Object.defineProperty(workspace, 'getWorkspaceFolder', own.folderOf ?? {});
    Object.defineProperty(window, 'showQuickPick', own.pick ?? {});
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
  beforeEach(() => void (offered.length = 0));
  const notesOf = (folder: string): string => path.join(folder, 'papers');

  it('are created in the folder that the user picks while no folder has notes', async () => {
    answer = undefined;
    assert.equal(await addNote(madePaper('2401.00001', { title: 'One' }), false), undefined);
    assert.deepEqual([existsSync(notesOf(code)), existsSync(notesOf(paper))], [false, false]);
    answer = 1;
    const added = await addNote(madePaper('2401.00001', { title: 'One' }), false);
    assert.equal(path.dirname(added?.file ?? ''), notesOf(paper));
    assert.deepEqual(offered[1], [notesOf(code), notesOf(paper)]);
  });

  it('go where the others are, without a question', async () => {
    const added = await addNote(madePaper('2401.00002', { title: 'Two' }), false);
    assert.equal(path.dirname(added?.file ?? ''), notesOf(paper));
    assert.deepEqual(offered, []);
  });

  it('are offered the folder of the active editor first where several folders have notes', async () => {
    mkdirSync(notesOf(code));
    writeFileSync(path.join(notesOf(code), 'three.md'), '---\nid: "2401.00003"\n---\n');
    const file = path.join(paper, 'main.tex');
    writeFileSync(file, 'text');
    await window.showTextDocument(vscode.Uri.file(file));
    answer = 0;
    const added = await addNote(madePaper('2401.00004', { title: 'Four' }), false);
    assert.deepEqual(offered, [[notesOf(paper), notesOf(code)]]);
    assert.equal(path.dirname(added?.file ?? ''), notesOf(paper));
    assert.match(readFileSync(added?.file ?? '', 'utf8'), /2401\.00004/);
  });

  it('of all folders are read', async () => {
    const index = new NoteIndex((id) => id);
    const reader = new NoteReader(index, silentLog);
    await reader.ready;
    assert.deepEqual(
      ['2401.00001', '2401.00002', '2401.00003', '2401.00004'].map((id) => index.noteOf(id) !== undefined),
      [true, true, true, true],
    );
    reader.dispose();
    assert.deepEqual(
      noteFolders().map((folder) => folder.path),
      [notesOf(code), notesOf(paper)],
    );
    assert.ok(isInNoteFolder(path.join(notesOf(code), 'three.md')));
    assert.ok(!isInNoteFolder(path.join(code, 'three.md')));
  });
});
