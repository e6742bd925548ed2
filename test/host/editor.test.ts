import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { DeepLinks } from '../../src/editor/deepLinks';
import { Command, PANEL_TYPE } from '../../src/ids';
import { dailyPapers, readyApi, until } from './extension';

const NAMES = [
  '# Notes',
  '',
  'We build on CodeT5 (arXiv:2109.00859v2), see [its code](https://github.com/salesforce/CodeT5).',
  'A price of $2109.00859, and an unknown paper: https://arxiv.org/abs/2001.00001.',
  'Bare numbers: 2109.00859 and 2001.00001.',
].join('\n');

/** The text of all hovers at a piece of the document. */
async function hoverAt(document: vscode.TextDocument, piece: string): Promise<string> {
  const position = document.positionAt(document.getText().indexOf(piece) + 2);
  const hovers = await vscode.commands.executeCommand<readonly vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    position,
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (content as vscode.MarkdownString).value)
    .join('\n');
}

const pages = (): readonly vscode.Tab[] =>
  vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(PANEL_TYPE));

describe('papers named in a document', () => {
  let document: vscode.TextDocument;
  before(async () => {
    await readyApi();
    document = await vscode.workspace.openTextDocument({ language: 'markdown', content: NAMES });
    await vscode.window.showTextDocument(document);
  });
  afterEach(async () => {
    await vscode.window.tabGroups.close(pages());
  });
  after(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  for (const piece of ['arXiv:2109.00859v2', 'github.com/salesforce', '2109.00859 and']) {
    it(`shows the paper under the pointer at ${piece}`, async () => {
      const text = await hoverAt(document, piece);
      assert.match(text, /CodeT5/);
      assert.match(text, /Yue Wang/);
      for (const command of [
        Command.openPaper,
        Command.toggleSaved,
        Command.cloneRepository,
        Command.copyBibtex,
      ])
        assert.ok(text.includes(`command:${command}?%5B%222109.00859%22%5D`), command);
    });
  }

  it('says that the library lacks a paper, for what is certainly one of arXiv', async () => {
    assert.match(await hoverAt(document, 'arxiv.org/abs/2001.00001'), /no paper arXiv:2001\.00001/);
    assert.doesNotMatch(
      await hoverAt(document, '2001.00001.\n'.trim().slice(0, -1)),
      /command:papers\.openPaper/,
    );
  });

  it('shows nothing for what only looks like an id', async () => {
    assert.doesNotMatch(await hoverAt(document, '$2109.00859'), /papers\./);
  });

  it('links a known paper to its page and an unknown one to arXiv, and leaves repositories alone', async () => {
    const links = await vscode.commands.executeCommand<readonly vscode.DocumentLink[]>(
      'vscode.executeLinkProvider',
      document.uri,
      50,
    );
    const targets = links.map(
      ({ range, target }) => `${document.getText(range)} -> ${target?.toString(true) ?? ''}`,
    );
    const ours = targets.filter((target) => target.includes('2109.00859v2'));
    assert.deepEqual(ours, ['arXiv:2109.00859v2 -> command:papers.openPaper?["2109.00859"]']);
    assert.ok(targets.some((target) => target.endsWith('-> https://arxiv.org/abs/2001.00001')));
    assert.ok(targets.some((target) => target.endsWith('-> https://github.com/salesforce/CodeT5')));
    assert.ok(!targets.some((target) => target.startsWith('2109.00859 ')));
  });

  it('opens the paper at the cursor', async () => {
    const editor = await vscode.window.showTextDocument(document);
    const at = document.positionAt(NAMES.indexOf('CodeT5)') - 3);
    editor.selection = new vscode.Selection(at, at);
    await vscode.commands.executeCommand(Command.openPaperAtCursor);
    await until('the page', () => pages().length === 1);
  });

  it('works in a cell of a notebook', async () => {
    const cell = new vscode.NotebookCellData(
      vscode.NotebookCellKind.Markup,
      'CodeT5: https://huggingface.co/papers/2109.00859',
      'markdown',
    );
    const notebook = await vscode.workspace.openNotebookDocument(
      'jupyter-notebook',
      new vscode.NotebookData([cell]),
    );
    assert.match(await hoverAt(notebook.cellAt(0).document, 'huggingface.co'), /CodeT5/);
  });
});

describe('deep links', () => {
  afterEach(async () => {
    await vscode.window.tabGroups.close(pages());
  });

  it('open the page of a paper', async () => {
    await readyApi();
    const uri = vscode.Uri.parse('vscode://daily-papers.daily-papers/paper/2109.00859v1');
    await new DeepLinks().handleUri(uri);
    await until('the page', () => pages().length === 1);
  });

  it('are declared, so that they reach a window that has not started the extension', () => {
    const { activationEvents } = dailyPapers().packageJSON as {
      readonly activationEvents: readonly string[];
    };
    assert.ok(activationEvents.includes('onUri'));
  });
});
