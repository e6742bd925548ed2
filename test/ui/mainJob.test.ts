import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { GitServer } from '../support/git-server';
import { until, type Window } from './driver';
// Their tests run first in the same VS Code, while there is no clone and no saved paper.
import './language';
import './search';
import { searchWindow } from './searchWindow';

describe('the main job, from a question to the code in the workspace', () => {
  searchWindow.use();
  let git: GitServer;
  let window: Window;
  let folder: string;

  before(async () => {
    ({ git, window, folder } = searchWindow.value);
    await window.command('View: Close All Editors');
    // The search box starts with the last query. Its rows must differ from those that the first test waits for.
    await window.command('Papers: Search');
    await window.type('title:electra');
    await window.row(/^ELECTRA/);
    await window.dismiss();
  });

  it('finds the paper by what it is about', async () => {
    await window.command('Papers: Search');
    await window.type('identifier-aware code understanding');
    const row = await until('the paper first', async () => {
      const [first] = await window.rows();
      return first?.label.startsWith('CodeT5: Identifier-aware') ? first : undefined;
    });
    assert.match(row.detail, /^2021-09-02 · code · .*identifier-aware/);
    await window.screenshot('search');
    await window.pick(row.label);
  });

  it('shows the paper for reading', async () => {
    const page = await window.webview('h1');
    assert.equal(
      await page.locator('h1').innerText(),
      'CodeT5: Identifier-aware Unified Pre-trained Encoder-Decoder Models for Code Understanding and Generation',
    );
    const text = await page.locator('main').innerText();
    assert.match(text, /Pre-trained models for Natural Languages \(NL\) like BERT and GPT/);
    assert.match(text, /Yue Wang, Weishi Wang, Shafiq Joty/);
    await window.screenshot('paper');
  });

  it('clones its code into the folder that is open', async () => {
    const page = await window.webview('h1');
    await page.getByRole('button', { name: 'Clone', exact: true }).first().click();
    await window.toast(/salesforce\/CodeT5 was cloned/);
    assert.equal(readFileSync(path.join(folder, 'CodeT5/models.py'), 'utf8'), 'import torch\n');
    assert.deepEqual(readdirSync(folder), ['CodeT5']);
    await window.openContainer('Explorer');
    await window.treeRow('CodeT5');
    await window.screenshot('cloned');
  });

  it('requested only that repository from the host, without an account', () => {
    assert.ok(git.requests.length > 0);
    for (const request of git.requests) {
      assert.match(request.path, /^\/github\.com\/salesforce\/CodeT5\b/);
      assert.equal(request.authorization, undefined);
    }
  });

  it('opens a second paper from the sidebar', async () => {
    await window.openContainer('Daily Papers');
    await window.openHeading('Vision and language');
    await window.clickTreeRow(/^PLIP$/);
    const page = await window.webview('h1:has-text("PLIP")');
    assert.match(await page.locator('main').innerText(), /Jialong Zuo, Jiahao Hong/);
    await window.screenshot('tree');
    assert.equal((await window.tabs()).length, 2);
  });

  it('clones that one from the sidebar', async () => {
    await window.treeRowButton(/^PLIP$/, 'Clone Repository');
    await window.toast(/Zplusdragon\/PLIP was cloned/);
    assert.deepEqual(readdirSync(folder).sort(), ['CodeT5', 'PLIP']);
  });

  it('brings both papers back when the window is loaded again', async () => {
    const before = await window.tabs();
    await window.reload(/paperId\W+2305\.08386/);
    await until('both tabs', async () => (await window.tabs()).join() === before.join(), {
      seen: () => window.tabs(),
    });
    await window.webview('h1:has-text("PLIP")');
  });

  it('is done by keys alone, in fewer than 40 presses: find, read, save, cite, clone, open, back', async () => {
    const notes = path.join(folder, 'notes.md');
    writeFileSync(notes, '---\nbibliography: refs.bib\n---\n');
    writeFileSync(path.join(folder, 'refs.bib'), '');
    // The palette lists recently used commands first.
    await window.command('Papers: Search');
    await window.type('traced');
    await window.row(/^TRACED/);
    await window.dismiss();
    // The manuscript is open next to the papers.
    await window.command('View: Close All Editors');
    await window.command('Go to File...');
    await window.type('notes.md');
    await window.pick('notes.md');
    await until('the text', async () => (await window.tabs()).some((tab) => tab.startsWith('notes')));
    await window.command('View: Split Editor Right');
    await until('two editors', async () => (await window.tabs()).length === 2);

    let presses = 0;
    /** Presses keys wherever the focus is; a combination is one press. */
    const press = async (...keys: readonly string[]): Promise<void> => {
      presses += keys.length;
      await window.press(...keys);
    };
    const choose = async (text: string, row: RegExp): Promise<void> => {
      presses += text.length + 1;
      await window.box.waitFor();
      await window.typeOn(text);
      await until(`${String(row)} with the focus`, async () =>
        (await window.rows()).some(({ label, focused }) => focused && row.test(label)),
      );
      await window.pressInBox('Enter');
    };

    // Find, read, save.
    await press('F1');
    await choose('papers s', /^Papers: Search$/);
    await choose('traced', /^TRACED/);
    const page = await window.webviewFocused('h1:has-text("TRACED")');
    await press('ArrowDown');
    await press('s');
    await page.locator('vscode-button', { hasText: 'Saved' }).waitFor();
    // Cite: the box begins with the paper of the page.
    await press('F1');
    await choose('cite', /^Papers: Insert Citation \(Cite\)$/);
    await choose('', /^TRACED/);
    // Then the cursor is after the citation.
    await until('the citation', async () => {
      const active = window.page.locator('.editor-group-container.active');
      const isFocused = (await active.locator('.monaco-editor.focused').count()) > 0;
      return isFocused && (await active.locator('.view-lines').innerText()).includes('[@ding');
    });
    // VS Code looks every 250 ms whether a page has the focus. One that gets it back before VS Code has seen that it was gone
    // gets no keys.
    await window.page.waitForTimeout(2 * 250);
    // Back to the page in the second group, and clone.
    await press('Control+2');
    await window.webviewFocused('h1:has-text("TRACED")');
    await press('Alt+C');
    await window.toast(/ARiSE-Lab\/TRACED_ICSE_24 was cloned/);
    // Open a file of the clone in the Explorer, and return to the paper.
    const explorer = window.page.locator('.explorer-folders-view .monaco-list-row');
    await press('Control+Shift+E');
    await explorer.filter({ hasText: 'TRACED_ICSE_24' }).waitFor();
    await window.page.locator('.explorer-folders-view .monaco-list:focus-within').waitFor();
    // One letter, because VS Code starts a new search for a second one that comes 0.8 s later.
    await press('t');
    await window.page
      .locator('.explorer-folders-view .monaco-list-row.focused', { hasText: 'TRACED_ICSE_24' })
      .waitFor();
    await press('ArrowRight');
    await explorer.filter({ hasText: 'README.md' }).waitFor();
    await press('ArrowDown', 'Enter');
    await window.page.locator('.editor-group-container.active .tab.active', { hasText: 'README' }).waitFor();
    await window.page.locator('.editor-group-container.active .monaco-editor.focused').waitFor();
    await press('Control+PageUp');
    await window.webview('h1:has-text("TRACED")');
    assert.ok(presses < 40, `${presses} presses`);
  });
});
