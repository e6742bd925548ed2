import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { emptyFolder, startVSCode, until, type VSCode, type Window } from './driver';
import { pressIn } from './keys';

const TEX = '\n\\bibliography{refs}\n';
const BIB = '@misc{mine,\n  title = {Mine},\n}\n';
const NOTES = 'CodeT5 is arXiv:2109.00859v2.\n';

describe('papers in the editor', () => {
  let code: VSCode;
  let window: Window;
  const folder = emptyFolder('manuscript');
  const file = (name: string): string => path.join(folder, name);
  const onDisk = (name: string): string => readFileSync(file(name), 'utf8');

  before(async () => {
    writeFileSync(file('paper.tex'), TEX);
    writeFileSync(file('refs.bib'), BIB);
    writeFileSync(file('notes.md'), NOTES);
    writeFileSync(file('list.md'), '---\nbibliography: refs.bib\n---\n\n');
    writeFileSync(file('model.py'), '\n');
    // Without the graphics card, the text of the terminal is in the document.
    const terminal = { 'terminal.integrated.gpuAcceleration': 'off' };
    code = await startVSCode({
      settings: { 'editor.hover.delay': 100, 'files.autoSave': 'off', ...terminal },
    });
    window = await code.open({ folder });
  });
  after(() => code.stop());

  const editor = () =>
    window.page.locator('.editor-instance .native-edit-context, .editor-instance textarea.inputarea').first();

  async function show(name: string): Promise<void> {
    await window.command('Go to File...');
    await window.type(name);
    await window.pick(name);
    await window.quickInputClosed();
    await window.page.locator('.editor-instance .monaco-editor .view-lines').first().waitFor();
  }

  it('cites two papers, which are chosen in one box, and undoes citation and entries together', async () => {
    await show('paper.tex');
    await window.command('Papers: Insert Citation (Cite)');
    await window.type('CodeT5 identifier-aware');
    await window.row(/^CodeT5: Identifier-aware/);
    await window.settled();
    await window.pressInBox('Control+Enter');
    const chosen = await until('the chosen paper, first in an empty box', async () => {
      const [first] = await window.rows();
      return (await window.typed()) === '' && first?.detail.startsWith('chosen · ') ? first : undefined;
    });
    assert.match(chosen.label, /^CodeT5: Identifier-aware/);
    await window.type('PLIP language-image pre-training');
    await window.row(/^PLIP: Language-Image/);
    await window.settled();
    await window.screenshot('cite-several');
    await window.pressInBox('Enter');
    await until('the entries on disk', () =>
      Promise.resolve(onDisk('refs.bib').includes('@misc{zuo2023plip,')),
    );
    assert.match(
      onDisk('refs.bib'),
      /^@misc\{mine[^@]*\n\}\n\n@misc\{wang2021codet5,[^@]*\n\}\n\n@misc\{zuo2023plip,[^@]*\n\}\n$/,
    );
    await window.command('File: Save All Files');
    // The file is empty for a moment while it is written, and an undo before the end of the save is lost.
    await window.page.locator('.tab:not(.dirty)', { hasText: 'paper.tex' }).waitFor();
    assert.equal(onDisk('paper.tex'), `\\cite{wang2021codet5,zuo2023plip}${TEX}`);

    await pressIn(editor(), 'Control+z');
    for (const changed of ['paper.tex', 'refs.bib'])
      await window.page.locator('.tab.dirty', { hasText: changed }).waitFor();
    await window.command('File: Save All Files');
    await until('both files as they were', () =>
      Promise.resolve(onDisk('paper.tex') === TEX && onDisk('refs.bib') === BIB),
    );
  });

  it('shows the paper under the cursor and opens it', async () => {
    await show('notes.md');
    const hover = window.page.locator('.monaco-hover', { hasText: 'Yue Wang' }).first();
    // A line that is redrawn under the pointer shows no hover until the pointer comes back.
    await until('the hover', async () => {
      await window.page.mouse.move(0, 0);
      await window.page.locator('.view-line .detected-link', { hasText: '2109' }).first().hover();
      return hover.waitFor({ timeout: 5_000 }).then(
        () => true,
        () => false,
      );
    });
    await window.screenshot('hover');
    await hover.getByRole('link', { name: /Open/ }).first().click();
    const page = await window.webview('h1');
    assert.match(await page.locator('h1').innerText(), /^CodeT5: Identifier-aware/);
  });

  /** Pastes a text into the active editor. */
  async function paste(text: string): Promise<void> {
    await window.page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
    await pressIn(editor(), 'Control+v');
  }

  it('pastes a link as it is, and offers a citation and a link with title', async () => {
    await show('list.md');
    await window.command('Go to Line/Column...');
    await window.type('5', { after: ':' });
    await window.pressInBox('Enter');
    await paste('https://arxiv.org/abs/2109.00859');
    const menu = window.page.locator('.post-edit-widget');
    await menu.waitFor();
    const text = () => window.page.locator('.editor-instance .view-lines').first().innerText();
    assert.match(await text(), /https:\/\/arxiv\.org\/abs\/2109\.00859/);
    await menu.click();
    const entry = (title: string) =>
      window.page.locator('.action-widget .monaco-list-row', { hasText: title });
    await entry('Insert Link with Title').waitFor();
    await window.screenshot('paste');
    await entry('Insert Citation').click();
    await window.page.locator('.view-line', { hasText: '[@wang2021codet5]' }).first().waitFor();
    await window.command('File: Save All Files');
    await until('entry and citation on disk', () =>
      Promise.resolve(
        onDisk('refs.bib').includes('{wang2021codet5,') && onDisk('list.md').endsWith('[@wang2021codet5]'),
      ),
    );
  });

  /** Starts to drag the row of CodeT5. */
  async function startDrag(): Promise<void> {
    await window.openContainer('Daily Papers');
    await (await window.stillTreeRow(/^CodeT5/)).hover();
    await window.page.mouse.down();
  }

  it('inserts a paper that is dragged from the sidebar', async () => {
    await show('model.py');
    await window.openContainer('Daily Papers');
    await window.openHeading('Code');
    const lines = window.page.locator('.editor-instance .view-lines').first();
    await startDrag();
    await window.page.keyboard.down('Shift');
    await lines.hover({ position: { x: 5, y: 5 }, force: true });
    await lines.hover({ position: { x: 8, y: 8 }, force: true });
    await window.page.mouse.up();
    await window.page.keyboard.up('Shift');
    await window.page.locator('.view-line', { hasText: '# CodeT5: Identifier-aware' }).first().waitFor();
    await window.command('File: Save All Files');
  });

  it('gives the terminal the clone address of a paper that is dragged there', async () => {
    await window.command('Terminal: Create New Terminal');
    const rows = window.page.locator('.terminal-wrapper.active .xterm-rows');
    // The address may be longer than a row.
    const shown = async (): Promise<string> => (await rows.innerText()).replaceAll('\n', '');
    await until('the prompt', async () => /\S/.test(await shown()));
    await startDrag();
    await rows.hover({ position: { x: 40, y: 40 }, force: true });
    await window.page.locator('.terminal-drop-overlay').hover({ position: { x: 45, y: 45 }, force: true });
    await window.page.mouse.up();
    await until('the address, ready to be completed', async () =>
      (await shown()).includes("'https://github.com/salesforce/CodeT5.git'"),
    );
    await window.screenshot('drag-terminal');
    await window.command('Terminal: Kill All Terminals');
  });

  it('exports the selected papers', async () => {
    const row = (title: string) =>
      window.page.locator('.sidebar .monaco-list-row', { hasText: title }).first();
    await window.openContainer('Daily Papers');
    await row('Identifier-aware').click();
    await window.webview('h1:has-text("Identifier-aware")');
    await window.selectTreeRow(/^GraphCodeBERT/);
    const entries = await window.contextMenu(/^CodeT5$/);
    assert.ok(entries.includes('Export Papers…') && entries.includes('Send to Zotero'), entries.join());
    assert.ok(!entries.includes('Copy BibTeX'), 'a command on one paper is offered for several');
    await window.screenshot('selection-menu');
    await window.menuEntry('Export Papers…');
    await window.pick('RIS');
    await window.saveFile(file('selected.ris'), 'OK');
    await window.page.locator('.tab.active', { hasText: 'selected.ris' }).waitFor();
    const text = onDisk('selected.ris').replace(/\s+/g, ' ');
    assert.match(text, /^TY - UNPB ID - (?:wang2021codet5|guo2020graphcodebert) /);
    await window.command('View: Revert and Close Editor');
  });

  it('says why a remote window cannot send to Zotero, and offers a file', async () => {
    await window.clickTreeRow(/^CodeT5$/);
    await window.webview('h1');
    await window.command('Papers: Send to Zotero');
    await window.toast(/runs on another machine/);
    await window.toastButton(/runs on another machine/, 'Export Instead');
    await window.row('CSL-JSON');
    await window.dismiss();
  });

  it('opens a deep link', async () => {
    await window.command('View: Close All Editors');
    await window.command('Developer: Open URL');
    await window.type('vscode://daily-papers.daily-papers/paper/2305.08386');
    await window.pressInBox('Enter');
    assert.match(await window.dialog(), /Daily Papers.*open/is);
    await window.dialogButton('Open');
    const page = await window.webview('h1:has-text("PLIP")');
    assert.match(await page.locator('h1').innerText(), /^PLIP: Language-Image/);
  });
});
