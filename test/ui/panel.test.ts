import assert from 'node:assert/strict';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { item2026 } from '../support/feed-items';
import { FeedServer } from '../support/feed-server';
import { makeRepository } from '../support/git-fixtures';
import { startGitServer, type GitServer } from '../support/git-server';
import { HOSTILE } from '../support/hostile';
import { scratchFolder } from '../support/scratch.mjs';
import { emptyFolder, startVSCode, until, type VSCode, type Window } from './driver';

/** A refresh asks for the newest days. */
const DAY = new Date().toISOString().slice(0, 10);
const AUTHORS = Array.from({ length: 600 }, (_, at) => ({ name: `Author Number${at}`, hidden: false }));

/** Made-up papers of different shapes, as the feed sends them. */
const ITEMS = [
  item2026({
    id: '2603.00001',
    day: DAY,
    title: 'Zebrafish crowds',
    summary: 'Zebrafish in crowds. A zebrafish swims.',
    paper: { authors: AUTHORS },
  }),
  item2026({
    id: '2603.00002',
    day: DAY,
    title: 'Zebrafish maths',
    summary: 'A zebrafish needs \\(\\frac{1}{2}\\) of \\(n^2\\) steps.',
  }),
  item2026({
    id: '2603.00003',
    day: DAY,
    title: `Zebrafish ${HOSTILE[0] ?? ''} [x](command:workbench.action.quit)`,
    summary: `Zebrafish. ${HOSTILE.join(' ')}`,
    paper: { ai_summary: HOSTILE[4], ai_keywords: [HOSTILE[8], HOSTILE[29]] },
  }),
  item2026({
    id: '2603.00004',
    day: DAY,
    title: 'Zebrafish code',
    summary: 'More zebrafish: https://github.com/made-up/fins/tree/main/tail/fin.',
    paper: { authors: [], githubRepo: 'https://github.com/made-up/zebrafish' },
  }),
];

