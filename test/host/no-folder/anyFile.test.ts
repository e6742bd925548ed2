import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { dailyPapers, until } from '../extension';

// First in its window, by its file's name, because every other test uses the extension.
describe('a window that has only files of other languages open', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'daily-papers-any-'));
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(name: string): Promise<vscode.TextDocument> {
    const file = path.join(folder, name);
    writeFileSync(file, '// See arXiv:2109.00859.\n');
    const document = await vscode.workspace.openTextDocument(file);
    await vscode.window.showTextDocument(document);
    return document;
  }

  it('activates the extension with the first file, whatever its language', async () => {
    await open('notes.txt');
    await until('the activation', () => dailyPapers().isActive);
  });

  for (const name of ['notes.txt', 'model.cpp', 'config.json', 'unknown.no-such-language']) {
    it(`shows and links the paper in ${name}`, async () => {
      const { uri } = await open(name);
      const hovers = await vscode.commands.executeCommand<readonly vscode.Hover[]>(
        'vscode.executeHoverProvider',
        uri,
        new vscode.Position(0, 10),
      );
      const texts = hovers.flatMap(({ contents }) =>
        contents.map((content) => (content as vscode.MarkdownString).value),
      );
      assert.match(texts.join('\n'), /CodeT5/);
      const links = await vscode.commands.executeCommand<readonly vscode.DocumentLink[]>(
        'vscode.executeLinkProvider',
        uri,
        50,
      );
      assert.deepEqual(
        links.map(({ target }) => target?.toString(true)),
        ['command:papers.openPaper?["2109.00859"]'],
      );
    });
  }
});
