import assert from 'node:assert/strict';
import { whyNotOffline } from '../support/server-process.mjs';
import { complaints, startVSCode, type VSCode, type Window } from './driver';

describe('without any network', () => {
  let code: VSCode | undefined;
  let window: Window;

  before(async function () {
    const why = whyNotOffline();
    if (why !== undefined) {
      console.log(`      no machine without a network can be made here: ${why}`);
      this.skip();
    }
    code = await startVSCode({ offline: true, env: { HF_ENDPOINT: '' } });
    window = await code.open();
  });
  after(async () => {
    await code?.stop();
  });

  it('shows the library', async () => {
    await window.openContainer('Daily Papers');
    await window.treeRow('Code');
    assert.deepEqual(await window.toasts(), []);
  });

  it('finds a paper and shows it to be read', async () => {
    await window.command('Papers: Search');
    await window.type('identifier-aware code understanding');
    await window.pick(/^CodeT5: Identifier-aware/);
    const page = await window.webview('h1');
    assert.match(await page.locator('main').innerText(), /Pre-trained models for Natural Languages/);
    assert.deepEqual(await window.toasts(), []);
  });

  it('says that the feed cannot be reached, and what the library has', async () => {
    await window.command('Papers: Refresh');
    const said = await window.toast('huggingface.co could not be reached');
    assert.match(said, /Check the connection, then refresh again.*The newest paper is of 3 Nov 2025/);
    await window.screenshot('offline');
  });

  it('leaves no error of the extension behind', () => {
    assert.ok(code);
    assert.deepEqual(complaints(code), []);
  });
});
