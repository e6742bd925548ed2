import assert from 'node:assert/strict';
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { emptyFolder, shared, startVSCode, until, type TreeRow, type VSCode, type Window } from './driver';

const PAPERS = 86;

const vscode = shared(() => startVSCode());

let library: Window | undefined;

async function openLibrary(): Promise<Window> {
  const window = await vscode.value.open({ folder: emptyFolder() });
  await window.openContainer('Daily Papers');
  await window.treeRow('Code');
  return window;
}

describe('library view', () => {
  vscode.use();
  let window: Window;

  before(async () => {
    window = library = await openLibrary();
  });

  it('spreads the digest over topics', async () => {
    const counts = headings(await window.tree()).map(({ description }) => Number(description));
    assert.ok(counts.length >= 10, `${counts.length} topics`);
    // A paper with several topics is under each of them.
    assert.ok(sum(counts) > PAPERS, `${sum(counts)} rows`);
    assert.ok(Math.max(...counts) <= PAPERS / 3, `largest topic: ${Math.max(...counts)}`);
  });

  it('says in its header how many papers there are and how they are arranged', async () => {
    const header = window.page.locator('.sidebar .pane-header', { hasText: 'Library' });
    await until(
      'the description',
      async () => (await header.innerText()).includes('86 papers · by topic · newest first'),
      { seen: () => header.innerText() },
    );
  });

  it('shows the age of every paper in a sidebar of 200 px, and reads its date once', async () => {
    await window.resizeSidebar(200);
    await window.openHeading('Code');
    const rows = await until('ages on all rows', async () => {
      const shown = await window.badges();
      return shown.length > 5 && shown.every(({ text }) => /\d[\dA-Za-z+]$/.test(text)) ? shown : undefined;
    });
    for (const { name, text, cut, spoken } of rows) {
      assert.equal(cut, 0, `${text} of ${name} is cut by ${cut} px`);
      assert.doesNotMatch(spoken, /\d[dwMy]\b/, 'the date is part of the label already');
    }
    await window.resizeSidebar(300);
    await window.clickTreeRow('Code');
    await isOpen(window, 'Code', false);
  });

  it('opens a topic and a paper by keyboard, and reads well', async () => {
    await window.clickTreeRow('Code');
    const row = await window.treeRow(/^CodeT5/);
    assert.match(row.spoken, /^CodeT5: .+, 2 September 2021, has code/);
    const [first] = (await window.tree()).filter(({ level }) => level === 2);
    await window.press('ArrowDown');
    const focused = window.page.locator('.sidebar .monaco-list-row.focused .label-name');
    await until('the focus on its row', async () => (await focused.allInnerTexts())[0] === first?.label);
    await window.press('Enter');
    await until('its tab', async () =>
      (await window.tabs()).some((tab) => first !== undefined && tab.startsWith(first.label.slice(0, 20))),
    );
  });

  it('keeps a preview at a double click on its row, also where it is open, in a tab with short title and icon', async () => {
    const row = (text: string) => window.page.locator('.sidebar .monaco-list-row', { hasText: text }).first();
    const tabs = (...titles: readonly string[]) =>
      until(
        titles.join(' and '),
        async () => (await window.tabs()).toSorted().join() === titles.toSorted().join(),
        { seen: () => window.tabs() },
      );
    await row('Identifier-aware').click();
    await tabs('CodeT5');
    // Longer than a double click, so the next one starts with an open page.
    await window.page.waitForTimeout(700);
    // The extension recognises a double click by the time between two requests, which a busy machine may
    // stretch. The user clicks again then.
    const page = await window.webview('h1:has-text("Identifier-aware")');
    await until('a kept page', async () => {
      await row('Identifier-aware').dblclick();
      return page
        .locator('vscode-button', { hasText: 'Keep Open' })
        .waitFor({ state: 'detached', timeout: 3_000 })
        .then(
          () => true,
          () => false,
        );
    });
    await row('Pre-training Code Representations').click();
    await tabs('CodeT5', 'GraphCodeBERT');
    // The previous page, which was active while this one opened, does not take the selection.
    await window.webview('h1:has-text("GraphCodeBERT")');
    await until('the clicked row to stay selected', async () => {
      const selected = window.page.locator('.sidebar .monaco-list-row.selected .label-name');
      return (await selected.allInnerTexts()).join() === 'GraphCodeBERT';
    });
    const icons = window.page
      .locator('.tabs-container .tab')
      .evaluateAll((found) =>
        found.map((tab) =>
          [...tab.querySelectorAll('*')]
            .flatMap((part) => [getComputedStyle(part), getComputedStyle(part, '::before')])
            .some(({ backgroundImage }) => /page-(?:dark|light)/.test(backgroundImage)),
        ),
      );
    assert.ok((await icons).every(Boolean), 'a tab has no icon');
    await window.command('View: Close All Editors');
  });

  it('keeps several rows selected when the page of one of them opens', async () => {
    const selected = window.page.locator('.sidebar .monaco-list-row.selected .label-name');
    await window.clickTreeRow(/^CodeT5/);
    await window.webview('h1:has-text("CodeT5")');
    await window.selectTreeRow(/^GraphCodeBERT/);
    await window.command('Papers: Search');
    await window.type('GraphCodeBERT');
    await window.pick(/^GraphCodeBERT/);
    await window.webview('h1:has-text("GraphCodeBERT")');
    // Nothing happens when the selection is kept, so there is nothing to wait for.
    await window.page.waitForTimeout(500);
    assert.deepEqual((await selected.allInnerTexts()).toSorted(), ['CodeT5', 'GraphCodeBERT']);
    await window.clickTreeRow(/^CodeT5/);
    await window.webview('h1:has-text("CodeT5")');
    await window.command('View: Close All Editors');
  });

  it('selects the row of a paper that is opened elsewhere, and closes the heading that it opened before', async () => {
    for (const [query, title, heading, before] of [
      ['zero-shot tokenizer transfer', 'Zero-Shot Tokenizer Transfer', 'Tokenization', undefined],
      ['representative words prediction', 'PROP', 'Retrieval', 'Tokenization'],
    ] as const) {
      await window.command('Papers: Search');
      await window.type(query);
      await window.pick(new RegExp(`^${title}`));
      await until('the selected row', async () => {
        const selected = window.page.locator('.sidebar .monaco-list-row.selected .label-name');
        return (await selected.allInnerTexts()).includes(title);
      });
      if (before !== undefined) await isOpen(window, before, false);
      assert.ok((await window.tree()).some(({ label, expanded }) => label.startsWith(heading) && expanded));
      // What the user opened stays open.
      await isOpen(window, 'Code', true);
    }
  });

  it('filters as one types, says how many, and clears with one click', async () => {
    await viewAction(window, 'Filter Library');
    await window.type('title:tokenizer');
    const found = await until('the count', async () => {
      const [, count] = /“title:tokenizer” · (\d+) papers?/.exec(await window.viewText()) ?? [];
      return count === undefined ? undefined : Number(count);
    });
    assert.ok(found > 1 && found < 10, `${found} papers`);
    await window.pressInBox('Enter');
    await window.quickInputClosed();
    // The message counts each paper once; a paper with several topics is under each of them.
    await until('the papers that were found', async () => {
      const rows = (await window.tree()).filter(({ level }) => level === 2).map(({ label }) => label);
      return new Set(rows).size === found;
    });
    await viewAction(window, 'Clear Filter');
    await window.treeRow('Reasoning');
    await until('no message', async () => !(await window.viewText()).includes('tokenizer”'));
    // Exactly the headings that were open before the filter are open again.
    await window.treeRow(/^CodeT5/);
    await isOpen(window, 'Reasoning', false);
  });

  it('shows all papers of a search that finds more than the search box lists', async () => {
    await window.command('View: Show Explorer');
    await window.command('Papers: Search');
    await window.type('has:code ');
    await until('the answer', async () => (await window.rows())[0]?.detail.includes('code'), {
      seen: () => window.rows(),
    });
    await until(
      'the last row',
      async () => {
        const rows = await window.rows();
        if (rows.some(({ focused, label }) => focused && label.includes('Show all in the library')))
          return true;
        // Up from the first row goes to the last. A better answer that arrives then activates the first row again.
        if (rows[0]?.focused) await window.pressInBox('ArrowUp');
        return false;
      },
      { seen: () => window.rows() },
    );
    await window.pressInBox('Enter');
    const shown = await until('the filter', async () => {
      const [, count] = /“has:code” · (\d+) papers/.exec(await window.viewText()) ?? [];
      return count === undefined ? undefined : Number(count);
    });
    assert.ok(shown > 50, `${shown} papers`);
    await viewAction(window, 'Clear Filter');
    await window.treeRow('Reasoning');
  });

  it('says what to do when no paper matches', async () => {
    await window.clickTreeRow('Code');
    await isOpen(window, 'Code', false);
    await viewAction(window, 'Filter Library');
    await window.type('topic:recommendation topic:three-d');
    const query = 'topic:recommendation topic:three-d';
    await until('the message', async () =>
      (await window.viewText()).includes(`No paper matches “${query}”.`),
    );
    await window.pressInBox('Enter');
    await window.quickInputClosed();
    await window.treeRow('Change Filter…');
    await window.clickTreeRow('Clear Filter');
    // Headings that were closed before the filter stay closed.
    await isOpen(window, 'Code', false);
    await window.clickTreeRow('Code');
    await isOpen(window, 'Code', true);
  });

  it('restores the filter from before when Escape cancels the box', async () => {
    const filtered = async (): Promise<string> => /“(.*)”/.exec(await window.viewText())?.[1] ?? '';
    await viewAction(window, 'Filter Library');
    await window.type('title:tokenizer');
    await until('the filter', async () => (await filtered()) === 'title:tokenizer');
    await window.pressInBox('Escape');
    await window.quickInputClosed();
    await until('no filter', async () => (await filtered()) === '');
    await viewAction(window, 'Filter Library');
    await window.type('tokenizer');
    await window.pressInBox('Enter');
    await window.quickInputClosed();
    await until('the filter that was entered at once', async () => (await filtered()) === 'tokenizer');
    await viewAction(window, 'Filter Library');
    await window.type('topic:code');
    await until('another filter', async () => (await filtered()) === 'topic:code');
    await window.pressInBox('Escape');
    await window.quickInputClosed();
    await until('the filter from before', async () => (await filtered()) === 'tokenizer');
    await viewAction(window, 'Clear Filter');
    await until('no filter', async () => (await filtered()) === '');
  });

  it('offers paper commands in a row’s menu, clone where there is code', async () => {
    // The tree scrolls to the paper of an open page.
    await window.command('View: Close All Editors');
    for (const [paper, hasCode] of [
      [/^Arctic-SnowCoder/, false],
      [/^CodeT5/, true],
    ] as const) {
      const entries = await window.contextMenu(paper);
      assert.ok(entries.includes('Open on arXiv') && entries.includes('Copy Link'), entries.join());
      assert.equal(entries.includes('Clone Repository'), hasCode, entries.join());
      await window.closeMenu();
    }
  });

  it('groups by month and by code, and remembers it for the window', async () => {
    await window.command('Papers: Group Library By…');
    assert.equal((await window.row('Topic')).description, 'current');
    await window.pick('With and without code');
    const withCode = await window.treeRow('With code');
    const without = await window.treeRow('Without code');
    assert.equal(Number(withCode.description) + Number(without.description), PAPERS);
    await window.command('Papers: Group Library By…');
    await window.pick('Month of publication');
    await window.treeRow('September 2025');
    await window.reload(/"groupBy":"month"/, 'daily-papers.daily-papers');
    await window.openContainer('Daily Papers');
    // If VS Code had not yet stored that the pages are closed, it opens them again, and the tree scrolls to their row.
    const tree = window.page.locator('.sidebar .pane-body .monaco-list').first();
    await until(
      'the newest month at the top',
      async () => {
        await tree.press('Home');
        return (await window.tree()).some(({ label }) => label === 'September 2025');
      },
      { seen: () => window.tree() },
    );
  });
});

