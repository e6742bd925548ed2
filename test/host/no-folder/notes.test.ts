import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { Command, SECTION, Setting } from '../../../src/ids';
import { readyApi } from '../extension';

describe('notes in a window without a folder', () => {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'papers notes ü-')));
  const set = (value: string | undefined): Thenable<void> =>
    vscode.workspace
      .getConfiguration(SECTION)
      .update(Setting.notesFolder, value, vscode.ConfigurationTarget.Global);
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await set(undefined);
    rmSync(folder, { recursive: true, force: true });
  });

  it('are created in the folder of the setting, and found there', async () => {
    const api = await readyApi();
    assert.deepEqual(await api.search('has:note'), []);
    await set(folder);
    await vscode.commands.executeCommand(Command.openNote, '2109.00859');
    assert.deepEqual(readdirSync(folder), ['wang2021codet5.md']);
    const shown = vscode.window.activeTextEditor?.document.uri.fsPath;
    assert.equal(shown, path.join(folder, 'wang2021codet5.md'));
    assert.deepEqual(
      (await api.search('has:note')).map(({ paper }) => paper.id),
      ['2109.00859'],
    );
  });
});
