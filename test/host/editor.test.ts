import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
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

/** Returns the text of all hovers at a part of the document. */
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
        Command.saveToReadingList,
        Command.cloneRepository,
        Command.copyBibtex,
      ])
        assert.ok(text.includes(`command:${command}?%5B%222109.00859%22%5D`), command);
    });
  }

  it('offers to remove a paper that is saved, and shows its mark', async () => {
    const id = '2109.00859';
    await vscode.commands.executeCommand(Command.saveToReadingList, id);
    try {
      const text = await hoverAt(document, 'arXiv:2109.00859v2');
      assert.ok(text.includes(`command:${Command.removeFromReadingList}?`) && text.includes('★ saved'), text);
      assert.ok(!text.includes(`command:${Command.saveToReadingList}?`));
    } finally {
      await vscode.commands.executeCommand(Command.removeFromReadingList, id);
    }
    const text = await hoverAt(document, 'arXiv:2109.00859v2');
    assert.ok(text.includes(`command:${Command.saveToReadingList}?`) && !text.includes('★'), text);
  });

  it('says that the library lacks a paper, for what is certainly one of arXiv', async () => {
    const text = await hoverAt(document, 'arxiv.org/abs/2001.00001');
    assert.match(text, /no paper arXiv:2001\.00001/);
    assert.ok(
      text.includes(`[$(add) Add to Library](command:${Command.addPaper}?%5B%222001.00001%22%5D)`),
      text,
    );
    assert.ok(text.includes('(https://arxiv.org/abs/2001.00001)'), text);
    assert.ok(!text.includes(Command.refresh), text);
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

describe('citation keys in a document', () => {
  let folder: string;
  before(async () => {
    await readyApi();
    folder = mkdtempSync(path.join(tmpdir(), 'daily-papers-keys-'));
    writeFileSync(path.join(folder, 'first.bib'), '@misc{other, title = {Other}}\n');
    writeFileSync(
      path.join(folder, 'second.bib'),
      '@article{codet5, doi = {10.48550/arXiv.2109.00859}}\n@misc{far, eprint = {2001.00001}}\n',
    );
  });
  afterEach(async () => {
    await vscode.window.tabGroups.close(pages());
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  async function open(name: string, text: string): Promise<vscode.TextDocument> {
    writeFileSync(path.join(folder, name), text);
    const document = await vscode.workspace.openTextDocument(path.join(folder, name));
    await vscode.window.showTextDocument(document);
    return document;
  }

  it('show the paper of their entry, in LaTeX, Markdown and the bibliography itself', async () => {
    const tex = await open('paper.tex', '\\bibliography{first,second}\n\\cite{other,codet5,far}\n');
    assert.match(await hoverAt(tex, 'codet5'), /Yue Wang/);
    assert.match(await hoverAt(tex, 'far'), /no paper arXiv:2001\.00001/);
    assert.doesNotMatch(await hoverAt(tex, 'other'), /papers\./);
    const notes = await open('notes.md', '---\nbibliography: second.bib\n---\nSee @codet5.\n');
    assert.match(await hoverAt(notes, '@codet5'), /Yue Wang/);
    const bib = await vscode.workspace.openTextDocument(path.join(folder, 'second.bib'));
    assert.match(await hoverAt(bib, 'codet5'), /Yue Wang/);
  });

  it('follow the bibliography while it is edited', async () => {
    const tex = await open('edited.tex', '\\bibliography{second}\n\\cite{new}\n');
    assert.doesNotMatch(await hoverAt(tex, 'new'), /CodeT5/);
    const bib = await vscode.workspace.openTextDocument(path.join(folder, 'second.bib'));
    const edit = new vscode.WorkspaceEdit();
    edit.insert(bib.uri, new vscode.Position(0, 0), '@misc{new, eprint = "2109.00859v2"}\n');
    await vscode.workspace.applyEdit(edit);
    assert.match(await hoverAt(tex, 'new'), /CodeT5/);
    await vscode.window.showTextDocument(bib);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('open the paper at the cursor', async () => {
    const tex = await open('cursor.tex', '\\bibliography{second}\n\\cite{codet5}\n');
    const editor = await vscode.window.showTextDocument(tex);
    editor.selection = new vscode.Selection(1, 8, 1, 8);
    await vscode.commands.executeCommand(Command.openPaperAtCursor);
    await until('the page', () => pages().length === 1);
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
