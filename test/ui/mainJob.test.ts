import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { makeRepository } from '../support/git-fixtures';
import { startGitServer, type GitServer } from '../support/git-server';
import { scratchFolder } from '../support/scratch.mjs';
import { emptyFolder, startVSCode, type VSCode, type Window } from './driver';

describe('the main job, from a question to the code in the workspace', () => {
  let git: GitServer;
  let code: VSCode;
  let window: Window;
  const folder = emptyFolder('research');

  before(async () => {
    git = await startGitServer(scratchFolder('git'));
    makeRepository(git.root, 'github.com/salesforce/CodeT5', [
      { files: { 'README.md': '# CodeT5\n', 'models.py': 'import torch\n' } },
    ]);
    makeRepository(git.root, 'github.com/Zplusdragon/PLIP', [{ files: { 'README.md': '# PLIP\n' } }]);
    code = await startVSCode({ env: git.environment });
    window = await code.open({ folder });
  });

  after(async () => {
    await code.stop();
    await git.close();
  });

  it('finds the paper by what it is about', async () => {
    await window.command('Papers: Search');
    await window.type('identifier-aware code understanding');
    const row = await window.row(/^CodeT5: Identifier-aware/);
    assert.equal((await window.rows())[0]?.label, row.label);
    assert.match(row.detail, /^2021-09-02 · code · .*identifier-aware/);
    await window.screenshot('search');
    await window.pick(row.label);
  });

  it('shows it to be read', async () => {
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

  it('asked the host for nothing but that repository, without an account', () => {
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
    assert.deepEqual(await window.tabs(), before);
    await window.webview('h1:has-text("PLIP")');
  });
});
