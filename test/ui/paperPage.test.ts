import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { parseLinkedRepos } from '../../src/core/outcome/parseLinkedRepos';
import { parsePapersWithCode } from '../../src/core/outcome/parsePapersWithCode';
import { renderRegions } from '../../src/panel/page/regionLayout';
import { loadMathRenderer } from '../../src/panel/page/mathml';
import type { PageView } from '../../src/panel/page/view';
import { textRenderer } from '../../src/panel/page/textRenderer';
import { lineContrast, violations, walkWithTab } from '../support/access';
import { HOSTILE, hostileView } from '../support/hostile';
import { evaluations, linkedRepos, withCode } from '../support/outcomes';
import { showPage, stateOf, viewOf } from '../support/paperPage';
import { inProject, readJson } from '../support/project.mjs';
import { THEMES, type ShownPage, type ShowOptions } from '../support/shownPage';
import { madePaper } from '../support/papers';
// Its tests run first in the same browser.
import './overviewPage';
import { pageBrowser } from './pageBrowser';
import { until } from './until';

const SENTENCE = 'Vision models see what language models say, and pre-training on both helps both. ';

/** A paper with everything that a page can show. */
const whole = madePaper('2109.00859', {
  title: 'A whole paper on vision and language',
  abstract: SENTENCE.repeat(12),
  authors: Array.from({ length: 600 }, (_, at) => `Author Number${at}`),
  authorCount: 600,
  featuredOn: ['2026-03-03'],
  comments: 2,
  upvotes: 31,
  stars: 3100,
  category: 'cs.CV',
  topics: ['vision'],
  repositories: [
    { host: 'github.com', owner: 'a', name: 'b', url: 'https://github.com/a/b' },
    {
      host: 'github.com',
      owner: 'c',
      name: 'd',
      folder: 'x/y',
      ref: 'main',
      url: 'https://github.com/c/d/tree/main/x/y',
    },
  ],
  links: [
    { kind: 'arxiv', url: 'https://arxiv.org/abs/2109.00859' },
    { kind: 'project', url: 'https://project.test/' },
  ],
  aiSummary: 'Vision helps language.',
  keywords: ['vision', 'language'],
});

/** Later results of the paper. */
const outcomeView: PageView['outcome'] = {
  isRequesting: false,
  failures: [],
  known: {
    hub: { host: 'huggingface.co', fetched: '2026-11-29T05:00:00Z', value: parseLinkedRepos(linkedRepos)! },
    code: {
      host: 'paperswithcode.co',
      fetched: '2026-11-29T05:00:00Z',
      value: parsePapersWithCode(withCode, evaluations)!,
    },
  },
};

function wholeView(facts: Partial<PageView> = {}): PageView {
  return viewOf(whole, {
    state: stateOf(whole, { list: ['1', whole.id, '3'], preview: true, query: 'vision' }),
    topics: [{ id: 'vision', label: 'Vision' }],
    related: [{ paper: madePaper('2', { title: 'Another paper' }), score: 1, shared: ['language'] }],
    foldersOf: ({ owner }) => (owner === 'a' ? ['/home/me/b'] : []),
    inspectionOf: ({ owner }) =>
      owner === 'a'
        ? { kind: 'readme', files: 2, isCut: false, languages: [], submodules: 0, licence: 'MIT' }
        : undefined,
    note: { tags: ['to-cite'], status: 'reading', beginning: 'First line\nSecond line' },
    citation: '@misc{number02026whole,\n  title = {A whole paper}\n}',
    renderText: textRenderer('vision', () => undefined),
    ...facts,
  });
}

