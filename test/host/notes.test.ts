import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { Command, InternalCommand, SECTION, Setting } from '../../src/ids';
import { messagesOf, readyApi, until } from './extension';

/** CodeT5 and ELECTRA. */
const ID = '2109.00859';
const OTHER = '2003.10555';

describe('notes on papers', () => {
  const folder = (): string => path.join(vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '', 'papers');
  const shown = (): string => vscode.window.activeTextEditor?.document.uri.fsPath ?? '';
  const found = async (query: string): Promise<string> =>
    (await (await readyApi()).search(query)).map(({ paper }) => paper.id).join(' ');
  /** Waits until a search finds exactly these papers, because file events arrive late. */
  const untilFound = async (query: string, ids: string): Promise<void> => {
    const deadline = Date.now() + 60_000;
    for (;;) {
      const now = await found(query);
      if (now === ids) return;
      assert.ok(Date.now() < deadline, `"${query}" finds "${now}" instead of "${ids}"`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const closeAll = (): Thenable<unknown> =>
    vscode.commands.executeCommand('workbench.action.closeAllEditors');
  let created = '';

  before(() => readyApi());
  after(async () => {
    await closeAll();
    rmSync(folder(), { recursive: true, force: true });
  });

  it('are created from a template by the command, and opened', async () => {
    assert.equal(await found('has:note'), '');
    await vscode.commands.executeCommand(Command.openNote, ID);
    created = shown();
    assert.equal(created, path.join(folder(), 'wang2021codet5.md'));
    const { activeTextEditor: editor } = vscode.window;
    assert.match(
      editor?.document.getText() ?? '',
      /^---\nid: "2109\.00859"\ntitle: "CodeT5: .*\ntags: \[\]\n/s,
    );
    assert.equal(editor?.selection.active.line, (editor?.document.lineCount ?? 0) - 1);
    assert.equal(await found('has:note'), ID);
  });

  it('are opened again unchanged, and follow what is written into them', async () => {
    const text =
      readFileSync(created, 'utf8').replace('tags: []', 'tags: [to-cite]') + 'Ablations are weak.\n';
    await closeAll();
    writeFileSync(created, text);
    await untilFound('tag:to-cite note:ablation', ID);
    assert.equal(await found('note:"weak ablations"'), '');
    await vscode.commands.executeCommand(Command.openNote, ID);
    assert.equal(shown(), created);
    assert.equal(readFileSync(created, 'utf8'), text);
  });

  it('are found after they were renamed and moved, and those of other tools too', async () => {
    await closeAll();
    const moved = path.join(folder(), 'reading', 'My note.md');
    mkdirSync(path.dirname(moved));
    renameSync(created, moved);
    writeFileSync(
      path.join(folder(), 'other.md'),
      `---\nurl: https://arxiv.org/abs/${OTHER}v2\ntags: other-tool\n---\n`,
    );
    await untilFound('tag:other-tool', OTHER);
    await untilFound('has:note title:codet5', ID);
    await vscode.commands.executeCommand(Command.openNote, ID);
    assert.equal(shown(), moved);
    created = moved;
  });

  it('lead to each other and to papers by their links', async () => {
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
      'vscode.executeLinkProvider',
      vscode.window.activeTextEditor?.document.uri,
    );
    assert.deepEqual(
      links.filter(({ target }) => target?.path.includes('openNoteLink')),
      [],
    );
    writeFileSync(path.join(folder(), 'links.md'), 'See [[other]], [[wang2021codet5]] and [[nothing]].');
    const document = await vscode.workspace.openTextDocument(path.join(folder(), 'links.md'));
    const found = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
      'vscode.executeLinkProvider',
      document.uri,
    );
    const names = found.filter(({ target }) => target?.path === InternalCommand.openNoteLink);
    assert.deepEqual(
      names.map(({ range }) => document.getText(range)),
      ['other', 'wang2021codet5', 'nothing'],
    );
    await vscode.commands.executeCommand(InternalCommand.openNoteLink, 'other');
    assert.equal(shown(), path.join(folder(), 'other.md'));
    // The note was renamed, so the paper's key leads to its page.
    await vscode.commands.executeCommand(InternalCommand.openNoteLink, 'wang2021codet5');
    await until('the page', () => vscode.window.tabGroups.activeTabGroup.activeTab?.label === 'CodeT5');
  });

  it('are created again after they were deleted while open', async () => {
    await closeAll();
    await vscode.commands.executeCommand(Command.openNote, ID);
    rmSync(created);
    await untilFound('tag:to-cite', '');
    await vscode.commands.executeCommand(Command.openNote, ID);
    assert.equal(shown(), path.join(folder(), 'wang2021codet5.md'));
    assert.ok(existsSync(shown()));
  });

  it('never replace a file that has their name', async () => {
    await closeAll();
    const taken = path.join(folder(), 'wang2021codet5.md');
    writeFileSync(taken, '---\nid: 1706.03762\n---\nAnother paper');
    await vscode.commands.executeCommand(Command.openNote, ID);
    assert.equal(path.basename(shown()), 'wang2021codet5b.md');
    assert.equal(readFileSync(taken, 'utf8'), '---\nid: 1706.03762\n---\nAnother paper');
  });

  it('go away when another program moves them into its hidden folder of deleted notes', async () => {
    await closeAll();
    const note = path.join(folder(), 'deleted.md');
    writeFileSync(note, `---\narxiv: ${OTHER}\ntags: deleted\n---\n`);
    await untilFound('tag:deleted', OTHER);
    const trash = path.join(folder(), '.trash');
    mkdirSync(trash);
    renameSync(note, path.join(trash, 'deleted.md'));
    // Read after the moved one, so that a wrong answer is not only a late one.
    writeFileSync(path.join(folder(), 'later.md'), `---\narxiv: ${ID}\ntags: later\n---\n`);
    await untilFound('tag:later', ID);
    assert.equal(await found('tag:deleted'), '');
    // A later change of the hidden file, too.
    writeFileSync(path.join(trash, 'deleted.md'), `---\narxiv: ${OTHER}\ntags: deleted\n---\nChanged`);
    writeFileSync(path.join(folder(), 'later.md'), `---\narxiv: ${ID}\ntags: latest\n---\n`);
    await untilFound('tag:latest', ID);
    assert.equal(await found('tag:deleted'), '');
  });

  it('name a folder of the setting that leads out of the workspace folder', async () => {
    const set = (value: string | undefined): Thenable<void> =>
      vscode.workspace
        .getConfiguration(SECTION)
        .update(Setting.notesFolder, value, vscode.ConfigurationTarget.Global);
    await set('../notes');
    try {
      await untilFound('has:note', '');
      assert.deepEqual(await messagesOf(() => vscode.commands.executeCommand(Command.openNote, ID)), [
        [
          '“../notes” in the setting papers.notes.folder is neither inside the workspace folder nor a full path of this machine. Set it to a folder inside, or to the full path of a folder.',
          'Open Settings',
        ],
      ]);
    } finally {
      await set(undefined);
    }
    await untilFound('tag:other-tool', OTHER);
  });

  it('go away with their folder', async () => {
    await closeAll();
    rmSync(folder(), { recursive: true });
    await untilFound('has:note', '');
  });
});
