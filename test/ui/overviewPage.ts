import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { overviewRegions } from '../../src/overview/page/overviewPage';
import { violations, walkWithTab } from '../support/access';
import { countedPapers, overviewOf, showOverview } from '../support/overviewPage';
import { THEMES, type ShownPage, type ShowOptions } from '../support/shownPage';
import { pageBrowser } from './pageBrowser';
import { until } from './until';

describe('page of an overview in a browser', () => {
  const view = overviewOf(countedPapers(600, 4));
  pageBrowser.use();
  let browser: Browser;
  let shown: ShownPage | undefined;
  before(() => {
    ({ browser } = pageBrowser.value);
  });
  afterEach(() => shown?.close());

  const show = async (options: ShowOptions = {}): Promise<ShownPage> =>
    (shown = await showOverview(browser, view, options));

  for (const theme of THEMES)
    it(`breaks no rule of accessibility in the ${theme} theme, and asks for nothing`, async () => {
      const { page, incidents } = await show({ theme });
      assert.deepEqual(await violations(page), []);
      assert.deepEqual(incidents, []);
    });

  for (const theme of THEMES)
    it(`shows which period is chosen, also while it has the focus, in the ${theme} theme`, async () => {
      const { page } = await show({ theme });
      await page.locator('.action[aria-pressed="true"]').focus();
      const [chosen, other] = await page.evaluate(() =>
        ['true', 'false'].map((pressed) => {
          const button = document.querySelector(`.action[aria-pressed="${pressed}"]`);
          if (!button) throw new Error(`There is no button that is ${pressed}.`);
          const { color, backgroundColor, borderTopColor } = getComputedStyle(button);
          return { color, fill: backgroundColor, border: borderTopColor };
        }),
      );
      const isFilled = theme.startsWith('high-contrast');
      assert.equal(isFilled ? chosen?.fill : chosen?.border, other?.color);
      assert.notEqual(isFilled ? other?.fill : other?.border, other?.color);
    });

  it('is walked through with the tab key, the table as one step', async () => {
    const { page } = await show();
    const walked = await walkWithTab(page, () => page.keyboard.press('Tab'));
    assert.deepEqual(walked.slice(0, 6), [
      '',
      'Show',
      'By Month',
      'By Year',
      'Export as SVG…',
      'Export as CSV…',
    ]);
    assert.match(walked[6] ?? '', /^Language Models \d+$/);
    assert.equal(walked.at(-1), 'All, Papers: 600 papers');
    // Eight topics, with and without code, and the share.
    assert.equal(walked.length, 6 + 8 + 2 + 1 + 1);
    assert.ok(walked.every((name) => !name.endsWith('(unseen)')));
  });

  it('moves between the numbers of the table with the arrow keys, and opens one with Enter', async () => {
    const { page, messages } = await show();
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
    await page.locator('button.cell').first().focus();
    for (const [key, name] of [
      ['ArrowRight', /^All, With code: /],
      ['ArrowRight', /^All, Language Models: 2/],
      ['ArrowDown', /^November 2026, Language Models: /],
      ['ArrowDown', /^October 2026, Language Models: /],
      ['ArrowLeft', /^October 2026, With code: /],
      ['Home', /^October 2026, Papers: /],
      ['PageDown', /^October 2025, Papers: /],
      ['Control+Home', /^All, Papers: 600 papers$/],
      ['ArrowUp', /^All, Papers: 600 papers$/],
      ['Control+End', /^May 2023|^June 2023|^July 2023/],
      ['Control+Home', /^All, Papers: 600 papers$/],
      ['ArrowDown', /^November 2026, Papers: /],
    ] as const) {
      await page.keyboard.press(key);
      assert.match(await focused(), name, key);
    }
    await page.keyboard.press('Enter');
    assert.deepEqual((await messages()).at(-1), { type: 'showPapers', period: '2026-11', part: 'all' });
    // The table remains one tab stop, at the last focused number.
    assert.equal(await page.locator('button.cell[tabindex="0"]').count(), 1);
  });

  it('sends the host a request for what is clicked', async () => {
    const { page, messages } = await show();
    await page.locator('[data-period="2026-10"] > .bar[data-part="topic:language-models"]').click();
    await page.locator('.legend [data-part="noCode"]').click();
    await page.getByRole('button', { name: 'By Year' }).click();
    await page.getByRole('button', { name: 'Export as CSV…' }).click();
    await page.getByLabel('Query').fill('agents has:code');
    await page.keyboard.press('Enter');
    // A click between the bars does nothing.
    await page.locator('h1').click();
    assert.deepEqual(await messages(), [
      { type: 'ready', revision: 1 },
      { type: 'showPapers', period: '2026-10', part: 'topic:language-models' },
      { type: 'showPapers', period: 'all', part: 'noCode' },
      { type: 'setUnit', unit: 'year' },
      { type: 'export', format: 'csv' },
      { type: 'setQuery', query: 'agents has:code' },
    ]);
  });

  it('shows what the host sends, keeps focus and state, and announces it', async () => {
    const { page } = await show();
    await page.getByRole('button', { name: 'By Year' }).focus();
    const state = { query: 'agents', unit: 'year' } as const;
    const regions = overviewRegions(overviewOf(countedPapers(300, 5), state));
    const change = { type: 'show', revision: 2, state, regions, announcement: '300 papers' };
    await page.evaluate((message) => window.postMessage(message), {
      ...change,
      regions: [{ name: 'x', html: 'bad' }],
    });
    await page.evaluate((message) => window.postMessage(message), change);
    await until('the sentence', async () => (await page.locator('#live').innerText()) === '300 papers');
    assert.match(await page.locator('#counts').innerText(), /^300 papers, /);
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'By Year');
    assert.equal(await page.getByLabel('Query').inputValue(), 'agents');
    assert.deepEqual(
      await page.evaluate(() => JSON.parse(sessionStorage.getItem('state') ?? '') as unknown),
      state,
    );
    assert.equal(await page.locator('button.cell[tabindex="0"]').count(), 1);
  });

  it('can be read without script, and says what is missing', async () => {
    const { page } = await show({ scripts: false });
    assert.match(await page.locator('table').innerText(), /November 2026/);
    assert.ok((await page.locator('.chart .bar').count()) > 100);
    await page.locator('#unready').waitFor({ state: 'visible' });
  });

  for (const [name, options] of [
    ['320 px wide', { width: 320 }],
    ['at 200 %', { width: 1000, zoom: 2 }],
  ] as const)
    it(`never scrolls sideways ${name}`, async () => {
      const { page } = await show(options);
      const [scrollWidth, clientWidth] = await page.evaluate(() => {
        const root = document.documentElement;
        return [root.scrollWidth, root.clientWidth] as const;
      });
      assert.ok(scrollWidth <= clientWidth, `${scrollWidth} > ${clientWidth}`);
    });

  it('fits the table into 900 px, and keeps the period in sight where the table scrolls', async () => {
    const { page } = await show({ width: 900 });
    const measure = () =>
      page.locator('.scroll').evaluate((box) => {
        const hidden = box.scrollWidth - box.clientWidth;
        box.scrollLeft = hidden;
        const period = box.querySelector('tbody th')?.getBoundingClientRect().left;
        return { hidden, moved: (period ?? Infinity) - box.getBoundingClientRect().left };
      });
    assert.deepEqual(await measure(), { hidden: 0, moved: 0 });
    await page.setViewportSize({ width: 500, height: 700 });
    const narrow = await measure();
    assert.ok(narrow.hidden > 100, `${narrow.hidden} px are hidden`);
    assert.equal(narrow.moved, 0);
  });
});
