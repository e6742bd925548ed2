import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { longDay, shortDay } from '../../src/core/text/formatDate';
import { archiveMonths, feedDay, monthsBetween } from '../../src/core/feed/feedCalendar';
import { FEED_STATE, withProgress } from '../../src/library/sync/feedState';
import { JsonFile } from '../../src/library/store/jsonFile';
import { item2026 } from '../support/feed-items';
import { FeedServer } from '../support/feed-server';
import { hubText, madeUpSections } from '../support/hub-content';
import { silentLog } from '../support/log';
import { scratchFolder } from '../support/scratch.mjs';
import { startVSCode, until, type VSCode, type Window } from './driver';

const DAY = 86_400_000;
const today = feedDay(Date.now());
const yesterday = feedDay(Date.now() - DAY);
const thisMonth = today.slice(0, 7);
const daysAgo = (days: number): string => feedDay(Date.now() - days * DAY);

function age(window: Window): Promise<string> {
  return window.page.locator('.sidebar .pane-header', { hasText: 'Library' }).innerText();
}

describe('papers from the feed', () => {
  let feed: FeedServer;
  let code: VSCode;
  let window: Window;

  before(async () => {
    feed = await FeedServer.start();
    feed.days.set(yesterday, [item2026({ id: '2611.00001', day: yesterday, title: 'Quokka embeddings' })]);
    feed.days.set(today, [
      item2026({ id: '2611.00002', day: today, title: 'Wombat attention' }),
      item2026({ id: '2611.00003', day: today, title: 'Numbat decoding' }),
    ]);
    // The network is up but sends nothing until a test changes this.
    feed.fault = 'reset';
    code = await startVSCode({
      env: { HF_ENDPOINT: feed.endpoint },
      settings: { 'papers.network': 'manual' },
    });
    window = await code.open();
  });
  after(async () => {
    await code.stop();
    await feed.stop();
  });

  /** Title of a paper that only the search of the Hub finds. */
  const beyond = 'Zorilla gating';

  /** Waits until a search finds a title, or has results without it. */
  async function searched(title: string, there: boolean): Promise<void> {
    await window.command('Papers: Search');
    await window.type(title);
    await until(`${there ? 'an' : 'no'} answer ${title}`, async () => {
      const rows = await window.rows();
      const answered = rows.length > 0 && !rows.some(({ label }) => label.startsWith('Papers:'));
      return answered && rows.some(({ label }) => label === title) === there;
    });
    await window.dismiss();
  }

  it('are not requested at the start, which shows the digest', async () => {
    await window.openContainer('Daily Papers');
    await window.treeRow('Code');
    assert.deepEqual(feed.requests, []);
    assert.deepEqual(await window.toasts(), []);
  });

  it('do not change the library if they cannot be downloaded, and the message says why', async () => {
    await window.command('Papers: Refresh');
    const said = await window.toast('could not be reached');
    assert.match(said, /The newest paper is from 3 Nov 2025/);
    await window.treeRow('Code');
  });

  it('are not taken from a network that asks to sign in', async () => {
    feed.fault = 'html';
    await window.toastButton('could not be reached', 'Try Again');
    await window.toast('This network may require you to sign in first');
  });

  it('arrive with a refresh, which can be stopped, and a search finds them', async () => {
    let free: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (free = resolve));
    feed.fault = 'ok';
    feed.before = () => held;
    await window.command('Papers: Refresh');
    // The buttons of a view are visible while the mouse is over it.
    await window.page.locator('.sidebar .pane-body').first().hover();
    await window.page.locator('.sidebar a.action-label[aria-label^="Stop Refreshing"]').click();
    await window.page.locator('.sidebar a.action-label[aria-label^="Refresh"]').click();
    feed.before = () => Promise.resolve();
    free();
    await window.toastButton('3 new papers', 'Show');
    await until('the open heading', async () => (await window.treeRow('New')).expanded);
    await window.treeRow('Wombat attention');
    await until('the age of the library', async () => (await age(window)).endsWith('· today'), {
      seen: () => age(window),
    });
    await searched('Wombat attention', true);
    await searched('Quokka embeddings', true);
  });

  it('show votes and AI-generated texts, on the page and in the tooltip', async () => {
    await window.command('Papers: Search');
    await window.type('Wombat attention');
    // Enter waits for the answer. Before it, the list shows the newest papers, and a click could hit another
    // row.
    await window.pressInBox('Enter');
    const page = await window.webview('h1:has-text("Wombat attention")');
    const text = await page.locator('main').innerText();
    for (const part of [
      '3 upvotes',
      '1 comment',
      '12 stars',
      'AI summary',
      'A short summary by a machine.',
    ]) {
      assert.ok(text.includes(part), `${part} is missing in ${text}`);
    }
    await page.getByRole('button', { name: 'made-up findings' }).waitFor();

    // Opening it has selected its row.
    const row = window.page.locator('.sidebar .monaco-list-row.selected', { hasText: 'Wombat attention' });
    const hover = window.page.locator('.monaco-hover', { hasText: 'AI summary' });
    // A row that is redrawn under the pointer shows no tooltip until the pointer comes back.
    await until('the tooltip', async () => {
      await window.page.mouse.move(0, 0);
      await row.hover();
      return hover.waitFor({ timeout: 5_000 }).then(
        () => true,
        () => false,
      );
    });
    assert.match(
      await hover.innerText(),
      /3 upvotes · 1 comment · 12 stars[\s\S]*AI keywords: made-up findings/,
    );
    await window.screenshot('page and tooltip');
  });

  it('appear in a second window automatically, with a badge and marked rows until the user looks', async () => {
    const other = await code.open();
    await other.openContainer('Daily Papers');
    await other.treeRow('Code');
    const badge = other.page.locator('.activitybar .badge[aria-label*="1 new paper"]');
    // Hides the library in both windows, because a visible library counts as seen.
    for (const one of [window, other]) await one.openContainer('Explorer');
    const title = 'Potoroo pruning';
    feed.days.set(today, [
      ...(feed.days.get(today) ?? []),
      item2026({ id: '2611.00004', day: today, title }),
    ]);
    await window.command('Papers: Refresh');
    await window.toast('1 new paper');
    await badge.waitFor();
    await other.openContainer('Daily Papers');
    await other.command('Papers: Filter Library…');
    await other.type(`"${title}"`);
    const row = await other.treeRow(title);
    assert.match(row.description, /· new\b/);
    assert.match(row.spoken, /\bnew\b/);
    await badge.waitFor({ state: 'detached' });
    // Looking at the list is not reading a paper: the row stays marked.
    assert.match((await other.treeRow(title)).description, /· new\b/);
    // Papers seen in one window are seen in all.
    await window.page.locator('.activitybar .badge[aria-label*="new paper"]').waitFor({ state: 'detached' });
    await window.openContainer('Daily Papers');
    await other.close();
  });

  it('are counted in a saved search until the user looks, and announced once', async () => {
    const [title, later] = ['Bilby routing', 'Bilby caching'] as const;
    const bring = (id: string, name: string): void => {
      const before = feed.days.get(today) ?? [];
      feed.days.set(today, [...before, item2026({ id, day: today, title: name })]);
    };
    await window.command('Papers: Search');
    await window.type('bilby');
    await window.page.locator('.quick-input-titlebar [aria-label^="Save this search"]').click();
    await window.page.locator('.quick-input-title', { hasText: 'Save Search' }).waitFor();
    await until('the offered name', async () => (await window.typed()) === 'bilby');
    await window.type('Bilbies');
    await window.pressInBox('Enter');
    await window.toastButton('Saved the search “Bilbies”', 'Show');
    assert.equal((await window.treeRow('Bilbies', 'Saved Searches')).description, 'bilby');
    const search = () => window.treeRow('Marsupials', 'Saved Searches');
    await window.contextMenu('Bilbies', 'Saved Searches');
    await window.menuEntry('Rename…');
    await until('the name to change', async () => (await window.typed()) === 'Bilbies');
    await window.type('Marsupials');
    await window.pressInBox('Enter');
    await search();
    await window.contextMenu('Marsupials', 'Saved Searches');
    await window.menuEntry('Notify Me of New Papers');
    await until('a search that notifies', async () =>
      (await search()).spoken.includes('shows a notification'),
    );
    await window.openContainer('Explorer');

    bring('2611.00011', title);
    await window.command('Papers: Refresh');
    await window.toast('1 new paper in “Marsupials”.');
    await window.page.locator('.activitybar .badge[aria-label*="1 new paper in saved searches"]').waitFor();
    bring('2611.00012', later);
    await window.command('Papers: Refresh');
    await window.page.locator('.activitybar .badge[aria-label*="2 new papers in saved searches"]').waitFor();
    const announced = (await window.toasts()).filter((text) => text.includes('new papers in “Marsupials”'));
    assert.deepEqual(announced, [], 'one a day is enough');

    // A restart keeps the count and shows no notification.
    await window.reload();
    await window.openContainer('Daily Papers');
    await until('the counted papers', async () => (await search()).description === '2 new · bilby');
    await window.screenshot('saved searches');
    assert.deepEqual(
      (await window.toasts()).filter((text) => text.includes('Marsupials')),
      [],
    );
    await window.clickTreeRow('Marsupials', 'Saved Searches');
    assert.match((await window.treeRow(title, 'Saved Searches')).description, /\bnew\b/);
    await until('the search to count as looked at', async () => (await search()).description === 'bilby');
    await window.clickTreeRow('Marsupials', 'Saved Searches');

    await window.contextMenu('Marsupials', 'Saved Searches');
    await window.menuEntry('Remove Saved Search');
    await window.toastButton('Removed the saved search “Marsupials”.', 'Undo');
    await until(
      'the search as it was',
      async () => (await search()).spoken.includes('Marsupials, no new papers, shows a notification'),
      { seen: search },
    );
  });

  it('are browsed day by day', async () => {
    const opened = (day: string) =>
      until(`the open ${day}`, async () => {
        const selected = window.page.locator('.sidebar .monaco-list-row.selected[aria-expanded="true"]');
        return (await selected.locator('.label-name').allInnerTexts()).includes(shortDay(day, 'en'));
      });
    await window.command('Papers: Previous Day');
    await opened(today);
    await window.treeRow('Wombat attention');
    // The view's buttons are visible while the mouse is over it.
    await window.page.locator('.sidebar .pane', { hasText: 'Wombat attention' }).hover();
    await window.page.locator('.sidebar a.action-label[aria-label^="Previous Day"]').click();
    await opened(yesterday);
    await window.treeRow('Quokka embeddings');
    // A day that was only visited closes again.
    await until(
      `the closed ${today}`,
      async () => (await window.treeRow(shortDay(today, 'en'))).expanded === false,
    );
    await window.command('Papers: Next Day');
    await opened(today);
    await window.command('Papers: Next Day');
    await window.toast(`${longDay(today, 'en')} is the last day with papers here.`);
  });

  it('are saved and browsed with single keys, in the library by day and on the page, with Undo', async () => {
    const title = 'Quokka embeddings';
    const marked = (mark: 'saved' | 'read', is: boolean): Promise<unknown> =>
      until(
        `a row that is ${is ? '' : 'not '}${mark}`,
        async () => new RegExp(`, ${mark}\\b`).test((await window.treeRow(title)).spoken) === is,
      );
    const saved = (is: boolean): Promise<unknown> => marked('saved', is);
    await window.command('Papers: Previous Day');
    await window.treeRow(title);
    // The command moves the focus to the row of the day, after it has opened the row.
    const day = window.page.locator('.sidebar .monaco-list:focus-within .monaco-list-row.focused', {
      hasText: shortDay(yesterday, 'en'),
    });
    await day.waitFor();
    await window.press('n');
    await until('the first paper of the day', async () =>
      (await window.page.locator('.sidebar .monaco-list-row.selected').allInnerTexts())
        .join()
        .includes(title),
    );
    await window.press('s');
    await saved(true);
    await window.press('u');
    await saved(false);
    await window.press('d');
    await marked('read', true);
    await window.press('u');
    await marked('read', false);
    await window.clickTreeRow(title);
    // The page that was open before also has a heading.
    const page = await window.webview(`h1:has-text("${title}")`);
    await window.pressInWebview('s');
    await page.locator('vscode-button[aria-pressed="true"]', { hasText: 'Saved' }).waitFor();
    await saved(true);
    await window.pressInWebview('u');
    await page.locator('vscode-button[aria-pressed="false"]', { hasText: 'Save' }).waitFor();
    await saved(false);
    await window.pressInWebview('d');
    await marked('read', true);
    await window.pressInWebview('u');
    await marked('read', false);
  });

  it('that the library lacks are found on request and shown from the response', async () => {
    const title = beyond;
    feed.content.searches.set('zorilla', [item2026({ id: '2612.00050', title })]);
    feed.fault = 'html';
    feed.requests.length = 0;
    await window.command('Papers: Search');
    await window.type('zorilla');
    await window.row('Search Hugging Face for “zorilla”');
    assert.deepEqual(feed.requests, []);
    await window.pressInBox('Control+Shift+Enter');
    assert.match((await window.row(/could not be searched/)).detail, /may require you to sign in first/);
    feed.fault = 'ok';
    await window.pick(/could not be searched/);
    await window.row(title);
    await window.screenshot('beyond the library');
    await window.pick(title);
    const page = await window.webview(`h1:has-text("${title}")`);
    await page.locator('.not-kept', { hasText: 'not in your library' }).waitFor();
  });

  it('are still there after a restart without a network', async () => {
    feed.fault = 'reset';
    feed.requests.length = 0;
    await window.reload(/2612\.00050/);
    await searched('Numbat decoding', true);
    // A paper beyond the library is shown from the answer again, until it is saved and so kept.
    const page = await window.webview(`h1:has-text("${beyond}")`);
    await page.locator('.not-kept', { hasText: 'not in your library' }).waitFor();
    await page.locator('vscode-button', { hasText: /^\s*Save\s*$/ }).click();
    await page.locator('.facts', { hasText: 'Added by you' }).waitFor();
    await page.locator('.not-kept').waitFor({ state: 'detached' });
    await searched(beyond, true);
    assert.deepEqual(feed.requests, []);
  });

  it('are downloaded by month, and a stopped download continues where it stopped', async () => {
    feed.fault = 'ok';
    let free: () => void = () => undefined;
    let waited = false;
    const held = new Promise<void>((resolve) => (free = resolve));
    // Every month has a paper except the current one, and one that this feed lacks.
    for (const month of archiveMonths(today).filter((one) => one !== thisMonth && one !== '2023-07')) {
      const day = `${month}-15`;
      const title = month === '2024-01' ? 'Bilby sampling' : `Bandicoots of ${month}`;
      feed.days.set(day, [item2026({ id: `${month.slice(2).replace('-', '')}.00007`, day, title })]);
    }
    feed.before = (url) => (url.searchParams.get('month') === '2024-06' ? held : Promise.resolve());
    await window.command('Papers: Download Archive…');
    await window.pick('All months');
    await window.toast('June 2024');
    const bar = window.page.locator('.notification-toast', { hasText: 'Downloading papers' });
    await bar.locator('.monaco-button', { hasText: 'Cancel' }).click();
    await window.toast('The download was stopped');
    free();
    const asked = feed.requests.filter((request) => request.includes('month=')).length;
    assert.ok(asked > 10, `${asked} months`);
    await searched('Bilby sampling', false);

    feed.before = (url) => {
      if (url.searchParams.get('month') === '2024-03' && !waited) {
        waited = true;
        feed.next.push({ status: 429, headers: { 'retry-after': '4' } });
      }
      return Promise.resolve();
    };
    feed.requests.length = 0;
    await window.toastButton('The download was stopped', 'Continue');
    await window.toast(/March 2024 .* limits requests; continuing at \d/);
    await window.toast(
      /^\d+ new papers\. No papers were downloaded for July 2023\. The next download tries it again\.$/,
    );
    feed.before = () => Promise.resolve();
    const months = feed.requests.map((request) => /month=([\d-]+)/.exec(request)?.[1]);
    assert.ok(months.includes('2024-06') && months.at(-1) === '2023-05');
    assert.ok(
      months.every((month) => month === thisMonth || (month ?? '') <= '2024-06'),
      months.join(),
    );
    await searched('Bilby sampling', true);
  });

  it('of a downloaded month are downloaded again if the user chooses it, for newer votes', async () => {
    const day = '2024-01-15';
    feed.days.set(day, [item2026({ id: '2401.00007', day, title: 'Bilby sampling', upvotes: 4242 })]);
    feed.requests.length = 0;
    await window.command('Papers: Download Archive…');
    await window.pick('Choose months…');
    await window.type('January 2024');
    const row = await window.row('January 2024');
    assert.match(row.description, /^downloaded; choose it for newer votes/);
    await window.pick('January 2024');
    await window.pressInBox('Enter');
    await window.toast('0 new papers, 1 updated.');
    assert.deepEqual(feed.requests, ['/api/daily_papers?month=2024-01&limit=100']);
  });

  it('that were skipped after a long absence are named, with a button to download them', async () => {
    const folder = path.join(code.dataFolder, 'data/User/globalStorage/daily-papers.daily-papers');
    const state = new JsonFile(path.join(folder, 'feed.json'), FEED_STATE, silentLog);
    const readTo = daysAgo(130);
    await state.update((old) => withProgress(old, feed.endpoint, () => ({ readTo, months: [] })));
    feed.requests.length = 0;
    await window.command('Notifications: Clear All Notifications');
    await window.command('Papers: Refresh');
    const said = await window.toast('are not downloaded yet.');
    const [from, to] = [daysAgo(129), daysAgo(14)];
    for (const day of [from, to]) assert.ok(said.includes(shortDay(day, 'en')), said);
    await window.toastButton('are not downloaded yet.', 'Download');
    const months = monthsBetween(from, to);
    const asked = (): readonly string[] => feed.requests.filter((request) => request.includes('month='));
    await until('the months', () => Promise.resolve(asked().length === months.length), {
      seen: () => Promise.resolve(asked()),
    });
    assert.deepEqual(
      asked(),
      months.map((month) => `/api/daily_papers?month=${month}&limit=100`),
    );
    // The result of the download. VS Code shows at most three toasts in 0.8 s, so without this wait the next
    // test's message may be missing.
    await window.toast(/^\d+ new papers?\b(?!.*are not downloaded yet)/s);
  });

  async function importFile(file: string): Promise<void> {
    await window.command('Papers: Import Papers from File…');
    await window.chooseFile(file, 'Import');
  }

  it('are imported from a file, and removed by Undo', async () => {
    const file = path.join(scratchFolder('import'), 'saved answer.json');
    const title = 'Bettong pruning';
    writeFileSync(file, JSON.stringify([item2026({ id: '2501.00001', title }), { paper: 'none' }]));
    const load = async (): Promise<void> => {
      await importFile(file);
      const said = await window.toast('saved answer.json: 1 paper was read.');
      assert.match(said, /1 place could not be read; the log names it\. 1 new paper\./);
    };
    await load();
    await searched(title, true);
    await window.toastButton('1 paper was read', 'Undo');
    await window.toast('1 paper was removed.');
    await searched(title, false);

    await load();
    await window.command('Papers: Remove Imported Papers…');
    await window.pick('saved answer.json');
    await window.pressInBox('Enter');
    await searched(title, false);
  });

  it('stay if an undone import contained them too', async () => {
    const file = path.join(scratchFolder('import'), 'again.json');
    const [id, title] = ['2501.00002', 'Numbat retrieval'];
    writeFileSync(file, JSON.stringify([item2026({ id, title })]));
    await importFile(file);
    await window.toast('again.json: 1 paper was read. 1 new paper.');
    feed.days.set(today, [...(feed.days.get(today) ?? []), item2026({ id, title, day: today })]);
    await window.command('Papers: Refresh');
    await window.toast(/1 updated\./);
    await window.toastButton('1 paper was read', 'Undo');
    await window.toast('Its papers stay, because other sources contain them as well.');
    await searched(title, true);
  });

  it('are added one by one from a row of the search box, and their text opens in a tab and is found after a restart', async () => {
    const id = '2612.00042';
    feed.fault = 'ok';
    feed.content.papers.set(id, item2026({ id, title: 'Bandicoot addition' })['paper']);
    feed.content.texts.set(id, hubText(id, 'Bandicoot addition', madeUpSections('bandicoots')));
    await window.command('Papers: Search');
    await window.type(`https://arxiv.org/abs/${id}`);
    await window.pick(`Add ${id} to the library`);
    const page = await window.webview('h1:has-text("Bandicoot addition")');
    await page.locator('.facts', { hasText: 'Added by you' }).waitFor();
    await page.locator('vscode-button', { hasText: 'Full Text' }).click();
    const text = await window.webview('h2:has-text("1 Introduction")');
    assert.match(
      await text.locator('blockquote').first().innerText(),
      new RegExp(`Full text of arXiv:${id}`),
    );
    await window.screenshot('full-text');

    // The text and its index are on this machine, so a search after a restart needs no network.
    feed.fault = 'reset';
    await window.reload();
    await window.command('Papers: Search');
    await window.type('text:"made up bandicoots"');
    const row = await window.row('Bandicoot addition');
    assert.match(row.detail, /We made up bandicoots/);
    await window.dismiss();

    await window.command('Papers: Remove Kept Texts…');
    await window.pick('Bandicoot addition');
    await window.pressInBox('Enter');
    const texts = path.join(code.dataFolder, 'data/User/globalStorage/daily-papers.daily-papers/texts');
    await until('no text on disk', () =>
      Promise.resolve(readdirSync(texts).every((name) => !name.includes(id))),
    );
    await window.command('Papers: Remove Kept Texts…');
    await window.toast('No text is kept on this machine.');
  });
});
