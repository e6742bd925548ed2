import assert from 'node:assert/strict';
import { violations, walkWithTab } from '../support/access';
import { until, type Window } from './driver';
import { pressIn } from './keys';
import { panelReader } from './panelReader';
import type { Reader } from './reader';

/** VS Code's own themes, one of each kind. */
const themes: readonly (readonly [kind: string, theme: string])[] = [
  ['light', 'Light Modern'],
  ['high-contrast', 'Dark High Contrast'],
  ['high-contrast-light', 'Light High Contrast'],
  ['dark', 'Dark Modern'],
];

describe('access to the page of a paper in VS Code', () => {
  panelReader.use();
  let reader: Reader;
  let window: Window;
  before(() => {
    ({ reader } = panelReader.value);
    ({ window } = reader);
  });
  afterEach(() => reader.closePages());

  const openWhole = async (): Promise<void> => {
    await reader.open('zebrafish whole', 'Zebrafish as a whole');
    await reader.reads('#related', /Shares: /);
  };

  it('breaks no rule of accessibility in any kind of theme', async () => {
    await openWhole();
    const page = await window.webview('h1');
    await page.locator('.more summary').click();
    for (const [kind, theme] of themes) {
      await window.wear(theme);
      await page.locator(`body[data-vscode-theme-kind="vscode-${kind}"]`).waitFor();
      assert.deepEqual(await violations(page), [], theme);
    }
  });

  it('is walked through with the tab key in reading order, the focus always seen', async () => {
    await openWhole();
    const page = await window.webview('h1');
    // Above everything that takes the focus.
    await page.locator('body').click({ position: { x: 2, y: 2 } });
    const walked = await walkWithTab(page, () => window.page.keyboard.press('Tab'));
    const related = await page.locator('.papers vscode-button').allInnerTexts();
    assert.deepEqual(walked, [
      ...['Next paper', 'Previous match', 'Next match'],
      ...Array.from({ length: 12 }, (_, at) => `Ada Example ${at}`),
      ...['and 8 more', 'Copy names', 'Follow…'],
      ...(await page.locator('#head .chips vscode-button').allInnerTexts()),
      ...[
        'Clone',
        'Copy BibTeX',
        'Save',
        'Mark as Read',
        'Copy Link',
        'Full Text',
        'Add Note',
        'PDF',
        'arXiv',
        'language models',
      ],
      ...[
        'made-up/p2603-00005',
        'Clone made-up/p2603-00005',
        'Look into Repository made-up/p2603-00005',
        'Copy URL of made-up/p2603-00005',
      ],
      ...['arXiv', 'PDF', 'Hugging Face', 'Project page'],
      ...['Copy BibTeX entry', 'BibTeX entry', ...related.map((title) => title.slice(0, 30))],
    ]);
  });

  it('says in tooltips what each action does, its key, and where each link leads', async () => {
    await openWhole();
    const page = await window.webview('h1');
    const tips = await page
      .locator('main :is(vscode-button, a)')
      .evaluateAll((all) => all.map((element) => element.getAttribute('title') ?? ''));
    assert.deepEqual(
      tips.filter((tip) => tip === ''),
      [],
    );
    for (const tip of [
      'Next paper (Alt+Down)',
      'Clone made-up/p2603-00005 (Alt+C)',
      'Copy this paper as a BibTeX entry (Alt+B)',
      'https://arxiv.org/abs/2603.00005 (Alt+A)',
      'https://made-up.example/2603.00005 (Alt+J)',
    ])
      assert.ok(tips.includes(tip), `${tip} in\n${tips.join('\n')}`);
  });

  it('says who wrote a summary, and how many stars, upvotes and comments there are', async () => {
    await openWhole();
    assert.match(await reader.read('#summary'), /^AI summary\s+written by a machine\s+A short summary/);
    assert.match(await reader.read('#head .facts'), /31 upvotes\s+2 comments\s+12 stars/);
    assert.match(await reader.read('#repositories'), /made-up\/p2603-00005\s+12 stars/);
  });

  it('does by key what it does by button', async () => {
    await openWhole();
    const copies: readonly (readonly [key: string, copied: RegExp, said: RegExp])[] = [
      ['Alt+B', /^@misc\{[^]*Zebrafish/, /Copied BibTeX of /],
      ['Alt+L', /^https:\/\/arxiv\.org\/abs\/2603\.00005$/, /Copied link of /],
      ['Alt+N', /^Ada Example 0, .*Ada Example 19$/, /Copied 20 author names of /],
      ['Alt+R', /^https:\/\/github\.com\/made-up\/p2603-00005$/, /Copied repository URL of /],
    ];
    for (const [key, copied, said] of copies) {
      await window.pressInWebview(key);
      await until(`${String(copied)} in the clipboard`, async () => copied.test(await window.clipboard()));
      await reader.reads('#live', said);
    }
    await window.pressInWebview('Alt+M');
    const page = await window.webview('h1');
    await until('the focus on the related papers', () =>
      page.evaluate(() => document.activeElement?.closest('#related') !== null),
    );
    await window.pressInWebview('Alt+ArrowDown');
    await reader.reads('.place', /2 of .*Keep Open/s);
    await window.pressInWebview('Alt+K');
    await until('a kept page', async () => !(await reader.read('.place')).includes('Keep Open'));
  });

  it('has the focus on the same control again after a box was closed, also when its region changed meanwhile', async () => {
    await openWhole();
    const page = await window.webview('h1');
    const focusIsOn = (name: string): Promise<unknown> => {
      const seen = (): Promise<string> =>
        page.evaluate(() => (document.hasFocus() ? (document.activeElement?.textContent ?? '').trim() : ''));
      return until(`the focus on ${name}`, async () => (await seen()) === name, { seen });
    };
    await page.getByRole('button', { name: 'Follow…' }).focus();
    await window.page.keyboard.press('Enter');
    await window.row('Ada Example 0');
    await window.dismiss();
    await focusIsOn('Follow…');
    await page.getByRole('button', { name: 'Copy Link' }).focus();
    for (const name of ['Saved', 'Save']) {
      await window.command('Papers: Save or Remove from Reading List');
      await page.getByRole('button', { name, exact: true }).waitFor();
      await focusIsOn('Copy Link');
    }
    // A click beside all controls ends it.
    await page.locator('h1').click();
    await window.command('Notifications: Clear All Notifications');
    await until('the focus on the page', () =>
      page.evaluate(() => document.hasFocus() && document.activeElement === document.body),
    );
  });

  it('moves on in the table of an overview after its papers were shown in a box', async () => {
    await window.command('Papers: Show Overview');
    const page = await window.webview('.chart');
    const focused = (): Promise<string> =>
      page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
    // The first row has more papers than the box shows.
    await page.locator('button.cell[tabindex="0"]').focus();
    await window.page.keyboard.press('ArrowDown');
    const shown = await focused();
    await window.page.keyboard.press('Enter');
    await window.row(/^Zebrafish/);
    await window.dismiss();
    await until('the focus on the number', async () => (await focused()) === shown, { seen: focused });
    await window.page.keyboard.press('ArrowDown');
    await until('the number below', async () => ![shown, ''].includes(await focused()), { seen: focused });
  });

  it('acts by key in a floating window, but not while a person types in an input', async () => {
    await openWhole();
    const opened = window.page.waitForEvent('popup');
    await window.command('View: Move Editor into New Window');
    const floating = await opened;
    const page = await until('the page in the floating window', async () => {
      for (const frame of floating.frames()) if ((await frame.locator('h1').count()) > 0) return frame;
      return undefined;
    });
    const copies = (key: string, said: RegExp): Promise<boolean> =>
      until(`${String(said)} by ${key}`, async () => {
        await floating.bringToFront();
        await page.locator('h1').click();
        await floating.keyboard.press(key);
        const live = page.locator('#live', { hasText: said });
        return live.waitFor({ state: 'attached', timeout: 3_000 }).then(
          () => true,
          () => false,
        );
      });
    await copies('Alt+L', /Copied link of /);
    await window.page.bringToFront();
    await window.page.keyboard.press('Control+Shift+F');
    const searched = window.page.locator('.search-view textarea').first();
    await searched.click();
    // VS Code's key for an input stays set, because it does not see that the page in the other window gets the focus.
    await copies('Alt+N', /Copied 20 author names of /);
    await pressIn(searched, 'Alt+D');
    assert.equal(await page.locator('vscode-button[aria-pressed="true"]').count(), 0);
    await floating.close();
    await window.page.bringToFront();
  });

  it('leads outside by key, after VS Code has asked', async () => {
    await openWhole();
    const pages: readonly (readonly [key: string, address: RegExp])[] = [
      ['Alt+A', /https:\/\/arxiv\.org\/abs\/2603\.00005/],
      ['Alt+P', /https:\/\/arxiv\.org\/pdf\/2603\.00005/],
      ['Alt+U', /https:\/\/huggingface\.co\/papers\/2603\.00005/],
      ['Alt+O', /https:\/\/github\.com\/made-up\/p2603-00005/],
      ['Alt+J', /https:\/\/made-up\.example\/2603\.00005/],
    ];
    for (const [key, address] of pages) {
      await window.pressInWebview(key);
      assert.match(await window.dialog(), address, key);
      await window.dialogButton('Cancel');
    }
  });

  it('leads outside by link, to the address in its tooltip', async () => {
    await openWhole();
    const { page } = window;
    await page.context().route('https://arxiv.org/**', (route) => route.fulfill({ body: 'arXiv' }));
    const opened = page.waitForEvent('popup');
    await (await window.webview('#links')).locator('#links').getByRole('link', { name: 'PDF' }).click();
    const outside = await opened;
    await outside.waitForURL('https://arxiv.org/pdf/2603.00005');
    await outside.close();
  });

  it('searches for its topics, keywords and authors', async () => {
    await openWhole();
    const page = await window.webview('h1');
    const searched = () => window.typed();
    const searches = async (query: RegExp, answer: RegExp): Promise<void> => {
      await until('the query', async () => query.test(await searched()), { seen: searched });
      await window.row(answer);
      await window.dismiss();
    };
    await page.locator('#head .chips vscode-button').first().click();
    await searches(/^topic:[\w-]+$/, /^Zebrafish as a whole$/);
    await window.pressInWebview('Alt+T');
    await searches(/^topic:[\w-]+$/, /^Zebrafish as a whole$/);
    await page.locator('#summary .chips vscode-button').first().click();
    await searches(/^"language models"$/, /Language Models/);
    await page.locator('.author').first().click();
    await searches(/^author:"[^"]+"$/, /./);
  });
});