describe('library view with topics of the settings', () => {
  vscode.use();
  let window: Window;

  before(async () => {
    const topics = [
      { id: 'bad', label: 'Bad' },
      { id: 'zebra', label: 'Zebrafish', query: 'zebrafish' },
      { id: 'tokens', label: 'My tokens', query: 'title:tokenizer' },
    ];
    window = library ?? (await openLibrary());
    vscode.value.configure({ 'papers.topics': topics });
    await window.reload();
    await window.openContainer('Daily Papers');
    await window.command('Papers: Group Library By…');
    await window.pick('Topic');
    await window.treeRow('My tokens');
  });
  after(async () => {
    await window.close();
    vscode.value.configure({ 'papers.topics': undefined });
  });

  it('names mistakes, with a way to the setting', async () => {
    const named = 'Topic “bad” has neither “query” nor “terms”. Topic “zebra” has no paper in the library.';
    await until('the mistakes', async () => (await window.viewText()).includes(named), {
      seen: () => window.viewText(),
    });
    await window.screenshot('topics with mistakes');
    await viewAction(window, 'Open Setting of Topics');
    await window.page.locator('.settings-editor').getByText('Built-in topics:').waitFor();
  });

  it('takes no paper away from the other topics', async () => {
    assert.equal((await window.treeRow('Tokenization')).description, '6');
    assert.equal((await window.treeRow('Code')).description, '6');
  });
});