describe('page of a paper in VS Code', () => {
  let folder: string;
  let feed: FeedServer;
  let git: GitServer;
  let vscode: VSCode;
  let window: Window;
  before(async () => {
    feed = await FeedServer.start();
    feed.days.set(DAY, ITEMS);
    git = await startGitServer(scratchFolder('git'));
    makeRepository(git.root, 'github.com/made-up/zebrafish', [{ files: { 'README.md': '# Zebrafish\n' } }]);
    vscode = await startVSCode({
      env: git.environment,
      settings: { 'papers.huggingFace.endpoint': feed.endpoint },
    });
    folder = emptyFolder('aquarium');
    window = await vscode.open({ folder });
    await window.command('Papers: Refresh');
    await until('an answer of the feed', () => Promise.resolve(feed.requests.length > 0));
  });
  after(async () => {
    await vscode.stop();
    await feed.stop();
    await git.close();
  });
  afterEach(async () => {
    await window.page.keyboard.press('Escape');
    await window.command('View: Close All Editors');
  });

  const open = async (query: string, title: string | RegExp): Promise<void> => {
    await window.command('Papers: Search');
    await window.type(query);
    await window.row(title);
    const wanted = (label: string): boolean =>
      typeof title === 'string' ? label === title : title.test(label);
    await until('the row to be chosen', async () => {
      const chosen = (await window.rows()).find(({ focused }) => focused);
      if (chosen && wanted(chosen.label)) return true;
      await window.page.keyboard.press('ArrowDown');
      return false;
    });
    await window.page.keyboard.press('Enter');
    await window.quickInputClosed();
    await window.webview('h1');
  };
  const read = async (selector: string): Promise<string> =>
    (await window.webview(selector)).locator(selector).first().innerText();
  /** Waits for words on the page; its frame may be replaced meanwhile. */
  const reads = async (selector: string, words: RegExp): Promise<void> => {
    await until(
      `${String(words)} in ${selector}`,
      async () => words.test(await read(selector).catch(() => '')),
      {
        seen: () => read(selector),
      },
    );
  };

  it('shows a paper of the digest, with the papers that are related to it', async () => {
    await open('PROP representative words prediction', /^PROP/);
    assert.match(await read('h1'), /^PROP: Pre-training with Representative Words Prediction/);
    assert.match(await read('#head'), /Jiafeng Guo/);
    assert.match(await read('#abstract'), /ad-hoc retrieval/);
    assert.match(await read('#citation'), /^BibTeX[^]*@\w+\{[^]*eprint/);
    await reads('#related', /^Related papers\s+B-PROP[^\n]*\s+Shares: /);
  });

  it('shows 600 authors, first some of them, and copies them all', async () => {
    await open('zebrafish crowds', 'Zebrafish crowds');
    assert.match(await read('.authors'), /Author Number11, and 588 more/);
    const page = await window.webview('h1');
    await page.locator('.more summary').click();
    assert.match(await read('.authors'), /Author Number599/);
    await page.getByRole('button', { name: 'Copy names' }).click();
    await until('600 names', async () => (await window.clipboard()).split(', ').length === 600);
    await reads('#live', /Copied 600 names/);
  });

  it('typesets mathematics', async () => {
    await open('zebrafish maths', 'Zebrafish maths');
    const page = await window.webview('.prose math mfrac');
    assert.equal(await page.locator('.prose math').count(), 2);
  });

  it('shows a hostile paper as text: nothing runs, nothing is asked for, no command is called', async () => {
    const asked: string[] = [];
    window.page.on('request', (request) => asked.push(request.url()));
    await open('zebrafish script', /^Zebrafish <script>/);
    const page = await window.webview('.prose');
    assert.match(await read('h1'), /<script>window\.pwned=1<\/script>/);
    assert.equal(await page.evaluate(() => 'pwned' in globalThis), false);
    assert.equal(await page.locator('main :is(script, img, iframe, form, input, style, link)').count(), 0);
    assert.deepEqual(
      asked.filter((url) => url.includes('evil.test')),
      [],
    );
    assert.equal(await window.page.locator('.monaco-workbench').count(), 1);
  });

  it('copies the BibTeX entry by button and by key', async () => {
    await open('PROP representative words prediction', /^PROP/);
    const page = await window.webview('h1');
    await page.getByRole('button', { name: 'Copy BibTeX', exact: true }).click();
    await until('the entry', async () => /^@\w+\{[^]*PROP[^]*\}\s*$/.test(await window.clipboard()));
    await reads('#live', /Copied the BibTeX entry/);
    await page.locator('body').press('Alt+L');
    await until('the link', async () => /^https:\/\/arxiv\.org\/abs\/\d/.test(await window.clipboard()));
  });

  it('marks what was searched for, and steps through it', async () => {
    await open('zebrafish crowds', 'Zebrafish crowds');
    const page = await window.webview('mark');
    const marks = (await page.locator('mark').allInnerTexts()).map((word) => word.toLowerCase());
    assert.deepEqual(marks, ['zebrafish', 'crowds', 'zebrafish', 'crowds', 'zebrafish']);
    await page.locator('h1').click();
    await window.page.keyboard.press('F3');
    await window.page.keyboard.press('F3');
    await reads('mark.current', /^crowds$/);
    await reads('#live', /^2 \/ 5/);
  });

  it('is searched with the find widget', async () => {
    await open('zebrafish crowds', 'Zebrafish crowds');
    const page = await window.webview('h1');
    await page.locator('h1').click();
    await window.page.keyboard.press('Control+F');
    const box = window.page.locator('.simple-find-part.visible .monaco-findInput input');
    await box.waitFor();
    await box.fill('swims');
    await box.press('Enter');
    await until('the word found', () => page.evaluate(() => getSelection()?.toString() === 'swims'));
  });

  it('goes to the next and the previous paper of the list, in one reused tab until it is kept', async () => {
    await window.command('Papers: Search');
    await window.type('zebrafish');
    await window.row('Zebrafish crowds');
    const listed = (await window.rows()).map(({ label }) => label);
    await window.pick(listed[0] ?? '');
    await reads('.place', /^\s*1 of /);
    const page = await window.webview('h1');
    await page.locator('h1').click();
    await window.page.keyboard.press('Alt+ArrowDown');
    await until('the second paper', async () => (await window.tabs()).length === 2);
    await reads('.place', /2 of /);
    await window.page.keyboard.press('Alt+ArrowDown');
    await reads('.place', /3 of /);
    assert.equal((await window.tabs()).length, 2);
    await window.page.keyboard.press('Alt+ArrowUp');
    await reads('.place', /2 of /);
    await (await window.webview('h1')).locator('h1').dblclick();
    await until('a kept page', async () => !(await read('.place')).includes('Keep Open'));
    await window.page.keyboard.press('Alt+ArrowDown');
    await reads('.place', /3 of /);
    assert.equal((await window.tabs()).length, 3);
  });

  it('opens one tab for a paper, however often it is opened', async () => {
    await open('zebrafish crowds', 'Zebrafish crowds');
    await open('zebrafish maths', 'Zebrafish maths');
    await open('zebrafish crowds', 'Zebrafish crowds');
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
    assert.equal(readFileSync(path.join(folder, 'zebrafish', 'README.md'), 'utf8'), '# Zebrafish\n');
    await reads('.cloned', /^Cloned into .*zebrafish/);
  });

  it('comes back after a reload: the paper, the place that was read, the marks, the list', async () => {
    await open('representative words prediction', /^PROP/);
    const place = await read('.place');
    await reads('#related', /Shares: /);
    await (await window.webview('h1')).evaluate(() => globalThis.scrollTo(0, 800));
    await window.reload(/scroll\W+800\b/);
    assert.match(await read('h1'), /^PROP/);
    assert.equal(await read('.place'), place);
    // The page is too short for that place before the related papers are there.
    await reads('#related', /Shares: /);
    const page = await window.webview('mark');
    await until('the place that was read', () => page.evaluate(() => globalThis.scrollY === 800), {
      seen: () => page.evaluate(() => globalThis.scrollY),
    });
    assert.equal((await window.tabs()).length, 1);
  });

  it('says what is missing when what was kept cannot be read, and comes back when its paper does', async () => {
    const late = '2603.00009';
    const kept: readonly (readonly [query: string, title: string, state: unknown])[] = [
      ['title:codet5', 'CodeT5', { id: '2109.00859', version: 0 }],
      ['title:electra', 'ELECTRA', 'a text'],
      ['title:traced', 'TRACED', { paperId: 'x'.repeat(100_000), list: Array(5000).fill('y') }],
      ['title:plip', 'PLIP', { paperId: ['2305.08386'], query: {}, list: 7, preview: 'no' }],
      ['title:mofi', 'MOFI', { paperId: late, query: 'late', list: [late], preview: false, scroll: 'x' }],
    ];
    for (const [query, title, state] of kept) {
      await open(query, new RegExp(`^${title}`));
      // The last that the page hears of by itself, and keeps its own state for.
      await reads('#related', /Shares: /);
      await window.keepWebviewState(state);
    }
    await window.reload(new RegExp(late));
    for (const [, title] of kept) {
      await window.showTab(title);
      await reads('h1', /^This paper is not in the library$/);
      assert.match(await read('#head'), new RegExp(`This tab showed “${title}`));
    }
    feed.days.set(DAY, [...ITEMS, item2026({ id: late, day: DAY, title: 'Zebrafish come late' })]);
    await (await window.webview('h1')).getByRole('button', { name: 'Refresh' }).click();
    await reads('h1', /^Zebrafish come late$/);
    await reads('mark', /^late$/);
    await window.showTab('CodeT5');
    await (await window.webview('h1')).getByRole('button', { name: 'Search' }).click();
    await window.pick(/^CodeT5/);
    await reads('h1', /^CodeT5/);
  });

  it('can be read when its script is gone, and says so', async () => {
    const extensions = path.join(vscode.dataFolder, 'extensions');
    const extension = readdirSync(extensions).find((name) => name.startsWith('daily-papers.daily-papers'));
    const folder = path.join(extensions, extension ?? '', 'dist/webview');
    for (const name of readdirSync(folder)) if (name.startsWith('page-')) rmSync(path.join(folder, name));
    await open('zebrafish maths', 'Zebrafish maths');
    assert.match(await read('#abstract'), /A zebrafish needs/);
    assert.match(await read('#head'), /Copy BibTeX/);
    await reads('#unready', /Reload the window/);
  });
});
