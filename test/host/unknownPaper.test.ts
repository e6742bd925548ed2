import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { DeepLinks } from '../../src/editor/deepLinks';
import { Command } from '../../src/ids';
import { messagesOf, readyApi } from './extension';

const ARXIV_ID = '2001.00001';
const SLUG = 'no-such-paper';

const MESSAGES: readonly (readonly [id: string, ...message: readonly string[]])[] = [
  [ARXIV_ID, `Your library has no paper arXiv:${ARXIV_ID}.`, 'Add to Library', 'Open on arXiv'],
  [SLUG, `The library has no paper "${SLUG}".`, 'Search Papers'],
];

/** Commands on a paper, each of another feature. */
const COMMANDS: readonly string[] = [
  Command.openPaper,
  Command.copyBibtex,
  Command.openNote,
  Command.openText,
  Command.followPaper,
  Command.cloneRepository,
  Command.inspectRepository,
  Command.toggleSaved,
  Command.toggleRead,
  Command.saveToReadingList,
  Command.markRead,
  Command.exportPapers,
];

describe('a paper that the library does not have', () => {
  before(readyApi);
  after(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  for (const [id, ...message] of MESSAGES) {
    for (const command of COMMANDS) {
      it(`can be got from the message of ${command} for ${id}`, async () => {
        const shown = await messagesOf(() => vscode.commands.executeCommand(command, id));
        assert.deepEqual(shown, [message]);
      });
    }

    it(`can be got from the message of a link for ${id}`, async () => {
      const uri = vscode.Uri.parse(`vscode://daily-papers.daily-papers/paper/${id}`);
      assert.deepEqual(await messagesOf(() => new DeepLinks().handleUri(uri)), [message]);
    });

    it(`can be got from the message of Insert Citation for ${id}`, async () => {
      const document = await vscode.workspace.openTextDocument({ language: 'markdown' });
      await vscode.window.showTextDocument(document);
      const shown = await messagesOf(() => vscode.commands.executeCommand(Command.insertCitation, id));
      assert.deepEqual(shown, [message]);
      assert.equal(document.getText(), '');
    });
  }

  it('gets no mark, also beside papers that get one', async () => {
    const known = '2109.00859';
    const api = await readyApi();
    const saved = async (): Promise<readonly string[]> =>
      (await api.search('is:saved')).map(({ paper }) => paper.id);
    const rows = [SLUG, known, ARXIV_ID].map((paperId) => ({ paperId }));
    assert.deepEqual(
      await messagesOf(() => vscode.commands.executeCommand(Command.saveToReadingList, rows[0], rows)),
      [],
    );
    assert.deepEqual(await saved(), [known]);
    const text: string[] = [];
    const own = Object.getOwnPropertyDescriptor(vscode.window, 'setStatusBarMessage');
    const value = (message: string): vscode.Disposable => {
      text.push(message);
      return vscode.Disposable.from();
    };
    Object.defineProperty(vscode.window, 'setStatusBarMessage', { value, configurable: true });
    try {
      await vscode.commands.executeCommand(Command.undoMark);
    } finally {
      Object.defineProperty(vscode.window, 'setStatusBarMessage', own ?? {});
    }
    assert.match(text.join(), /^Undone: CodeT5/);
    assert.deepEqual(await saved(), []);
  });

  it('can be got from the message of Open Paper at Cursor', async () => {
    const content = `arXiv:${ARXIV_ID}\nhttps://github.com/no-such-owner/no-such-name\n`;
    const document = await vscode.workspace.openTextDocument({ language: 'plaintext', content });
    const editor = await vscode.window.showTextDocument(document);
    const shownAt = (line: number) => {
      editor.selection = new vscode.Selection(line, 8, line, 8);
      return messagesOf(() => vscode.commands.executeCommand(Command.openPaperAtCursor));
    };
    assert.deepEqual(await shownAt(0), [MESSAGES[0]?.slice(1)]);
    const repository = 'Your library has no paper with the repository no-such-owner/no-such-name.';
    assert.deepEqual(await shownAt(1), [[repository, 'Search Papers']]);
  });
});
