import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { emptyFolder, startVSCode, until, type VSCode, type Window } from './driver';

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
    code = await startVSCode({ settings: { 'editor.hover.delay': 100, 'files.autoSave': 'off' } });
    window = await code.open({ folder });
  });
  after(() => code.stop());

  async function show(name: string): Promise<void> {
    await window.command('Go to File...');
    await window.type(name);
    await window.pick(name);
    await window.quickInputClosed();
    await window.page.locator('.editor-instance .monaco-editor .view-lines').first().waitFor();
  }

  it('cites two papers, which are chosen in one box, and undoes citation and entries together', async () => {
    await show('paper.tex');
    await window.command('Papers: Insert Citation');
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
    await until('the citation on disk', () => Promise.resolve(onDisk('paper.tex') !== TEX));
    assert.equal(onDisk('paper.tex'), `\\cite{wang2021codet5,zuo2023plip}${TEX}`);

    await window.page.locator('.monaco-editor textarea, .monaco-editor .native-edit-context').first().focus();
    await window.page.keyboard.press('Control+z');
    await window.page.locator('.tab.dirty', { hasText: 'paper.tex' }).waitFor();
    await window.command('File: Save All Files');
    await until('both files as they were', () =>
      Promise.resolve(onDisk('paper.tex') === TEX && onDisk('refs.bib') === BIB),
    );
  });

  it('shows the paper under the cursor and opens it', async () => {
    await show('notes.md');
    await window.page.locator('.view-line .detected-link', { hasText: '2109' }).first().hover();
    const hover = window.page.locator('.monaco-hover', { hasText: 'Yue Wang' }).first();
    await hover.waitFor();
    await window.screenshot('hover');
    await hover.getByRole('link', { name: /Open/ }).first().click();
    const page = await window.webview('h1');
    assert.match(await page.locator('h1').innerText(), /^CodeT5: Identifier-aware/);
  });
});
