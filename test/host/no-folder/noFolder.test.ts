import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Command } from '../../../src/ids';
import { readyApi, until } from '../extension';

describe('window without a folder', () => {
  it('has papers to find and to read', async () => {
    assert.equal(vscode.workspace.workspaceFolders, undefined);
    const api = await readyApi();
    const [hit] = await api.search('title:electra');
    assert.ok(hit);
    await vscode.commands.executeCommand(Command.openPaper, hit.paper.id);
    const active = () => vscode.window.tabGroups.activeTabGroup.activeTab;
    await until('the page', () => active()?.label.startsWith('ELECTRA') ?? false);
  });
});
