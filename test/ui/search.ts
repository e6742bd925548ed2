import assert from 'node:assert/strict';
import { PaperIndex } from '../../src/core/index/paperIndex';
import { parseQuery } from '../../src/core/query/parseQuery';
import { readBundledDigest } from '../../src/library/bundledDigest';
import { inProject } from '../support/project.mjs';
import { until, type Row, type Window } from './driver';
import { searchWindow } from './searchWindow';

describe('search in the palette', function () {
  searchWindow.use();
  let window: Window;

  before(() => {
    ({ window } = searchWindow.value);
  });

  beforeEach(async () => {
    await window.command('Papers: Search');
    // The rows of the command palette remain for a moment under the new box.
    await window.page.locator('.quick-input-widget input[placeholder^="Words, "]').waitFor();
    // The box shows the last query.
    await window.type('');
    await until('the newest papers', async () => (await window.rows())[0]?.detail.startsWith('2025-'), {
      seen: async () => [await window.typed(), ...(await window.rows()).map(({ label }) => label)],
    });
  });
  afterEach(async () => {
    await window.dismiss();
  });

  /** Waits until the first row's title begins with this text. */
  const first = (title: string): Promise<unknown> =>
    until(`"${title}" first`, async () => (await window.rows())[0]?.label.startsWith(title), {
      seen: async () => (await window.rows()).map(({ label }) => label),
    });
  /** Waits until a row is the active one, and returns it. */
  const active = (what: string, isWanted: (row: Row) => boolean): Promise<Row> =>
    until(
      `the active row: ${what}`,
      async () => (await window.rows()).find((row) => row.focused && isWanted(row)),
      { seen: () => window.rows() },
    );
  const press = (...keys: string[]): Promise<void> => window.pressInBox(...keys);

  it('lists the newest papers for an empty box', async () => {
    const dates = (await window.rows()).map(({ detail }) => detail.slice(0, 10));
    assert.ok(dates.length > 3);
    assert.deepEqual(dates, dates.toSorted().reverse());
  });

  it('is right after each step of typing, correcting, deleting and typing on', async () => {
    await window.typeOn('codet');
    await first('CodeT5');
    await window.typeOn('6');
    await first('CodeT5');
    await press('Backspace', 'Backspace', 'Backspace', 'Backspace', 'Backspace', 'Backspace');
    await window.typeOn('graphcode');
    await first('GraphCodeBERT');
    await press('Control+a', 'Backspace');
    const newest = await until('the newest papers', async () => {
      const [row] = await window.rows();
      return row?.detail.startsWith('2025') ? row : undefined;
    });
    assert.ok(newest.label !== '');
    await window.typeOn('electra');
    await first('ELECTRA');
  });

  it('shows date, topics, a code mark and why it matched, to eyes and ears', async () => {
    await window.type('codet5 understanding');
    await first('CodeT5');
    const row = await window.row(/^CodeT5/);
    assert.match(row.detail, /^2021-09-02 · code · .*understanding/);
    assert.equal(row.description, 'Code');
    assert.match(row.spoken, /CodeT5.*Code.*2021-09-02 · code/s);
  });

  it('lists the answers in the order of the index, not by where the label holds the words', async () => {
    const { papers } = await readBundledDigest({ folder: inProject('seeds'), l10n: { t: (text) => text } });
    const index = PaperIndex.of(papers);
    for (const text of ['training', 'data', 'language model']) {
      const best = index
        .search(parseQuery(text), { limit: 50, typing: true })
        .map(({ paper }) => paper.title);
      await window.type(text);
      const shown = async (): Promise<readonly string[]> => (await window.rows()).map(({ label }) => label);
      const wanted = best.slice(0, 5).join('\n');
      await until(
        `the first of ${best.slice(0, 5).join(', ')}`,
        async () => (await shown()).slice(0, 5).join('\n') === wanted,
        { seen: shown },
      );
    }
  });

  it('says a query in words and completes its keywords', async () => {
    await window.type('tokenization has:code');
    await until('the query in words', async () =>
      (await window.page.locator('.quick-input-title').innerText()).includes(
        'Papers about tokenization, with code',
      ),
    );
    await window.type('top');
    await window.row('topic:');
    await active('a paper', ({ detail }) => detail.startsWith('20'));
    await window.pick('topic:');
    await window.row('Tokenization');
    await until(
      'a half typed filter to be completed by Enter',
      async () => (await window.rows())[0]?.focused,
    );
    await window.type('topic:tok');
    // The list for `topic:` also has that row, further down. Enter completes only an answer to the current
    // text.
    await until('the completion', async () => {
      const [row] = await window.rows();
      return row?.label === 'Tokenization' && row.focused;
    });
    await press('Enter');
    await until('the completed query', async () => (await window.typed()) === 'topic:tokenization ');
    await until('papers on tokenization', async () =>
      (await window.rows()).every(({ description }) => description.includes('Tokenization')),
    );
  });

  it('widens a search with words of its best answers, and narrows it again', async () => {
    const toggle = (tooltip: string): Promise<void> =>
      window.page.locator(`.quick-input-titlebar [aria-label^="${tooltip}"]`).click();
    await window.type('tokenizer');
    await first('Zero-Shot Tokenizer Transfer');
    const counted = async (): Promise<number> =>
      Number(
        await window.page.locator('.quick-input-list .monaco-list-row').first().getAttribute('aria-setsize'),
      );
    const narrow = await counted();
    await toggle('Widen the search');
    await until('more answers', async () => (await counted()) > narrow);
    await window.page.locator('.quick-input-title', { hasText: 'widened' }).waitFor();
    await toggle('Search for these words only');
    await until('as many as before', async () => (await counted()) === narrow);
  });

  it('takes anything that is typed', async () => {
    for (const text of [
      '"(((',
      '~^*+-:',
      'title:',
      'x~99999999',
      '__proto__ constructor',
      'a:b:c',
      '\\'.repeat(300),
    ]) {
      await window.type(text);
      await until(`an answer to ${text}`, async () => (await window.rows()).length > 0);
      assert.ok(
        (await window.rows()).every(({ label }) => !label.includes('failed')),
        text,
      );
    }
  });

  it('says when nothing matches, and what to do', async () => {
    await window.type('title:zzzzqqqq');
    const row = await window.row(/No paper matches/);
    assert.match(row.detail, /fewer words/);
  });

  it('offers what was probably meant, and searches for it when that is chosen', async () => {
    await window.type('auther:clark electra');
    await window.row('author:clark');
    await window.pick('author:clark');
    await until('the corrected query', async () => (await window.typed()) === 'author:clark electra');
    await first('ELECTRA');
    await window.type('electra after:2020-13');
    const said = await window.row(/^after:2020-13 is not a date/);
    assert.match(said.detail, /2024-06-15/);
    await window.pick(said.label);
    assert.equal(await window.typed(), 'electra after:2020-13');
  });

  it('offers the query without the filter that leaves nothing', async () => {
    await window.type('electra year:2031 has:code');
    await window.row(/^No paper matches/);
    await active('Without year:2031', ({ label }) => label === 'Without year:2031');
    await press('Enter');
    await until('a query without it', async () => (await window.typed()) === 'electra has:code');
    await first('ELECTRA');
  });

  it('offers to read elsewhere what the library lacks', async () => {
    await window.type('https://arxiv.org/abs/2512.99999');
    await active('Add 2512.99999', ({ label }) => label === 'Add 2512.99999 to the library');
    await window.row('Open 2512.99999 on arXiv');
    assert.equal((await window.row(/^No paper matches/)).detail, 'This paper is not in your library.');
    await window.pick('Download Archive…');
    await window.row('All months');
  });

  it('opens what the text finds when Enter follows it without a pause', async () => {
    for (const [text, title] of [
      ['2109.00859', 'CodeT5: Identifier-aware'],
      ['electra', 'ELECTRA'],
      ['author:"yue wang" year:2021', 'CodeT5: Identifier-aware'],
    ] as const) {
      await window.pasteInBox(text);
      await press('Enter');
      await window.quickInputClosed();
      await until(`the page of ${text}`, async () => {
        const page = await window.webview('h1');
        if (!(await page.locator('h1').innerText()).startsWith(title)) return false;
        // A page takes the focus when it has loaded, even from a box that was opened meanwhile.
        return page.evaluate(() => document.hasFocus());
      });
      await window.command('Papers: Search');
      await until('the last query', async () => (await window.typed()) === text);
    }
  });

  it('is right when the text is typed key by key and Enter comes at once', async () => {
    await window.typeOn('graphcodebert');
    await press('Enter');
    await window.quickInputClosed();
    // A page takes the focus when it has loaded, even from the box of the next test.
    await window.webviewFocused('h1:has-text("GraphCodeBERT")');
  });

  it('offers the last query selected, so that typing replaces it', async () => {
    await window.type('electra');
    await first('ELECTRA');
    await press('Escape');
    await window.quickInputClosed();
    await window.command('Papers: Search');
    await until('the last query', async () => (await window.typed()) === 'electra');
    await first('ELECTRA');
    const selected = (): Promise<string> =>
      window.box.evaluate((element) => {
        const { value, selectionStart, selectionEnd } = element as HTMLInputElement;
        return value.slice(selectionStart ?? 0, selectionEnd ?? 0);
      });
    await until('the selected query', async () => (await selected()) === 'electra', { seen: selected });
    await window.typeOn('c');
    await until('one letter', async () => (await window.typed()) === 'c', { seen: () => window.typed() });
  });

  it('saves a paper from its row, and finds it by that', async () => {
    await window.type('electra');
    await first('ELECTRA');
    await window.rowButton(/^ELECTRA/, 'Save for later');
    await until('a saved row', async () => (await window.row(/^ELECTRA/)).detail.includes('· saved ·'));
    await window.type('is:saved');
    await until('only that paper', async () =>
      (await window.rows()).every(({ label }) => label.startsWith('ELECTRA')),
    );
    await window.rowButton(/^ELECTRA/, 'Saved');
    await window.row(/^No paper matches/);
  });

  it('picks a paper for a command that needs one', async () => {
    await press('Escape');
    await window.quickInputClosed();
    await window.command('View: Close All Editors');
    await window.command('Papers: Copy BibTeX');
    await window.page.locator('.quick-input-title', { hasText: 'Copy BibTeX' }).waitFor();
    await window.pasteInBox('2109.00859');
    await press('Enter');
    await window.quickInputClosed();
    await until('the entry', async () => (await window.clipboard()).includes('CodeT5'));
  });

  it('opens the paper with Enter, its words marked', async () => {
    await window.type('codet5');
    await first('CodeT5');
    await press('Enter');
    await window.quickInputClosed();
    const page = await window.webview('h1');
    assert.match(await page.locator('h1').innerText(), /^CodeT5: Identifier-aware/);
    assert.ok((await page.locator('mark').count()) > 0);
  });
});
