import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { makeRepository } from '../support/git-fixtures';
import { startGitServer, type GitServer } from '../support/git-server';
import { scratchFolder } from '../support/scratch.mjs';
import { emptyFolder, startVSCode, until, type VSCode, type Window } from './driver';

const PAPER = /^CodeT5/;

describe('cloning a paper’s repository', () => {
  let server: GitServer;
  let vscode: VSCode;
  let folder: string;
  let window: Window;

  before(async () => {
    server = await startGitServer(scratchFolder('git'));
    makeRepository(server.root, 'github.com/salesforce/CodeT5', [
      { files: { 'README.md': '# CodeT5\n', 'weights.bin': randomBytes(3_000_000) } },
    ]);
    vscode = await startVSCode({ env: server.environment });
    folder = emptyFolder('research');
    window = await vscode.open({ folder });
  });
  after(async () => {
    await vscode.stop();
    await server.close();
  });
  beforeEach(() => {
    server.fault = undefined;
  });

  async function clone(where = window): Promise<void> {
    await where.command('Papers: Clone Repository');
    await where.type('CodeT5');
    await where.pick(PAPER);
  }

  it('picks the paper in the search box, among those with code', async () => {
    await window.command('Papers: Clone Repository');
    await window.page.locator('.quick-input-title', { hasText: 'Clone Repository' }).waitFor();
    await until('papers with code', async () => {
      const rows = await window.rows();
      return rows.length > 3 && rows.every(({ detail }) => detail.includes('· code'));
    });
    await window.type('author:"yue wang" identifier');
    assert.match((await window.row(PAPER)).label, PAPER);
    await window.dismiss();
  });

  it('looks into the repository before', async () => {
    await window.command('Papers: Look into Repository');
    await window.type('CodeT5');
    await window.pick(PAPER);
    await window.toast(
      /salesforce\/CodeT5: data or configuration, no code · 2 files, size not known · no licence/,
    );
    await window.command('Notifications: Clear All Notifications');
    assert.deepEqual(readdirSync(folder), []);
  });

  it('shows progress, can be cancelled, and leaves nothing then', async () => {
    // The clone takes 150 s, longer than the test on a busy machine. Git gives up below 1 kB/s.
    server.fault = { kind: 'throttle', bytesPerSecond: 20_000 };
    await clone();
    await window.toast(/Cloning salesforce\/CodeT5.*[1-9]\d?%/s);
    await window.toastButton(/Cloning salesforce\/CodeT5/, 'Cancel');
    await until('no toast', async () => (await window.toasts()).length === 0);
    await until('an empty folder', () => Promise.resolve(readdirSync(folder).length === 0));
  });

  it('puts the code into the workspace folder and offers the next steps', async () => {
    await clone();
    await window.toast(/salesforce\/CodeT5 was cloned into “research”/);
    assert.equal(readFileSync(path.join(folder, 'CodeT5', 'README.md'), 'utf8'), '# CodeT5\n');
    assert.deepEqual(readdirSync(folder), ['CodeT5']);
    await window.screenshot('cloned');
    await window.toastButton(/was cloned/, 'More…');
    await window.pick('Open README');
    await until('the README', async () => (await window.tabs()).some((tab) => tab.includes('README')));
    await window.command('Notifications: Clear All Notifications');
  });

  it('does not change an existing clone: offers another name, or to open it', async () => {
    await clone();
    await window.pick('Clone under another name…');
    await until('the name box', async () => (await window.typed()) === 'CodeT5-2');
    await window.pressInBox('Enter');
    await window.toast(/was cloned into “research”/);
    assert.deepEqual(readdirSync(folder).sort(), ['CodeT5', 'CodeT5-2']);
    assert.ok(existsSync(path.join(folder, 'CodeT5-2', '.git')));
  });

  it('marks the paper as cloned after a restart, in tree and page', async () => {
    await window.reload();
    await window.openContainer('Daily Papers');
    await window.treeRow('Language models');
    await window.command('Papers: Search');
    await window.type('CodeT5');
    await window.pick(PAPER);
    const page = await window.webview('.cloned');
    assert.ok((await page.locator('.cloned').first().innerText()).includes(path.join(folder, 'CodeT5')));
    const row = await until(
      'the mark in the tree',
      async () => {
        const shown = await window.treeRow(PAPER);
        return shown.description.includes('cloned') ? shown : undefined;
      },
      { seen: () => window.treeRow(PAPER) },
    );
    assert.match(row.spoken, /cloned/);
    await window.screenshot('cloned-mark');
    // The paper of the page comes first, before newer ones.
    await window.command('Papers: Clone Repository');
    await until('the paper of the page first', async () => {
      const rows = await window.rows();
      return rows.length > 3 && rows[0]?.label.startsWith('CodeT5');
    });
    await window.dismiss();
    await window.close();
  });

  it('adds a clone to the workspace, which restarts extensions, and shows a message afterwards', async () => {
    // Without a folder: VS Code in a browser would load two pages at once and may end with the folder's.
    const fresh = await vscode.open();
    await clone(fresh);
    await fresh.pick('Open it');
    await fresh.reopened(() => fresh.toastButton(/salesforce\/CodeT5 is in/, 'Add to Workspace'));
    await fresh.toast('salesforce/CodeT5 is open.');
    await until('the title of a workspace', async () => (await fresh.page.title()).includes('(Workspace)'));
    // The window does not use the extension: a file in the clone makes VS Code start it, and is removed when
    // the message was seen.
    const wakes = path.join(folder, 'CodeT5', '.git', 'daily-papers-opened');
    await until('a clone as git made it', () => Promise.resolve(!existsSync(wakes)));
    await fresh.close();
  });

  it('opens a clone in place of the folder, and shows a message once', async () => {
    const fresh = await vscode.open({ folder });
    await clone(fresh);
    await fresh.pick('Open it');
    await fresh.reopened(() => fresh.toastButton(/salesforce\/CodeT5 is in/, 'Open Folder'));
    await fresh.toastButton('salesforce/CodeT5 is open.', 'Open Paper');
    await fresh.webview('.cloned');
    await until('a message that is known to be seen', () =>
      Promise.resolve(!existsSync(path.join(folder, 'CodeT5', '.git', 'daily-papers-opened'))),
    );
    await fresh.reload(/papers\.paper/);
    await fresh.webview('.cloned');
    assert.deepEqual(await fresh.toasts(), []);
    await fresh.close();
  });
});
