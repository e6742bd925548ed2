import { copyFileSync } from 'node:fs';
import { inProject } from '../support/project.mjs';
import { emptyFolder, startVSCode, until, type VSCode, type Window } from './driver';

// `npm run screenshots`: takes README's pictures of the packaged extension. Not a test, so its name does not end like one.
describe('pictures for README', () => {
  let vscode: VSCode;
  let window: Window;
  before(async () => {
    vscode = await startVSCode();
    window = await vscode.open({ folder: emptyFolder() });
    await window.openContainer('Daily Papers');
    await window.openHeading('Code');
  });
  after(() => vscode.stop());

  const search = async (query: string): Promise<void> => {
    await window.command('Papers: Search');
    await window.type(query);
    await until(`answers to ${query}`, async () => (await window.rows())[0]?.focused);
    await window.settled();
  };
  const take = async (name: string): Promise<void> => {
    // Moves the pointer away from rows, whose buttons and tooltips it would show.
    await window.page.mouse.move(640, 790);
    copyFileSync(await window.screenshot(name), inProject('media', `${name}.png`));
  };

  it('takes one of the answers to a search', async () => {
    await search('tokenization has:code');
    await take('screenshot-search');
    await window.dismiss();
  });

  it('takes one of a page beside the library', async () => {
    await search('codet5');
    await window.pick(/^CodeT5/);
    const page = await window.webviewFocused('h1:has-text("CodeT5")');
    await page.locator('body.ready').waitFor();
    await until('the selected row', async () => {
      const selected = window.page.locator('.sidebar .monaco-list-row.selected .label-name');
      return (await selected.allInnerTexts()).join() === 'CodeT5';
    });
    await take('screenshot-paper');
  });
});
