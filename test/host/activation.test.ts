import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Command } from '../../src/ids';
import { dailyPapers, until } from './extension';

// The first of its window, by its file's name: every other test uses the extension.
describe('start-up', () => {
  after(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('leaves the extension asleep until it is used', async () => {
    // Others that wait for the end of the start-up are awake by then, so it is over.
    const late = vscode.extensions.all.filter(({ packageJSON }) =>
      ((packageJSON as { activationEvents?: string[] }).activationEvents ?? []).includes('onStartupFinished'),
    );
    assert.ok(late.length > 0, 'nothing tells when the start-up is over');
    await until('the end of the start-up', () => late.some(({ isActive }) => isActive), 50_000);
    assert.equal(dailyPapers().isActive, false);
  });

  it('wakes it with its first command', async () => {
    await vscode.commands.executeCommand(Command.openPaper, '2109.00859');
    assert.equal(dailyPapers().isActive, true);
  });
});
