import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { feedDay } from '../../src/core/feed/feedCalendar';
import { item2026 } from '../support/feed-items';
import { FeedServer } from '../support/feed-server';
import { scratchFolder } from '../support/scratch.mjs';
import { complaints, emptyFolder, startVSCode, type VSCode, type Window } from './driver';

const PAPER = 'CodeT5';

/** Finds a paper with code and opens its page, which must work whatever else fails. */
async function readPaper(window: Window): Promise<void> {
  await window.command('Papers: Search');
  await window.type('title:codet5');
  await window.pick(/^CodeT5/);
  const page = await window.webview('h1');
  assert.match(await page.locator('h1').innerText(), new RegExp(`^${PAPER}`));
}

async function pressClone(window: Window): Promise<void> {
  const page = await window.webview('h1');
  await page.getByRole('button', { name: 'Clone', exact: true }).first().click();
}

describe('where something is missing', () => {
  let code: VSCode | undefined;
  afterEach(async () => {
    await code?.stop();
    code = undefined;
  });

  describe('on a machine without git', () => {
    let machine: VSCode;
    let window: Window;
    const folder = emptyFolder();
    before(async () => {
      const programs = path.join(scratchFolder('path'), 'bin');
      mkdirSync(programs);
      machine = await startVSCode({ env: { PATH: programs }, trust: false });
      window = await machine.open({ folder });
    });
    after(() => machine.stop());

    it('in Restricted Mode papers are found and read, and cloning says what to do', async () => {
      await readPaper(window);
      await pressClone(window);
      await window.screenshot('restricted');
      await window.toastButton(/Restricted Mode/, 'Manage Trust');
      await window.page.locator('.workspace-trust-editor').waitFor();
      assert.deepEqual(readdirSync(folder), []);
    });

    it('cloning says in a trusted folder that git is missing, and what to do', async () => {
      const trust = window.page.locator('.workspace-trust-editor .monaco-button', { hasText: /^Trust$/ });
      await trust.click();
      await window.page.getByText('You trust this folder').waitFor();
      await readPaper(window);
      await pressClone(window);
      await window.toast(/salesforce\/CodeT5 was not cloned.*Git/s);
      await window.screenshot('no-git');
      assert.deepEqual(readdirSync(folder), []);
    });
  });

  it('papers last for the session if they cannot be stored, which is reported once', async () => {
    const feed = await FeedServer.start();
    try {
      const title = 'Quokka embeddings';
      const day = feedDay(Date.now());
      feed.days.set(day, [item2026({ id: '2611.00001', day, title })]);
      code = await startVSCode({
        env: { HF_ENDPOINT: feed.endpoint },
        settings: { 'papers.network': 'manual' },
      });
      const storage = path.join(code.dataFolder, 'data/User/globalStorage');
      mkdirSync(storage, { recursive: true });
      // A file instead of the folder rejects every write, even by root.
      writeFileSync(path.join(storage, 'daily-papers.daily-papers'), '');
      const window = await code.open();
      await readPaper(window);
      await window.toast('(papers, imported, reading-list.json) can’t be read (ENOTDIR)');
      await window.command('Papers: Refresh');
      await window.toast('1 new paper');
      await window.toast(/could not be saved and are shown in this session only/);
      await window.command('Papers: Search');
      await window.type(title);
      await window.pick(title);
      await window.webview(`h1:has-text("${title}")`);
      await window.command('Papers: Refresh');
      await window.toast('0 new papers');
      const said = (await window.toasts()).filter((toast) => /can’t be read|could not be saved/.test(toast));
      assert.equal(new Set(said).size, said.length, said.join('\n'));
      assert.deepEqual(complaints(code), []);
    } finally {
      await feed.stop();
    }
  });
});