describe('walkthrough', () => {
  vscode.use();
  let window: Window;

  before(async () => {
    window = await vscode.value.open();
    await window.command('Welcome: Open Walkthrough...');
    await window.type('Daily Papers');
    await window.pick(/Daily Papers/);
  });
  after(() => window.close());

  const step = (title: string) => window.page.locator('.getting-started-step', { hasText: title });

  it('opens the box with the query of a link, in a window that did not use the extension yet', async () => {
    await window.command('Developer: Open URL');
    await window.type('vscode://daily-papers.daily-papers/search?q=title%3Acodet5');
    await window.pressInBox('Enter');
    await window.dialog();
    await window.dialogButton('Open');
    await until('the query', async () => (await window.typed()) === 'title:codet5', {
      seen: () => window.typed(),
    });
    await window.row(/^CodeT5/);
    await window.dismiss();
  });

  it('shows a picture in the theme’s colours with each step', async () => {
    for (const [title, picture] of [
      ['Find a paper', 'A search box'],
      ['Browse the', 'The library'],
      ['Read a paper', 'The page'],
      ['Clone its code', 'A paper’s Clone button'],
      ['Cite it', 'A text with a citation'],
      ['Follow what', 'Days of papers'],
    ] as const) {
      await step(title).click();
      const shape = `svg[aria-label^="${picture}"] rect`;
      const frame = await window.webview(shape);
      const fill = await frame
        .locator(shape)
        .first()
        .evaluate((found) => getComputedStyle(found).fill);
      assert.notEqual(fill, 'rgb(0, 0, 0)', title);
      await window.screenshot(`walkthrough ${title}`);
    }
  });

  it('ticks a step off once it was taken', async () => {
    await step('Browse the').click();
    await step('Browse the').getByText('Open Library').click();
    await window.treeRow('Code');
    await step('Browse the').locator('.codicon.complete').waitFor();
    assert.equal(await step('Clone its code').locator('.codicon.complete').count(), 0);
  });

  it('opens a paper, and a file to cite it in, from the steps that say so', async () => {
    const walkthrough = (await window.tabs())[0] ?? '';
    // A paper opened from the search counts as read too.
    for (const [title, button] of [
      ['Find a paper', 'Search Papers'],
      ['Read a paper', 'Open a Paper'],
    ] as const) {
      await step(title).click();
      await step(title).getByText(button).click();
      await window.type('CodeT5 identifier');
      await window.row(/^CodeT5/);
      await window.pressInBox('Enter');
      await window.webview('h1:has-text("CodeT5")');
      await window.showTab(walkthrough);
      for (const done of ['Find a paper', 'Read a paper'])
        await step(done).locator('.codicon.complete').waitFor();
    }
    await step('Cite it').click();
    await step('Cite it').getByText('Insert Citation').click();
    await window.toastButton(/No text editor is active/, 'New Markdown File');
    await window.type('CodeT5 identifier');
    await window.row(/^CodeT5/);
    await window.screenshot('walkthrough cite');
    await window.dismiss();
    assert.ok((await window.tabs()).some((tab) => tab.includes('Untitled')));
  });
});

