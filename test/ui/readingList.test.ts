import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ReadingMark } from '../../src/core/readingList/readingList';
import { SYNCED_MARKS } from '../../src/ids';
import { parseSyncedMarks } from '../../src/core/readingList/syncedMarks';
import { readBundledDigest } from '../../src/library/bundledDigest';
import { JsonFile } from '../../src/library/store/jsonFile';
import { tryLock } from '../../src/library/store/fileLock';
import { READING_FORMAT } from '../../src/library/store/readingMarks';
import { Random } from '../eval/random';
import { silentLog } from '../support/log';
import { inProject } from '../support/project.mjs';
import { complaints, emptyFolder, startVSCode, until, type VSCode, type Window } from './driver';
import { copySyncedState, storedState } from './syncedState';

const MARKS: readonly ReadingMark[] = ['saved', 'read'];
const COMMANDS = { saved: 'papers.toggleSaved', read: 'papers.toggleRead' };
/** Number of papers with keys that set their marks. */
const PAPERS = 12;
const TOGGLES = 200;

/** Returns the key that toggles a mark of one of those papers. */
const keyOf = (paper: number, mark: ReadingMark): string =>
  `${mark === 'saved' ? 'Control+Alt' : 'Shift+Alt'}+F${paper + 1}`;

describe('reading list', () => {
  let code: VSCode;
  let window: Window;
  let papers: readonly { readonly id: string; readonly title: string }[];

  before(async () => {
    const digest = await readBundledDigest({ folder: inProject('seeds'), l10n: { t: (text) => text } });
    papers = digest.papers.slice(0, PAPERS).map(({ id, title }) => ({ id, title }));
    code = await startVSCode({ keys: markKeys() });
    window = await code.open();
    await window.openContainer('Daily Papers');
    await window.clickTreeRow('Code');
    await window.clickTreeRow(/^CodeT5/);
    await window.webview('h1');
    await window.command('Papers: Save or Remove from Reading List');
  });
  after(() => code.stop());

  /** Keys that toggle the marks of the papers. */
  const markKeys = () =>
    papers.flatMap(({ id }, n) =>
      MARKS.map((mark) => ({ key: keyOf(n, mark), command: COMMANDS[mark], args: id })),
    );

  /** Saves one of the papers with keys; CodeT5 is already saved. */
  const save = (paper: number): Promise<void> => {
    const others = papers.filter(({ title }) => !title.startsWith('CodeT5'));
    return window.press(keyOf(papers.indexOf(others[paper] ?? { id: '', title: '' }), 'saved'));
  };

  const titles = async (): Promise<string[]> => (await window.tree('Reading List')).map(({ label }) => label);

  /** Waits for a description in the header of the list. */
  const described = (description: RegExp): Promise<unknown> =>
    until(
      `the description ${String(description)}`,
      async () => description.test(await window.viewDescription('Reading List')),
      { seen: () => window.viewDescription('Reading List') },
    );

  /** Shows only the list in the sidebar, so that all of it is visible. */
  async function showList(shown: Window): Promise<void> {
    await shown.openContainer('Daily Papers');
    for (const [view, open] of [
      ['Library', 'false'],
      ['Reading List', 'true'],
    ] as const) {
      const header = shown.page.locator('.sidebar .pane-header', { hasText: view });
      await header.waitFor();
      if ((await header.getAttribute('aria-expanded')) !== open) await header.click();
    }
    // A header under the pointer shows a hover, which covers rows.
    await shown.page.mouse.move(0, 0);
  }

  it('lists what was saved, also after a reload, and marks it as read', async () => {
    await showList(window);
    await window.treeRow(/^CodeT5/, 'Reading List');
    await window.reload();
    // A window without a folder may be restored with a closed sidebar.
    await showList(window);
    const row = await window.treeRow(/^CodeT5/, 'Reading List');
    assert.match(row.spoken, /unread$/);
    await window.treeRowButton(row.label, 'Mark as Read', 'Reading List');
    await until('the mark', async () => {
      const [marked] = await window.tree('Reading List');
      return marked?.spoken.endsWith(', read');
    });
    await described(/^1$/);
  });

  it('acts by key on its selected row, also when another page is open or none is', async () => {
    const other = papers.find(({ title }) => !title.startsWith('CodeT5'));
    for (const page of [other?.title, undefined]) {
      await showList(window);
      await window.clickTreeRow(/^CodeT5/, 'Reading List');
      await window.webview('h1');
      await window.command('View: Close All Editors');
      if (page !== undefined) {
        await window.command('Papers: Search');
        await window.type(page);
        await window.pick(page);
        await window.webviewFocused('h1');
      }
      await showList(window);
      await window.command('Daily Papers: Focus on Reading List View');
      await window.pressInTree('Reading List', 'Alt+B');
      await until('the entry of the selected paper', async () =>
        (await window.clipboard()).includes('CodeT5'),
      );
      await window.pressInTree('Reading List', 'Alt+L');
      await until('its link', async () => (await window.clipboard()).endsWith('/2109.00859'));
    }
    await window.command('View: Close All Editors');
  });

  it('is exported to a file, which later exports update, but not over an edit without a question', async () => {
    const file = path.join(emptyFolder('exported'), 'papers to read.md');
    const text = (): string => readFileSync(file, 'utf8');
    const command = 'Papers: Export Reading List…';
    await window.command(command);
    await window.pick('Markdown');
    await window.saveFile(file, 'OK');
    await window.page.locator('.tab.active', { hasText: 'papers to read.md' }).waitFor();
    assert.match(text(), /^- \[x\] \[CodeT5: Identifier-aware Unified Pre-trained Encoder-Decoder Models/);
    await window.command(command);
    await window.pick('Update papers to read.md');
    await window.toast('“papers to read.md” is up to date.');

    await save(1);
    await until('two rows', async () => (await titles()).length === 2, { seen: titles });
    await window.command(command);
    await window.pick('Update papers to read.md');
    await window.toast('“papers to read.md” was updated. Papers: 2, added: 1, removed: 0.');
    const updated = text();
    assert.equal(updated.trim().split('\n').length, 2);

    writeFileSync(file, `${updated}My notes\n`);
    for (const [button, expected] of [
      ['Cancel', `${updated}My notes\n`],
      ['Replace', updated],
    ] as const) {
      await window.command(command);
      await window.pick('Update papers to read.md');
      assert.match(await window.dialog(), /“papers to read\.md” was edited after its last export\./);
      await window.dialogButton(button);
      await until('the answer', async () => (await window.page.locator('.monaco-dialog-box').count()) === 0);
      await until(`the text after ${button}`, () => Promise.resolve(text() === expected));
    }
    await window.command('View: Close All Editors');
    await window.command('Notifications: Clear All Notifications');
  });

  it('removes the selected papers by key, and Undo brings back just them', async () => {
    await save(2);
    await showList(window);
    const before = await until('three rows', async () => {
      const all = await titles();
      return all.length === 3 ? all : undefined;
    });
    await described(/^3 \(\d unread\)$/);
    const [first = '', , third = ''] = before;
    await window.clickTreeRow(first, 'Reading List');
    await window.webview('h1');
    await window.selectTreeRow(third, 'Reading List');
    const menu = await window.contextMenu(third, 'Reading List');
    for (const entry of ['Export Papers…', 'Mark as Read', 'Remove from Reading List'])
      assert.ok(
        menu.some((title) => title.startsWith(entry)),
        `${entry} in ${menu.join()}`,
      );
    const unread = window.page.locator('.monaco-menu .action-menu-item', { hasText: 'Mark as Unread' });
    assert.equal(await unread.locator('.keybinding').innerText(), 'Shift+Alt+D');
    await window.closeMenu();
    await window.pressInTree('Reading List', 'Delete');
    await until('one row', async () => (await titles()).length === 1);
    // A change of another paper in the meantime stays.
    await save(3);
    await window.toastButton('2 papers were removed from the reading list.', 'Undo');
    await until('the rows', async () => {
      const all = await titles();
      return all.length === 4 && before.join() === all.slice(1).join();
    });
    await window.command('View: Close All Editors');
  });

  it('selects the row below a paper that was removed by key, the one above for the last', async () => {
    const chosen = window.page.locator('.sidebar .monaco-list-row.focused.selected .label-name');
    const selects = (title: string | undefined): Promise<unknown> =>
      until(`${String(title)} to be selected`, async () => (await chosen.allInnerTexts()).join() === title, {
        seen: () => chosen.allInnerTexts(),
      });
    const [first, second = '', third = '', fourth] = await titles();
    await window.clickTreeRow(third, 'Reading List');
    await window.webview('h1');
    await window.pressInTree('Reading List', 'Delete');
    await selects(fourth);
    await window.pressInTree('Reading List', 'Alt+S');
    await selects(second);
    assert.deepEqual(await titles(), [first, second]);
    await window.command('View: Close All Editors');
    await window.command('Notifications: Clear All Notifications');
  });

  it('no longer shows removed papers, and keeps the focus when a key removed the last', async () => {
    const [last = '', ...others] = await titles();
    for (const title of others) {
      await window.treeRowButton(title, 'Remove from Reading List', 'Reading List');
      await window.toast(/^Removed from the reading list: /);
      await until('one row less', async () => !(await titles()).includes(title));
      await window.command('Notifications: Clear All Notifications');
    }
    await window.clickTreeRow(last, 'Reading List');
    await window.webview('h1');
    await window.pressInTree('Reading List', 'Delete');
    await until('no row', async () => (await titles()).length === 0);
    const focused = window.page.locator('.sidebar .pane:focus-within .pane-header');
    await until('the focus in the empty list', async () => /^Reading List/i.test(await focused.innerText()), {
      seen: () => window.page.evaluate(() => document.activeElement?.outerHTML.slice(0, 300)),
    });
    await window.command('View: Close All Editors');
    await window.command('Notifications: Clear All Notifications');
  });

  describe('of two machines whose state Settings Sync copies', () => {
    let other: VSCode;
    let away: Window;

    before(async () => {
      // An hour behind, so that each of its changes is older than what it changes.
      other = await startVSCode({ keys: markKeys(), clockOffsetMs: -3_600_000 });
      away = await other.open();
      await showList(away);
    });
    after(() => other.stop());

    /** Waits until a window lists these papers, by number, and says which were read. */
    async function lists(shown: Window, ...expected: readonly string[]): Promise<void> {
      const seen = async (): Promise<string> =>
        (await shown.tree('Reading List'))
          .map(({ spoken }) => {
            const number = papers.findIndex(({ title }) => spoken.startsWith(`${title}, `));
            return `${number}${spoken.endsWith(', read') ? ' read' : ''}`;
          })
          .toSorted()
          .join();
      await until(`the list ${expected.join()}`, async () => (await seen()) === expected.join(), { seen });
    }

    /** Papers that are saved in the synced state, as `lists` names them. */
    async function synced(from: Window): Promise<string> {
      const marks = parseSyncedMarks((await storedState(from)).state[SYNCED_MARKS]);
      assert.ok(marks !== 'newer');
      return papers
        .flatMap(({ id }, number) => {
          const { saved, read } = marks.get(id) ?? {};
          return saved === undefined ? [] : [`${number}${read === undefined ? '' : ' read'}`];
        })
        .join();
    }

    /** Waits until the synced state of a window has these papers. VS Code stores it some time after a change. */
    async function stores(from: Window, ...expected: readonly string[]): Promise<void> {
      const seen = (): Promise<string> => synced(from);
      await until('the marks to be synced', async () => (await seen()) === expected.join(), { seen });
    }

    /** Copies the synced state once it has these papers, and loads the other window again. */
    async function sync(from: Window, to: Window, ...expected: readonly string[]): Promise<void> {
      await stores(from, ...expected);
      await copySyncedState(from, to);
      await to.reload();
      await showList(to);
    }

    it('meets without loss, also where both changed a mark and the clocks differ', async () => {
      await window.press(keyOf(1, 'saved'), keyOf(2, 'saved'), keyOf(3, 'saved'));
      await lists(window, '1', '2', '3');
      await sync(window, away, '1', '2', '3');
      assert.deepEqual((await storedState(window)).syncedKeys, [SYNCED_MARKS]);
      await lists(away, '1', '2', '3');

      // Removed there, and nothing newer here.
      await away.press(keyOf(1, 'saved'));
      // Removed and set again there, then removed here.
      await away.press(keyOf(2, 'saved'), keyOf(2, 'saved'));
      await away.press(keyOf(3, 'read'), keyOf(4, 'saved'));
      await lists(away, '2', '3 read', '4');
      await window.press(keyOf(2, 'saved'), keyOf(5, 'saved'));
      await lists(window, '1', '3', '5');
      // A state that VS Code stores later would replace the copied one.
      await stores(window, '1', '3', '5');

      // Replaces all that is synced here, as the machine that writes last does.
      await sync(away, window, '2', '3 read', '4');
      await lists(window, '3 read', '4', '5');
      await sync(window, away, '3 read', '4', '5');
      await lists(away, '3 read', '4', '5');
      const [here, there] = await Promise.all([window, away].map(storedState));
      assert.deepEqual(here?.state[SYNCED_MARKS], there?.state[SYNCED_MARKS]);
      const marks = parseSyncedMarks(here?.state[SYNCED_MARKS]);
      const savedAt = (number: number): string =>
        marks === 'newer' ? '' : (marks.get(papers[number]?.id ?? '')?.saved ?? '');
      assert.ok(savedAt(4) < savedAt(3), 'the other clock is behind');
      assert.deepEqual(complaints(other), []);
    });
  });

  describe('of several windows', () => {
    const storage = (): string =>
      path.join(code.dataFolder, 'data/User/globalStorage/daily-papers.daily-papers');

    /** Returns the stored marks of each paper: `saved`, `read`, `saved read` or nothing. */
    async function kept(): Promise<readonly string[]> {
      const file = path.join(storage(), 'reading-list.json');
      const list = await new JsonFile(file, READING_FORMAT, silentLog).read();
      return papers.map(({ id }) => MARKS.filter((mark) => list.get(id)?.[mark] !== undefined).join(' '));
    }

    /** Waits until a window lists the saved papers, and which of them are read. */
    async function lists(shown: Window, expected: readonly string[]): Promise<void> {
      const rows = papers.flatMap(({ title }, n) => {
        const marks = expected[n] ?? '';
        return marks.includes('saved') ? [`${marks.includes('read') ? 'read' : 'unread'} ${title}`] : [];
      });
      const seen = async (): Promise<string> =>
        (await shown.tree('Reading List'))
          .map(({ spoken }) => {
            const title = papers.find((paper) => spoken.startsWith(`${paper.title}, `))?.title ?? spoken;
            return `${spoken.endsWith(', read') ? 'read' : 'unread'} ${title}`;
          })
          .toSorted()
          .join('\n');
      const wanted = rows.toSorted().join('\n');
      await until('the same list', async () => (await seen()) === wanted, { within: 120_000, seen });
    }

    it('contains the marks of all windows, including a window that has closed', async () => {
      const [other, ghost] = await Promise.all([code.open(), code.open()]);
      const owners = [window, other, ghost];
      await Promise.all(owners.map(showList));
      // Each window toggles marks of its own papers, so the result does not depend on the order.
      const random = new Random(200);
      const presses = owners.map((): string[] => []);
      const before = await kept();
      await Promise.all(owners.map((owner) => lists(owner, before)));
      const marked = before.map((marks) => new Set(marks.split(' ').filter(Boolean)));
      for (let n = 0; n < TOGGLES; n += 1) {
        const paper = random.below(PAPERS);
        const mark = MARKS[random.below(2)] ?? 'saved';
        presses[paper % owners.length]?.push(keyOf(paper, mark));
        const marks = marked[paper];
        if (marks?.delete(mark) === false) marks.add(mark);
      }
      const union = marked.map((marks) => MARKS.filter((mark) => marks.has(mark)).join(' '));
      const press = (owner: Window): Promise<void> => owner.press(...(presses[owners.indexOf(owner)] ?? []));

      // The last marks of that window cannot be written before it is gone. VS Code's process for it continues
      // without the window. The extension waits 40 s for a lock, in which a busy machine handles some ten keys.
      const late = presses[2]?.splice(-8) ?? [];
      await press(ghost);
      const lock = await until('the lock', () => tryLock(path.join(storage(), 'reading-list.json.lock')));
      const locked = await kept();
      await ghost.press(...late);
      // The extension handles a window's messages in order, so it has received every press.
      await ghost.command('Papers: Search');
      await ghost.type('codet5');
      await ghost.row(/^CodeT5/);
      await ghost.vanish();
      const pressed = [window, other].map(press);
      assert.deepEqual(await kept(), locked);
      assert.notDeepEqual(locked, union);
      await lock.release();
      await Promise.all(pressed);

      await until('the union', async () => (await kept()).join() === union.join(), {
        within: 120_000,
        seen: async () => ({ kept: await kept(), union }),
      });
      await Promise.all([window, other].map((owner) => lists(owner, union)));
      for (const owner of [window, other]) assert.deepEqual(await owner.toasts(), []);

      // A later window reads it from disk.
      await other.reload();
      await lists(other, union);
      assert.deepEqual(await other.toasts(), []);
      assert.deepEqual(await kept(), union);
    });

    it('leaves no error of the extension behind, nothing damaged and nothing half-written', () => {
      assert.deepEqual(complaints(code), []);
      const left = readdirSync(storage()).filter((name) => name.startsWith('reading-list.json'));
      assert.deepEqual(left, ['reading-list.json']);
    });
  });
});