describe('page of a paper in a browser', () => {
  pageBrowser.use();
  let browser: Browser;
  let shown: ShownPage | undefined;
  before(() => {
    ({ browser } = pageBrowser.value);
  });
  afterEach(() => shown?.close());

  const show = async (view = wholeView(), options: ShowOptions = {}): Promise<ShownPage> =>
    (shown = await showPage(browser, view, options));

  for (const theme of THEMES) {
    it(`breaks no rule of accessibility in the ${theme} theme`, async () => {
      // A match inside a link of the abstract.
      const paper = { ...whole, abstract: `${whole.abstract} Code: https://github.com/vision/models` };
      const { page } = await show(wholeView({ paper, outcome: outcomeView }), { theme });
      assert.equal(await page.locator('.prose a mark').count(), 1);
      await page.locator('.more summary').click();
      assert.deepEqual(await violations(page), []);
      await page.getByRole('button', { name: 'Next match' }).click();
      const ring = await lineContrast(page, 'mark.current', 'outlineColor', 'mark:not(.current)');
      assert.ok(ring >= 3, `the current match has ${ring.toFixed(2)}:1`);
      if (!theme.startsWith('high')) return;
      await page.locator('#live:not(:empty)').waitFor();
      const border = await lineContrast(page, '#live', 'borderTopColor', '#live');
      assert.ok(border >= 3, `the border of messages has ${border.toFixed(2)}:1`);
    });
  }

  it('is walked through with the tab key in reading order, the focus always seen', async () => {
    const { page } = await show();
    const walked = await walkWithTab(page, () => page.keyboard.press('Tab'));
    assert.deepEqual(walked, [
      'Previous paper',
      'Next paper',
      'Previous match',
      'Next match',
      'Keep Open',
      ...Array.from({ length: 12 }, (_, at) => `Author Number${at}`),
      'and 588 more',
      'Copy names',
      'Follow…',
      'Vision',
      'Open Folder',
      'Copy BibTeX',
      'Save',
      'Mark as Read',
      'Copy Link',
      'Full Text',
      'arXiv',
      'Open Note',
      'vision',
      'language',
      'a/b',
      'Open Folder /home/me/b',
      'Reveal /home/me/b',
      'Clone a/b',
      'Look into Repository a/b',
      'Copy URL of a/b',
      'c/d',
      'Clone c/d',
      'Look into Repository c/d',
      'Copy URL of c/d',
      'arXiv',
      'Project page',
      'Copy BibTeX entry',
      'BibTeX entry',
      'Another paper',
    ]);
  });

  it('opens the whole list of authors in its place, and closes it again, by key', async () => {
    const { page } = await show();
    const last = page.getByText('Author Number599', { exact: true });
    const more = page.locator('.more summary');
    await more.focus();
    await page.keyboard.press('Enter');
    assert.equal(await last.isVisible(), true);
    assert.match(
      await page.locator('.authors').innerText(),
      /Author Number11, and 588 more: Author Number12, /,
    );
    assert.equal(await more.evaluate((element) => element === document.activeElement), true);
    await page.keyboard.press('Enter');
    assert.equal(await last.isVisible(), false);
  });

  it('sends the host the requests of its buttons', async () => {
    const { page, messages } = await show();
    const paperId = whole.id;
    await page.getByRole('button', { name: 'Clone c/d' }).click();
    await page.getByRole('button', { name: 'Next paper' }).press('Enter');
    await page.locator('h1').dblclick();
    assert.deepEqual(await messages(), [
      { type: 'ready', revision: 1 },
      { type: 'clone', paperId, repository: 'https://github.com/c/d/tree/main/x/y' },
      { type: 'step', by: 1 },
      { type: 'keep' },
    ]);
  });

  it('every button has a tooltip', async () => {
    const { page } = await show();
    const untold = page.locator('vscode-button:not([title]), vscode-button[title=""], a:not([title])');
    assert.equal(await untold.count(), 0);
  });

  it('steps through the marked words and says where it is', async () => {
    const { page } = await show();
    const current = () =>
      page.locator('mark.current').evaluateAll((marks) => marks.map((mark) => mark.textContent));
    await page.getByRole('button', { name: 'Previous match' }).click();
    assert.deepEqual(await current(), ['Vision']);
    await until('the live region', async () =>
      (await page.locator('#live').innerText()).startsWith('14 / 14'),
    );
    await page.getByRole('button', { name: 'Next match' }).click();
    assert.deepEqual(await current(), ['vision']);
    await until('the live region', async () =>
      (await page.locator('#live').innerText()).startsWith('1 / 14'),
    );
  });

  it('shows what the host sends, keeps the focus, and announces it', async () => {
    const { page } = await show();
    await page.getByRole('button', { name: 'Next paper' }).focus();
    const state = stateOf(whole, { list: [], preview: false });
    await page.evaluate((message) => window.postMessage(message), {
      type: 'show',
      revision: 2,
      state,
      regions: [
        {
          name: 'place',
          html: '<vscode-button data-message=\'{"type":"step","by":1}\'>Next</vscode-button>',
        },
      ],
      arrival: 'Another paper',
    });
    await until('the sentence', async () => (await page.locator('#live').innerText()) === 'Another paper');
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Next');
    const kept = await page.evaluate(() => sessionStorage.getItem('state'));
    assert.deepEqual(JSON.parse(kept ?? ''), { ...state, scroll: 0 });
  });

  it('keeps an opened list of authors and the focus on it when the head changes', async () => {
    const { page } = await show();
    const isOpen = (): Promise<boolean> =>
      page
        .locator('details.more')
        .evaluate((details) => details instanceof HTMLDetailsElement && details.open);
    await page.locator('.more summary').focus();
    await page.keyboard.press('Enter');
    const saved = { cloned: false, saved: true, unread: true };
    await replace(page, wholeView({ stateOf: () => saved }));
    await page.getByRole('button', { name: 'Saved' }).waitFor();
    assert.equal(await isOpen(), true);
    assert.equal(await focusOf(page), 'and 588 more');
    await page.getByRole('button', { name: 'Author Number500', exact: true }).focus();
    await replace(page, wholeView());
    assert.equal(await focusOf(page), 'Author Number500');
    await page.locator('.more summary').click();
    await replace(page, wholeView({ stateOf: () => saved }));
    assert.deepEqual([await isOpen(), await focusOf(page)], [false, 'and 588 more']);
    // The list of another paper is closed.
    await page.keyboard.press('Enter');
    await replace(page, wholeView({ paper: { ...whole, id: '2' } }), 'Another paper');
    assert.equal(await isOpen(), false);
  });

  it('keeps the focus on a button whose action runs and ends, and sends its request once', async () => {
    const idle = { foldersOf: () => [] };
    const { page, messages } = await show(wholeView(idle));
    await page.getByRole('button', { name: 'Clone', exact: true }).focus();
    await page.keyboard.press('Enter');
    await replace(page, wholeView({ ...idle, isCloning: () => true }));
    assert.equal(await focusOf(page), 'Cloning…');
    await page.keyboard.press('Enter');
    await page.locator('#head').getByRole('button', { name: 'Cloning…' }).click({ force: true });
    const [repository] = whole.repositories;
    assert.deepEqual(await messages(), [
      { type: 'ready', revision: 1 },
      { type: 'clone', paperId: whole.id, repository: repository?.url },
    ]);
    await replace(page, wholeView({ foldersOf: () => ['/home/me/b'] }));
    assert.equal(await focusOf(page), 'Open Folder');
    // The same action is also on the main button, which comes first.
    await replace(page, wholeView(idle));
    await page.getByRole('button', { name: 'Clone a/b' }).focus();
    await replace(page, wholeView(idle));
    assert.equal(await page.evaluate(() => document.activeElement?.closest('section')?.id), 'repositories');
  });

  it('leaves Alt+Down and Alt+Up to VS Code instead of scrolling', async () => {
    const { page } = await show();
    const isKept = (key: string, altKey: boolean): Promise<boolean> =>
      page.evaluate((init) => !document.body.dispatchEvent(new KeyboardEvent('keydown', init)), {
        key,
        altKey,
        bubbles: true,
        cancelable: true,
      });
    for (const key of ['ArrowDown', 'ArrowUp']) {
      assert.ok(await isKept(key, true), key);
      assert.ok(!(await isKept(key, false)), key);
    }
  });

  it('comes back to the place that was read, as often as it is loaded again', async () => {
    const { page } = await show();
    // The browser would restore the position itself; an editor's frame does not.
    await page.evaluate(() => (history.scrollRestoration = 'manual'));
    await page.evaluate(() => window.scrollTo(0, 400));
    await until('the state', () =>
      page.evaluate(() => (sessionStorage.getItem('state') ?? '').includes('"scroll":400')),
    );
    for (let load = 0; load < 3; load++) {
      await page.reload();
      await frames(page, 4);
      assert.equal(await page.evaluate(() => window.scrollY), 400);
    }
  });

  it('can be read without script, and says what is missing', async () => {
    const { page } = await show(wholeView(), { scripts: false });
    for (const words of [
      SENTENCE.trim(),
      'Author Number0',
      'Clone',
      'Another paper',
      '@misc{number02026whole',
    ])
      assert.match(await page.locator('body').innerText(), new RegExp(words.replace(/[{]/, '\\$&')));
    await page.locator('#unready').waitFor({ state: 'visible' });
  });

  it('shows no message about missing scripts if the script runs', async () => {
    const { page } = await show();
    assert.equal(await page.locator('#unready').isVisible(), false);
  });

  it('shifts nothing after its first paint', async () => {
    const { page } = await show();
    assert.deepEqual(await shifts(page), []);
  });

  for (const theme of THEMES)
    it(`shifts nothing when its script comes after the first paint, in the ${theme} theme`, async () => {
      const beforeScript = (page: Page): Promise<void> => frames(page, 4);
      const { page } = await show(wholeView(), { theme, beforeScript });
      assert.deepEqual(await shifts(page), []);
    });

  it('shifts nothing when what came of the paper arrives while its end is in sight', async () => {
    const { page } = await show(wholeView(), { height: 700 });
    const filled = renderRegions(wholeView({ outcome: outcomeView })).filter(
      ({ name }) => name === 'outcome',
    );
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await frames(page, 2);
    const place = (): Promise<number> =>
      page.locator('#related h2').evaluate((heading) => heading.getBoundingClientRect().top);
    const before = await place();
    await page.evaluate((regions) => {
      const state = document.body.dataset['state'] ?? '{}';
      const message = {
        type: 'show',
        revision: 2,
        state: JSON.parse(state) as unknown,
        regions,
        context: '{}',
      };
      window.dispatchEvent(new MessageEvent('message', { data: message }));
    }, filled);
    await page.locator('#outcome table').waitFor();
    assert.equal(await place(), before);
    assert.deepEqual(await shifts(page), []);
  });

  it('shifts nothing when it is still parsed while the browser could paint', async () => {
    // The label of a button whose tag has arrived.
    const { page } = await show(wholeView(), { lateFrom: 'Vision</vscode-button>' });
    assert.deepEqual(await shifts(page), []);
  });

  it('has its size before its first paint', async () => {
    const { page } = await show();
    await page.addInitScript(() => {
      const measure = (): void => {
        const heights = [...document.querySelectorAll('section')].map(({ id, offsetHeight }) => [
          id,
          offsetHeight,
        ]);
        sessionStorage.setItem('heights', JSON.stringify(heights));
      };
      // The last line of the page's script sets this.
      const ready = new MutationObserver(() => {
        if (!document.body.classList.contains('ready')) return;
        ready.disconnect();
        measure();
      });
      ready.observe(document, { subtree: true, attributes: true, attributeFilter: ['class'] });
      addEventListener('measure', measure);
    });
    const heights = () => page.evaluate(() => sessionStorage.getItem('heights'));
    await page.reload();
    const first = await heights();
    await frames(page, 4);
    await page.evaluate(() => dispatchEvent(new Event('measure')));
    assert.equal(await heights(), first);
  });

  const sizes: readonly (readonly [name: string, options: ShowOptions])[] = [
    ['320 px wide', { width: 320 }],
    ['at 200 %', { width: 1000, zoom: 2 }],
    ['at 200 % in a narrow editor', { width: 640, zoom: 2 }],
    ['1600 px wide', { width: 1600 }],
  ];
  for (const [name, options] of sizes) {
    it(`never scrolls sideways ${name}`, async () => {
      const long = madePaper('1', { ...whole, title: `${'Pneumono'.repeat(20)} ${whole.title}` });
      const { page } = await show(wholeView({ paper: long }), options);
      const [scrollWidth, clientWidth] = await page.evaluate(() => {
        const root = document.documentElement;
        return [root.scrollWidth, root.clientWidth] as const;
      });
      assert.ok(scrollWidth <= clientWidth, `${scrollWidth} > ${clientWidth}`);
    });
  }

  it('breaks no word of a long heading in a narrow page', async () => {
    const german = readJson(inProject('l10n/bundle.l10n.de.json')) as Record<string, string>;
    const { page } = await show(wholeView({ t: (message) => german[message] ?? message }), { width: 250 });
    const heading = page.getByRole('heading', { name: 'KI-Zusammenfassung' });
    const lines = await heading.evaluate((element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      return range.getClientRects().length;
    });
    assert.equal(lines, 1);
  });

  it('has the code beside the first region below the head, whatever is hidden', async () => {
    const { page } = await show(wholeView({ state: stateOf(whole), note: undefined }), { width: 1600 });
    const topOf = async (region: string): Promise<number> =>
      (await page.locator(region).boundingBox())?.y ?? -1;
    assert.ok(Math.abs((await topOf('aside')) - (await topOf('#abstract'))) < 2);
    assert.ok((await topOf('#head')) < (await topOf('#abstract')));
  });

  it('shows what runs in words of full contrast, and PDF beside arXiv', async () => {
    const pdfLink = { kind: 'pdf', url: 'https://arxiv.org/pdf/2109.00859' } as const;
    const paper = { ...whole, links: [...whole.links, pdfLink] };
    for (const width of [980, 600, 350]) {
      const { page } = await show(wholeView({ paper, isCloning: () => true, foldersOf: () => [] }), {
        width,
      });
      const running = await page
        .locator('vscode-button[aria-disabled="true"]', { hasText: 'Cloning…' })
        .evaluateAll((buttons) => buttons.map((button) => getComputedStyle(button).opacity));
      // The main button and one for each repository.
      assert.deepEqual(running, ['1', '1', '1']);
      // The main button looks like the others, also below the mouse.
      await page.locator('#head vscode-button', { hasText: 'Cloning…' }).hover({ force: true });
      const looks = await page
        .locator('#head vscode-button')
        .filter({ hasText: /Cloning…|Copy BibTeX/ })
        .evaluateAll((buttons) => buttons.map((button) => getComputedStyle(button).backgroundColor));
      assert.equal(looks[0], looks[1]);
      const [pdf, arxiv] = await page.locator('.addresses a').all();
      assert.equal((await pdf?.boundingBox())?.y, (await arxiv?.boundingBox())?.y, `${width} px`);
      await shown?.close();
    }
    shown = undefined;
  });

  it('keeps the abstract to lines that can be read', async () => {
    const { page } = await show(wholeView(), { width: 1600 });
    const letters = await page
      .locator('.prose')
      .first()
      .evaluate((element) => {
        const range = document.createRange();
        range.selectNodeContents(element);
        const lines = new Set(
          [...range.getClientRects()].map(({ top, height }) => Math.round((top + height / 2) / 12)),
        ).size;
        return element.textContent.length / lines;
      });
    assert.ok(letters > 55 && letters < 85, `${letters} letters in a line`);
  });

  it('lets a text run from right to left', async () => {
    const paper = madePaper('1', {
      title: 'مقالة عن الرؤية',
      abstract: 'هذا ملخص المقالة.',
      authors: ['آدا', 'Ben'],
    });
    const { page } = await show(viewOf(paper));
    for (const part of ['h1', '.prose'])
      assert.equal(
        await page
          .locator(part)
          .first()
          .evaluate((element) => element.matches(':dir(rtl)')),
        true,
      );
    assert.equal(
      await page
        .locator('h2')
        .first()
        .evaluate((element) => element.matches(':dir(ltr)')),
      true,
    );
  });

  it('typesets mathematics, and shows other dollars as text', async () => {
    const abstract = 'Half of it is \\(\\frac{1}{2}\\) and \\(\\nothing{1}\\) is left.';
    const paper = madePaper('1', { abstract: 'Half of it is ½ and nothing1 is left.', tex: { abstract } });
    const { page, incidents } = await show(
      viewOf(paper, { renderText: textRenderer('', await loadMathRenderer()) }),
    );
    const fraction = await page.locator('.prose mfrac').boundingBox();
    const digit = await page.locator('.prose mfrac mn').first().boundingBox();
    assert.ok(fraction && digit && fraction.height > digit.height * 1.5);
    assert.match(await page.locator('.prose').innerText(), /^Half of it is .* and .*1.* is left\.$/s);
    assert.deepEqual(incidents, []);
  });

  it('lets a formula that is wider than the page scroll, by key too, and no other one', async () => {
    const sum = Array.from({ length: 30 }, (_, at) => `x_{${at}}`).join(' + ');
    const title = `Bounds of $${sum}$`;
    const abstract = `At most $${sum}$ for a small $\\hat{x}_1$, and \\[${sum}\\] for all.`;
    const wide = madePaper('1', { title: 'Bounds', abstract: 'At most', tex: { title, abstract } });
    const renderText = textRenderer('', await loadMathRenderer());
    const { page } = await show(viewOf(wide, { renderText }), { width: 400 });
    const sizes = await page.evaluate(() => [
      document.documentElement.scrollWidth - document.documentElement.clientWidth,
      ...[...document.querySelectorAll('math')].map(
        (formula) => formula.scrollWidth - formula.clientWidth > 100,
      ),
    ]);
    assert.deepEqual(sizes, [0, true, true, false, true]);
    const walked = await walkWithTab(page, () => page.keyboard.press('Tab'));
    const formulas = walked.filter((name) => /^x.*x/s.test(name));
    assert.equal(formulas.length, 3, walked.join('\n'));
    assert.ok(!formulas.some((name) => name.includes('(unseen)')), formulas.join('\n'));
  });

  it('treats hostile texts in every field as text', async () => {
    assert.ok(HOSTILE.length >= 40);
    // Only some per page, because this takes seconds. `page.test.ts` checks each one without a browser.
    for (let at = 0; at < HOSTILE.length; at += 8)
      await staysText(browser, HOSTILE.slice(at, at + 8).join(' '));
  });
});

/** Shows new contents, as the host sends them; with a sentence for another paper. */
async function replace(page: Page, view: PageView, arrival?: string): Promise<void> {
  const message = {
    type: 'show',
    revision: 2,
    state: view.state,
    regions: renderRegions(view),
    context: '{}',
  };
  await page.evaluate(
    (data) => void window.dispatchEvent(new MessageEvent('message', { data })),
    arrival === undefined ? message : { ...message, arrival },
  );
}

/** The text of the focused element. */
function focusOf(page: Page): Promise<string | undefined> {
  return page.evaluate(() => document.activeElement?.textContent.trim().slice(0, 40));
}

/**
 * Every layout shift so far, including the last frames: its size, and which element moved from where to
 * where.
 */
async function shifts(page: Page): Promise<readonly unknown[]> {
  await frames(page, 4);
  return page.evaluate(
    () =>
      new Promise<unknown[]>((resolve) => {
        const all: unknown[] = [];
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as LayoutShift[])
            all.push([
              entry.value,
              ...entry.sources.map(({ node, previousRect, currentRect }) => [
                (node instanceof Element ? node : node?.parentElement)?.outerHTML.slice(0, 200),
                previousRect,
                currentRect,
              ]),
            ]);
        }).observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => resolve(all), 500);
      }),
  );
}

