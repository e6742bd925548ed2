import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { DailyPapersApi } from '../../src/api';
import { PastePart } from '../../src/editor/paste/pastePart';
import { DRAGGED_PAPERS, PaperDrag } from '../../src/papers/paperDrag';
import { readyApi } from './extension';

const URL = 'https://arxiv.org/abs/2109.00859';
const KEY = 'wang2021codet5';

describe('a paper that is pasted or dropped', () => {
  let api: DailyPapersApi;
  let part: PastePart;
  let folder: string;
  const { token } = new vscode.CancellationTokenSource();
  before(async () => {
    api = await readyApi();
    part = new PastePart(
      { ready: api.ready, papers: () => api.papers(), paper: (id) => api.paper(id), topics: () => [] },
      { get: () => undefined, update: () => Promise.resolve() },
    );
  });
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'daily-papers-paste-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const transferOf = (mime: string, text: string): vscode.DataTransfer => {
    const transfer = new vscode.DataTransfer();
    transfer.set(mime, new vscode.DataTransferItem(text));
    return transfer;
  };

  async function open(name: string, text: string): Promise<vscode.TextDocument> {
    writeFileSync(path.join(folder, name), text);
    return vscode.workspace.openTextDocument(path.join(folder, name));
  }

  async function pasted(
    document: vscode.TextDocument,
    text: string,
    position = document.positionAt(document.getText().length),
  ): Promise<readonly vscode.DocumentPasteEdit[]> {
    return part.provideDocumentPasteEdits(
      document,
      [new vscode.Range(position, position)],
      transferOf('text/plain', text),
      { only: undefined, triggerKind: vscode.DocumentPasteTriggerKind.Automatic },
      token,
    );
  }
  const textOf = (text: string | vscode.SnippetString | undefined): string =>
    typeof text === 'string' ? text : '';
  const shown = (edits: readonly (vscode.DocumentPasteEdit | vscode.DocumentDropEdit)[]) =>
    edits.map(({ title, insertText }) => `${title}: ${textOf(insertText)}`);

  it('can become a citation, with the entry in the same edit, or a link in Markdown', async () => {
    writeFileSync(path.join(folder, 'refs.bib'), '');
    const edits = await pasted(await open('a.md', '---\nbibliography: refs.bib\n---\n'), URL);
    assert.equal(edits.length, 2);
    assert.equal(edits[0]?.insertText, `[@${KEY}]`);
    assert.match(textOf(edits[1]?.insertText), /^\[CodeT5: .*\]\(https:\/\/arxiv\.org\/abs\/2109\.00859\)$/);
    const [[uri, added] = []] = edits[0].additionalEdit?.entries() ?? [];
    assert.ok(uri?.path.endsWith('refs.bib') && added?.[0]?.newText.startsWith(`@misc{${KEY},`));
    for (const { yieldTo } of edits)
      assert.deepEqual(yieldTo, [vscode.DocumentDropOrPasteEditKind.Text], 'plain paste stays first');
  });

  it('can become a citation in LaTeX, under the key that the bibliography has', async () => {
    writeFileSync(path.join(folder, 'refs.bib'), '@misc{mine, eprint = {2109.00859}}\n');
    const tex = await open('a.tex', '\\bibliography{refs}\n');
    const edits = await pasted(tex, 'arXiv:2109.00859v2');
    assert.deepEqual(shown(edits), ['Insert Citation: \\cite{mine}']);
    assert.equal(edits[0]?.additionalEdit, undefined);
  });

  it('can become a citation in a cell of a notebook, whose first cell names the bibliography', async () => {
    writeFileSync(path.join(folder, 'refs.bib'), '');
    const cell = (source: string) => ({ cell_type: 'markdown', metadata: {}, source });
    const cells = [cell('---\nbibliography: refs.bib\n---'), cell('As in ')];
    const file = path.join(folder, 'a.ipynb');
    writeFileSync(file, JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }));
    const notebook = await vscode.workspace.openNotebookDocument(vscode.Uri.file(file));
    const [edit] = await pasted(notebook.cellAt(1).document, URL);
    assert.equal(edit?.insertText, `[@${KEY}]`);
    const [[uri, added] = []] = edit.additionalEdit?.entries() ?? [];
    assert.ok(uri?.path.endsWith('refs.bib') && added?.[0]?.newText.startsWith(`@misc{${KEY},`));
  });

  it('can become an entry in a bibliography that lacks it', async () => {
    const [edit, ...others] = await pasted(await open('a.bib', '@misc{x,\n\ttitle = {X},\n}\n'), URL);
    assert.deepEqual(others, []);
    assert.match(textOf(edit?.insertText), new RegExp(`^@misc\\{${KEY},\\n\\ttitle `));
    assert.deepEqual(await pasted(await open('b.bib', '@misc{x, eprint = {2109.00859}}\n'), URL), []);
  });

  it('can become a comment in code and a title elsewhere', async () => {
    const comment = await pasted(await open('a.py', 'x = 1\n'), 'https://github.com/salesforce/CodeT5');
    assert.match(shown(comment).join(), /^Insert Comment with Title: # CodeT5: .* \(https:[^)]*\)$/);
    const title = await pasted(await open('a.txt', ''), '2109.00859');
    assert.match(shown(title).join(), /^Insert Link with Title: CodeT5: .* \(https:[^)]*\)$/);
  });

  it('is pasted as plain text if it is unknown, or among other text', async () => {
    const document = await open('a.md', '');
    for (const text of ['', ' ', 'CodeT5', 'https://arxiv.org/abs/2001.00001', `see ${URL}`, `${URL} ${URL}`])
      assert.deepEqual(await pasted(document, text), [], text);
  });

  it('can be dragged from a view, with others', async () => {
    writeFileSync(path.join(folder, 'refs.bib'), '');
    const transfer = new vscode.DataTransfer();
    const rows = [{ paperId: '2109.00859' }, { kind: 'group', key: 'x' }, { paperId: '2305.08386' }];
    new PaperDrag<object>().handleDrag(rows, transfer);
    // VS Code would open addresses of a list of URIs as editors, including those of the rows' decorations.
    assert.deepEqual(
      [...transfer].map(([type]) => type),
      [DRAGGED_PAPERS],
    );
    const tex = await open('a.tex', '\\bibliography{refs}\n');
    const drop = (given: vscode.DataTransfer) =>
      part.provideDocumentDropEdits(tex, new vscode.Position(1, 0), given, token);
    const edits = await drop(transfer);
    assert.deepEqual(shown(edits), [`Insert Citation: \\cite{${KEY},zuo2023plip}`]);
    assert.equal(edits[0]?.yieldTo, undefined, 'a dragged paper has no plain text');
    assert.deepEqual(await drop(transferOf(DRAGGED_PAPERS, 'no JSON')), []);
    assert.deepEqual(await drop(transferOf(DRAGGED_PAPERS, '["../x", 3]')), []);
  });
});
