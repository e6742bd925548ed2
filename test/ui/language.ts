import assert from 'node:assert/strict';
import { emptyFolder, until, type Window } from './driver';
import { searchWindow } from './searchWindow';

describe('in Chinese', () => {
  searchWindow.use();
  let window: Window;
  before(async () => {
    const { code } = searchWindow.value;
    window = await code.open({
      folder: emptyFolder(),
      language: 'zh-cn',
      viewport: { width: 900, height: 800 },
    });
  });
  after(() => window.close());

  it('shows library, search and page', async () => {
    await window.openContainer('Daily Papers');
    const topic = await window.treeRow('代码');
    assert.match(topic.spoken, /篇论文/);
    await until(
      'the description of the view',
      async () => (await window.viewDescription('论文库')).startsWith('86 篇论文 · 按主题 · 最新优先'),
      { seen: () => window.viewDescription('论文库') },
    );

    await window.command('论文: 搜索');
    await window.type('topic:code has:code year:2021');
    const title = window.page.locator('.quick-input-widget');
    await until('the query in words', async () =>
      (await title.innerText()).includes('论文：主题为“代码”，有代码，发表于 2021'),
    );
    await window.type('codet5 identifier');
    await window.pick(/^CodeT5/);

    const page = await window.webview('#head .facts');
    assert.match(await page.locator('#head').innerText(), /2021年9月2日 发表[^]*复制 BibTeX[^]*标记为已读/);
    await until('the related papers', async () =>
      /相关论文[^]*共同点：/.test(await page.locator('#related').innerText()),
    );
  });

  // VS Code 1.139 hides the icon of a tab whose title is as short as two Chinese characters.
  it('shows the icon of an overview’s tab', async () => {
    await window.command('论文: 显示概览');
    const tab = window.page.locator('.tabs-container .tab.active', { hasText: '概览' });
    await tab.waitFor();
    await until('the icon', () => tab.locator('.monaco-icon-label-iconpath').isVisible());
  });
});
