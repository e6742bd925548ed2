import assert from 'node:assert/strict';
import { appendFileSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { item2026 } from '../support/feed-items';
import { HOSTILE } from '../support/hostile';
import { until, type Window } from './driver';
// Its tests run first in the same window, because the last test below deletes a file of the extension.
import './panelAccess';
import { panelReader } from './panelReader';
import { DAY, type Reader } from './reader';

describe('page of a paper in VS Code', () => {
  panelReader.use();
  let reader: Reader;
  let window: Window;
  before(() => {
    ({ reader } = panelReader.value);
    ({ window } = reader);
  });
  afterEach(() => reader.closePages());

  const open: Reader['open'] = (query, title) => reader.open(query, title);
  const read: Reader['read'] = (selector) => reader.read(selector);
  const reads: Reader['reads'] = (selector, words) => reader.reads(selector, words);

  it('shows a paper of the digest, with the papers that are related to it', async () => {
    await open('PROP representative words prediction', /^PROP/);
    assert.match(await read('h1'), /^PROP: Pre-training with Representative Words Prediction/);
    assert.match(await read('#head'), /Jiafeng Guo/);
    assert.match(await read('#abstract'), /ad-hoc retrieval/);
    assert.match(await read('#citation'), /^BibTeX[^]*@\w+\{[^]*eprint/);
    await reads('#related', /^Related papers\s+B-PROP[^\n]*\s+2021 · code · Shares: /);
  });

  it('shows 600 authors, first some of them, and copies them all', async () => {
    await open('zebrafish crowds', 'Zebrafish crowds');
    assert.match(await read('.authors'), /Author Number11, and 588 more/);
    const page = await window.webview('h1');
    await page.locator('.more summary').click();
    assert.match(await read('.authors'), /Author Number599/);
    await page.getByRole('button', { name: 'Copy names' }).click();
    await until('600 names', async () => (await window.clipboard()).split(', ').length === 600);
    await reads('#live', /Copied 600 author names/);
  });

  it('typesets mathematics', async () => {
    await open('zebrafish maths', 'Zebrafish maths');
    const page = await window.webview('.prose math mfrac');
    assert.equal(await page.locator('.prose math').count(), 2);
  });

  it('shows a hostile paper as text: nothing runs, nothing is asked for, no command is called', async () => {
    const asked: string[] = [];
    const seen = (request: { url(): string }): unknown => asked.push(request.url());
    window.page.on('request', seen);
    await open('zebrafish script', /^Zebrafish <script>/);
    assert.match(await read('h1'), /<script>window\.pwned=1<\/script>/);
    const page = await window.webview('#summary .chips');
    // Every field of the feed on the page contains all hostile texts: names, abstract, summary, keywords.
    assert.ok((await page.locator('#summary .chips li').count()) >= 40);
    await page.locator('.more summary').click();
    // Uses everything that could trigger a hostile text; other tests press the page's own buttons.
    await page.evaluate(() => {
      for (const element of document.body.querySelectorAll('*:not(vscode-button, vscode-button *, summary)'))
        for (const event of ['click', 'dblclick', 'mouseover', 'focus', 'toggle', 'error', 'load'])
          element.dispatchEvent(new Event(event));
    });
    assert.equal(await page.evaluate(() => 'pwned' in globalThis), false);
    assert.equal(await page.locator('main :is(script, img, iframe, form, input, style, link)').count(), 0);
    assert.equal(await page.locator('main a:not([href^="https://"])').count(), 0);
    assert.deepEqual(
      asked.filter((url) => url.includes('evil.test')),
      [],
    );
    window.page.off('request', seen);
    await nothingHappened();
  });

  it('ignores messages that its page could not send', async () => {
    await open('zebrafish code', 'Zebrafish code');
    const paperId = '2603.00004';
    const messages: readonly unknown[] = [
      { type: 'command', command: 'workbench.action.closeAllEditors' },
      { type: 'clone', paperId, repository: 'https://evil.test/a/b' },
      { type: 'clone', paperId: '2109.00859', repository: 'https://github.com/salesforce/CodeT5' },
      { type: 'openFolder', paperId, folder: '/etc', place: 'window' },
      { type: 'showTopic', paperId, topic: 'command:workbench.action.quit' },
      { type: 'searchKeyword', paperId, keyword: HOSTILE[0] },
      { type: 'copy', paperId, what: 'repository', repository: 'https://evil.test/' },
      ...HOSTILE.map((text) => ({ type: text, paperId: text, repository: text, target: text })),
      ...[null, 7, 'keep', [], [[]], { type: { type: 'keep' } }],
    ];
    for (const message of messages) await window.postFromWebview(message);
    // The page sent this message last. When it was handled, the earlier ones were too.
    await window.postFromWebview({ type: 'copy', paperId, what: 'link' });
    await reads('#live', /Copied link of /);
    await nothingHappened();
  });

  /** Checks that there is no dialog, message, quick pick, other editor or other window. */
  const nothingHappened = async (): Promise<void> => {
    assert.equal(await window.page.locator('.monaco-dialog-box').count(), 0);
    assert.equal(await window.page.locator('.quick-input-widget').isVisible(), false);
    assert.deepEqual(await window.toasts(), []);
    assert.equal((await window.tabs()).length, 1);
    assert.equal(window.page.context().pages().length, 1);
  };

  it('copies the BibTeX entry by button and by key', async () => {
    await open('PROP representative words prediction', /^PROP/);
    const page = await window.webview('h1');
    await page.getByRole('button', { name: 'Copy BibTeX', exact: true }).click();
    await until('the entry', async () => /^@\w+\{[^]*PROP[^]*\}\s*$/.test(await window.clipboard()));
    await reads('#live', /Copied BibTeX of /);
    await page.locator('body').press('Alt+L');
    await until('the link', async () => /^https:\/\/arxiv\.org\/abs\/\d/.test(await window.clipboard()));
  });

  it('saves and marks as read by button, and offers all commands by a right click', async () => {
    await open('PROP representative words prediction', /^PROP/);
    const page = await window.webview('h1');
    const button = (name: string) => page.getByRole('button', { name, exact: true });
    for (const [before, after] of [
      ['Save', 'Saved'],
      ['Mark as Read', 'Read'],
    ] as const) {
      await button(before).click();
      await button(after).waitFor();
    }
    const entries = window.page.locator('.monaco-menu .action-label:not(.separator)');
    await until('the menu', async () => {
      await page.locator('h1').click({ button: 'right' });
      return entries
        .first()
        .waitFor({ timeout: 3_000 })
        .then(
          () => true,
          () => false,
        );
    });
    const offered = (await entries.allTextContents()).map((entry) => entry.trim());
    for (const entry of ['Clone Repository', 'Remove from Reading List', 'Mark as Unread', 'Copy BibTeX'])
      assert.ok(offered.includes(entry), `${entry} in ${offered.join()}`);
    await window.menuEntry('Mark as Unread');
    await button('Mark as Read').waitFor();
    await button('Saved').click();
    await button('Save').waitFor();
    await window.command('Notifications: Clear All Notifications');
  });

  it('shows the first lines of a note, and its mark in the tree, until its file is deleted', async () => {
    await open('zebrafish maths', 'Zebrafish maths');
    await window.openContainer('Daily Papers');
    const noted = (is: boolean): Promise<unknown> =>
      until(
        `a row ${is ? 'with' : 'without'} the mark of a note`,
        async () => (await window.treeRow('Zebrafish maths')).spoken.includes(' has a note') === is,
      );
    const page = await window.webview('h1');
    await page.getByRole('button', { name: 'Add Note' }).click();
    await window.page.locator('.tab.active', { hasText: '.md' }).waitFor();
    await noted(true);
    const notes = path.join(reader.folder, 'papers');
    const [name = ''] = readdirSync(notes);
    appendFileSync(path.join(notes, name), 'The proof of lemma 2 is short.\n');
    await reads('#note', /The proof of lemma 2 is short\./);
    // The editor still shows the text of the file.
    rmSync(path.join(notes, name));
    await page.locator('#note .note').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Add Note' }).waitFor();
    await noted(false);
  });

  it('marks what was searched for, and steps through it', async () => {
    await open('zebrafish crowds', 'Zebrafish crowds');
    const page = await window.webview('mark');
    const marks = (await page.locator('mark').allInnerTexts()).map((word) => word.toLowerCase());
    assert.deepEqual(marks, ['zebrafish', 'crowds', 'zebrafish', 'crowds', 'zebrafish']);
    await window.pressInWebview('F3');
    await window.pressInWebview('F3');
    await reads('mark.current', /^crowds$/);
    await reads('#live', /^2 \/ 5/);
  });

  it('is searched with the find widget', async () => {
    await open('zebrafish crowds', 'Zebrafish crowds');
    const page = await window.webview('h1');
    await window.pressInWebview('Control+F');
    const box = window.page.locator('.simple-find-part.visible .monaco-findInput input');
    await box.waitFor();
    /** Returns the text of the page before the selection, if the selection is the word. */
    const selected = () =>
      page.evaluate(() => {
        const selection = getSelection();
        if (selection?.toString().toLowerCase() !== 'zebrafish') return undefined;
        const before = selection.getRangeAt(0).cloneRange();
        before.setStart(document.body, 0);
        return before.toString().length;
      });
    // VS Code ignores a key while it searches for the typed text, so it is pressed until it has an effect.
    const step = (key: string, goes: (place: number) => boolean): Promise<number> =>
      until(
        'another place',
        async () => {
          await box.press(key);
          const place = await selected();
          return place !== undefined && goes(place) ? place : undefined;
        },
        { seen: selected },
      );
    await box.fill('zebrafish');
    const first = await step('Enter', () => true);
    await step('Enter', (place) => place !== first);
    await step('Shift+Enter', (place) => place === first);
  });

  it('goes to the next and the previous paper of the list, in one reused tab until it is kept', async () => {
    await window.command('Papers: Search');
    await window.type('zebrafish');
    // Enter waits for the answer. Before it, the list shows the newest papers in another order.
    await window.pressInBox('Enter');
    await reads('.place', /^\s*1 of /);
    await window.pressInWebview('Alt+ArrowUp');
    await reads('#live', /First paper of the list/);
    await window.pressInWebview('Alt+ArrowDown');
    await until('the second paper', async () => (await window.tabs()).length === 2);
    await reads('.place', /2 of /);
    await window.pressInWebview('Alt+ArrowDown');
    await reads('.place', /3 of /);
    assert.equal((await window.tabs()).length, 2);
    await window.pressInWebview('Alt+ArrowUp');
    await reads('.place', /2 of /);
    await (await window.webview('h1')).locator('h1').dblclick();
    await until('a kept page', async () => !(await read('.place')).includes('Keep Open'));
    await window.pressInWebview('Alt+ArrowDown');
    await reads('.place', /3 of /);
    assert.equal((await window.tabs()).length, 3);
  });

  it('opens one tab for a paper, however often it is opened', async () => {
    await open('zebrafish crowds', 'Zebrafish crowds');
    await open('zebrafish maths', 'Zebrafish maths');
    await open('zebrafish crowds', 'Zebrafish crowds');
    await until('two tabs', async () => (await window.tabs()).length === 2, { seen: () => window.tabs() });
    assert.deepEqual((await window.tabs()).toSorted(), ['Zebrafish crowds', 'Zebrafish maths']);
  });

  it('shows a paper without authors and with several repositories, and clones one of them', async () => {
    await open('zebrafish code', 'Zebrafish code');
    assert.match(await read('#head'), /Authors not stated/);
    const repositories = (await read('#repositories')).replace(/\s+/g, ' ');
    assert.match(repositories, /made-up\/zebrafish .*made-up\/fins folder tail\/fin, at main/);
    const page = await window.webview('#repositories');
    await page.getByRole('button', { name: 'Clone made-up/zebrafish', exact: true }).click();
    await window.toast(/made-up\/zebrafish was cloned into “aquarium”/);
    assert.equal(readFileSync(path.join(reader.folder, 'zebrafish', 'README.md'), 'utf8'), '# Zebrafish\n');
    await reads('.cloned', /^Cloned into .*zebrafish/);
  });

  it('shows a picture of the field, the papers of a bar, and the picture of a query', async () => {
    await window.command('Papers: Show Overview');
    const page = await window.webview('.chart');
    await page.locator('.chart rect[data-part^="topic:"]').last().click();
    await until('the search', async () => /^topic:[\w-]+ year:\d{4}-\d\d $/.test(await window.typed()), {
      seen: () => window.typed(),
    });
    await window.row(/^Zebrafish/);
    await window.dismiss();
    await page.getByLabel('Query').fill('zebrafish');
    await page.getByLabel('Query').press('Enter');
    await reads('#counts', /^5 papers, /);
    await until('its tab', async () => (await window.tabs()).join() === 'Overview: zebrafish', {
      seen: () => window.tabs(),
    });
  });

  it('comes back after a reload: the paper, the place that was read, the marks, the list', async () => {
    await window.command('Papers: Show Overview');
    await window.webview('.chart');
    await open('representative words prediction', /^PROP/);
    await reads('#related', /Shares: /);
    // Waits for the page's style, which decides where lines end.
    const place = await read('.place');
    await (await window.webview('h1')).evaluate(() => globalThis.scrollTo(0, 800));
    await window.reload(/scroll\W+800\b/);
    assert.match(await read('h1'), /^PROP/);
    assert.equal(await read('.place'), place);
    // The page is too short for that scroll position before the related papers are shown.
    await reads('#related', /Shares: /);
    const page = await window.webview('mark');
    await until('the place that was read', () => page.evaluate(() => globalThis.scrollY === 800), {
      seen: () => page.evaluate(() => globalThis.scrollY),
    });
    assert.equal((await window.tabs()).length, 2);
    await window.showTab('Overview');
    await reads('#counts', /^9\d papers, /);
  });

  it('is restored by its title if its state is unreadable, and names a missing paper', async () => {
    const kept: readonly (readonly [query: string, title: string, state: unknown])[] = [
      ['title:codet5', 'CodeT5', { id: '2109.00859', version: 0 }],
      ['title:electra', 'ELECTRA', 'a text'],
      ['title:traced', 'TRACED', { paperId: 'x'.repeat(100_000), list: Array(5000).fill('y') }],
      ['title:plip', 'PLIP', { paperId: ['2305.08386'], query: {}, list: 7, preview: 'no' }],
    ];
    const late = '2603.00009';
    const missing = { query: 'late', list: [late], preview: false, scroll: 'x' };
    const gone: typeof kept = [
      ['title:retrofitting', 'Retrofitting', { ...missing, paperId: '2603.99999' }],
      ['title:mofi', 'MOFI', { ...missing, paperId: late }],
    ];
    for (const [query, title, state] of [...kept, ...gone]) await keep(query, title, state);
    // Waits for the last page's own state: the previous page's state also names that paper and would match
    // without the last page's tab.
    await window.reload(new RegExp(`paperId\\W+${late.replace('.', '\\.')}`));
    for (const [, title] of kept) {
      await window.showTab(title);
      await reads('h1', new RegExp(`^${title}`));
    }
    for (const [, title] of gone) {
      await window.showTab(title);
      await reads('h1', /^This paper is not in the library$/);
      assert.match(await read('#head'), new RegExp(`This tab showed “${title}`));
    }
    reader.feature(item2026({ id: late, day: DAY, title: 'Zebrafish come late' }));
    await (await window.webview('h1')).getByRole('button', { name: 'Refresh' }).click();
    await reads('h1', /^Zebrafish come late$/);
    await reads('mark', /^late$/);
    await window.showTab('Retrofitting');
    await (await window.webview('h1')).getByRole('button', { name: 'Search' }).click();
    await window.pick(/^Retrofitting/);
    await reads('h1', /^Retrofitting/);
  });

  /** Opens a paper and makes VS Code store another state for its page. */
  async function keep(query: string, title: string, state: unknown): Promise<void> {
    await open(query, new RegExp(`^${title}`));
    // The last message that the page receives without user action, after which it stores its state.
    await reads('#related', /Shares: /);
    await window.keepWebviewState(state);
  }

  it('can be read without its script, and shows a message', async () => {
    const extensions = path.join(reader.vscode.dataFolder, 'extensions');
    const extension = readdirSync(extensions).find((name) => name.startsWith('daily-papers.daily-papers'));
    const folder = path.join(extensions, extension ?? '', 'dist/webview');
    for (const name of readdirSync(folder)) if (name.startsWith('page-')) rmSync(path.join(folder, name));
    await open('zebrafish maths', 'Zebrafish maths');
    assert.match(await read('#abstract'), /A zebrafish needs/);
    assert.match(await read('#head'), /Copy BibTeX/);
    await reads('#unready', /Reload the window/);
  });
});