// The last group, because the files are not restored.
describe('library view without its files', () => {
  vscode.use();
  let window: Window | undefined;
  after(() => window?.close());

  for (const [what, files, says] of [
    // The file, and what the build read from it.
    [
      'the digest',
      ['seeds/daily-papers-2025-11-03.txt', 'dist/library/digest.jsonl'],
      /There are no papers here yet[\s\S]*Get New Papers/,
    ],
    ['the topics', ['seeds/topics.json', 'dist/library/topics.json'], /could not be loaded[\s\S]*Show Log/],
  ] as const) {
    it(`says what to do without ${what}`, async () => {
      for (const file of files) rmSync(path.join(installed(vscode.value), file));
      if (window) await window.reload();
      const shown = (window ??= await vscode.value.open());
      await shown.openContainer('Daily Papers');
      await until('the welcome text', async () => says.test(await shown.viewText()), {
        seen: () => shown.viewText(),
      });
    });
  }
});

function installed({ dataFolder }: VSCode): string {
  const folder = path.join(dataFolder, 'extensions');
  const name = readdirSync(folder).find((entry) => entry.startsWith('daily-papers.'));
  assert.ok(name, 'the extension is not installed');
  return path.join(folder, name);
}

async function viewAction(window: Window, title: string): Promise<void> {
  const pane = window.page.locator('.sidebar');
  await pane.locator('.pane-body').first().hover();
  await pane.locator(`a.action-label[aria-label^="${title}"]`).first().click();
}

/** Waits until a heading is open, or closed. */
async function isOpen(window: Window, heading: string, open: boolean): Promise<void> {
  await until(
    `${heading}, ${open ? 'open' : 'closed'}`,
    async () => (await window.treeRow(heading)).expanded === open,
  );
}

const headings = (rows: readonly TreeRow[]): readonly TreeRow[] =>
  rows.filter(({ level, expanded }) => level === 1 && expanded !== undefined);
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
