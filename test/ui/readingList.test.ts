import assert from 'node:assert/strict';
import { startVSCode, until, type VSCode, type Window } from './driver';

describe('reading list', () => {
  let code: VSCode;
  let window: Window;

  before(async () => {
    code = await startVSCode();
    window = await code.open();
    await window.openContainer('Daily Papers');
    await window.clickTreeRow('Code');
    await window.clickTreeRow(/^CodeT5/);
    await window.webview('h1');
    await window.command('Papers: Save for Later or Take Off');
  });
  after(() => code.stop());

  const titles = async (): Promise<string[]> => (await window.tree('Reading List')).map(({ label }) => label);

  it('lists what was saved, also after a reload, and marks it as read', async () => {
    await window.page.locator('.sidebar .pane-header', { hasText: 'Reading List' }).click();
    await window.treeRow(/^CodeT5/, 'Reading List');
    await window.reload();
    const row = await window.treeRow(/^CodeT5/, 'Reading List');
    assert.match(row.spoken, /unread$/);
    await window.treeRowButton(row.label, 'Mark as Read or Unread', 'Reading List');
    await until('the mark', async () => {
      const [marked] = await window.tree('Reading List');
      return marked?.description.startsWith('read ·');
    });
  });

  it('can be taken along as BibTeX', async () => {
    await window.command('Papers: Export Reading List…');
    await window.pick('BibTeX');
    const editor = window.page.locator('.monaco-editor .view-lines');
    await until('the entry', async () => /^@\w+\{/.test(await editor.first().innerText()));
  });

  it('lets go what is taken off', async () => {
    const [title = ''] = await titles();
    await window.treeRowButton(title, 'Save for Later', 'Reading List');
    await until('an empty list', async () => (await titles()).length === 0);
  });
});