/** An entry of the kind `layout-shift`, which the DOM's types lack. */
interface LayoutShift extends PerformanceEntry {
  readonly value: number;
  readonly sources: readonly {
    readonly node: Node | null;
    readonly previousRect: DOMRectReadOnly;
    readonly currentRect: DOMRectReadOnly;
  }[];
}

/** Waits until the page was painted that often: its buttons get their size some frames after loading. */
async function frames(page: Page, count: number): Promise<void> {
  for (let frame = 0; frame < count; frame++)
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
}

/** What only an executed hostile text could add to the page. */
const MADE = [
  'script:not([src^="https://page.test/"])',
  ...['img', 'iframe', 'object', 'embed', 'form', 'input', 'video', 'audio', 'base', 'template'],
  'a:not([href^="https://"])',
  ...['[onerror]', '[onload]', '[onfocus]', '[ontoggle]', '[style]', 'body [href^="javascript:"]'],
];

async function staysText(browser: Browser, text: string): Promise<void> {
  const { page, incidents, messages, close } = await showPage(
    browser,
    hostileView(text, await loadMathRenderer()),
  );
  const made = await page.evaluate((selectors) => {
    for (const element of document.body.querySelectorAll('*:not(vscode-button, vscode-button *)'))
      for (const event of ['click', 'mouseover', 'focus', 'toggle', 'error', 'load'])
        element.dispatchEvent(new Event(event));
    return selectors.filter((selector) => document.body.querySelector(selector));
  }, MADE);
  assert.deepEqual(made, [], text);
  assert.equal(await page.evaluate(() => 'pwned' in window), false, text);
  assert.deepEqual(incidents, [], text);
  assert.deepEqual(await messages(), [{ type: 'ready', revision: 1 }], text);
  await close();
}
