import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Paper } from '../../src/core/paper/paper';
import { readSavedSearches } from '../../src/core/savedSearches/savedSearch';
import { localDay } from '../../src/core/text/localDay';
import { notifyOfNews } from '../../src/follow/newsNotification';
import type { FollowNode } from '../../src/follow/nodes';
import { followPaper } from '../../src/follow/followPaper';
import { SavedSearchSetting } from '../../src/follow/savedSearchSetting';
import { SearchCommands } from '../../src/follow/searchCommands';
import { SearchesView } from '../../src/follow/searchesView';
import { Command, SECTION, Setting } from '../../src/ids';
import { readRowUri } from '../../src/papers/rowUri';
import { silentLog } from '../support/log';
import { madePaper } from '../support/papers';
import { dailyPapers, until } from './extension';

const setting = (): unknown =>
  vscode.workspace.getConfiguration(SECTION).inspect(Setting.savedSearches)?.globalValue;
const write = (value: unknown): Thenable<void> =>
  vscode.workspace
    .getConfiguration(SECTION)
    .update(Setting.savedSearches, value, vscode.ConfigurationTarget.Global);
const node = (key: string): FollowNode => ({ kind: 'search', key });

const cancelInput = (): Thenable<unknown> =>
  vscode.commands.executeCommand('workbench.action.closeQuickOpen');
const acceptInput = (): Thenable<unknown> =>
  vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');

/** Waits until a command has ended whose message may still be pending, and closes the message. */
async function endedWithMessage(command: Thenable<unknown>): Promise<void> {
  let ended = false;
  void command.then(() => (ended = true));
  // Waits for each command: on a busy machine, later ones would queue up and act on what the next test shows.
  await until('the message to be closed', async () => {
    await vscode.commands.executeCommand('notifications.clearAll');
    return ended;
  });
}

describe('commands on saved searches', () => {
  const broken = { name: 'broken' };
  /** The row of a moved search gets the focus. On a busy machine this can come after the next command opened its box. */
  const keepBoxes = (value: false | undefined): Thenable<void> =>
    vscode.workspace
      .getConfiguration('workbench.quickOpen')
      .update('closeOnFocusLost', value, vscode.ConfigurationTarget.Global);
  before(async () => {
    await keepBoxes(false);
    await dailyPapers().activate();
  });
  after(() => keepBoxes(undefined));
  beforeEach(() => write([{ name: 'A', query: 'a' }, broken, { name: 'B', query: 'b', extra: 1 }]));
  after(() => write(undefined));

  it('move, notify and mute one search, and leave the others as they are', async () => {
    await vscode.commands.executeCommand(Command.notifyOfSavedSearch, node('b'));
    await vscode.commands.executeCommand(Command.moveSavedSearchUp, node('b'));
    assert.deepEqual(setting(), [
      { name: 'B', query: 'b', extra: 1, notify: true },
      { name: 'A', query: 'a' },
      broken,
    ]);
    await vscode.commands.executeCommand(Command.muteSavedSearch, node('b'));
    await vscode.commands.executeCommand(Command.moveSavedSearchDown, node('b'));
    assert.deepEqual(setting(), [{ name: 'A', query: 'a' }, { name: 'B', query: 'b', extra: 1 }, broken]);
  });

  it('remove a search', async () => {
    // The message with Undo stays until it is closed.
    await endedWithMessage(vscode.commands.executeCommand(Command.removeSavedSearch, node('a')));
    assert.deepEqual(setting(), [broken, { name: 'B', query: 'b', extra: 1 }]);
  });

  it('save a query under the name that is offered, once', async () => {
    const query = 'author:"Ada Example"';
    const saved = vscode.commands.executeCommand(Command.saveSearch, query);
    let ended = false;
    void saved.then(() => (ended = true));
    await until('the search to be saved', async () => {
      await acceptInput();
      const isSaved = JSON.stringify(setting()).includes('Ada Example');
      assert.ok(isSaved || !ended, 'The box was closed, and nothing was saved.');
      return isSaved;
    });
    await endedWithMessage(saved);
    assert.deepEqual((setting() as unknown[]).at(-1), { name: 'Ada Example', query });
    await endedWithMessage(vscode.commands.executeCommand(Command.saveSearch, ` ${query} `));
    assert.equal((setting() as unknown[]).length, 4);
  });

  it('save nothing where the name is not given', async () => {
    const saved = vscode.commands.executeCommand(Command.saveSearch, 'mamba');
    let ended = false;
    void saved.then(() => (ended = true));
    await until('the box to be closed', async () => {
      await cancelInput();
      return ended;
    });
    assert.equal((setting() as unknown[]).length, 3);
  });

  it('do nothing without a search', async () => {
    const before = JSON.stringify(setting());
    for (const argument of [null, 'a', node('gone'), { kind: 'paper', key: 'a', paperId: 'x' }])
      for (const command of [Command.moveSavedSearchDown, Command.removeSavedSearch, Command.muteSavedSearch])
        await vscode.commands.executeCommand(command, argument);
    assert.equal(JSON.stringify(setting()), before);
  });
});

describe('ways to save and remove a search', () => {
  const { window } = vscode;
  const boxes = ['showInputBox', 'showQuickPick', 'showInformationMessage', 'showErrorMessage'] as const;
  const own = boxes.map((name) => Object.getOwnPropertyDescriptor(window, name));
  const topics = [
    { id: 'agents', label: 'Agents', icon: 'hubot' },
    { id: 'other', label: 'Other', icon: 'ellipsis' },
  ];
  const messages: string[] = [];
  const looked: string[] = [];
  const shown: string[] = [];
  /** Key of the selected search. */
  let selected: string | undefined;
  /** Text typed into a box; without one, the text that the box begins with. */
  let typed: string | undefined;
  /** Labels of the rows that are checked. */
  let checked: readonly string[] = [];
  /** Button that is pressed. */
  let button: string | undefined;
  /** Settled when the button is pressed. */
  let pressed = Promise.resolve();
  let filter = '';
  let saved: SavedSearchSetting;
  let commands: SearchCommands;

  before(() => {
    const answers = {
      showInputBox: ({ value }: vscode.InputBoxOptions) => Promise.resolve(typed ?? value),
      showQuickPick: (rows: readonly vscode.QuickPickItem[]) =>
        Promise.resolve(rows.filter(({ label }) => checked.some((one) => label.endsWith(` ${one}`)))),
      showInformationMessage: async (text: string, ...labels: readonly string[]) => {
        messages.push(text);
        await pressed;
        return labels.find((label) => label === button);
      },
      // Is never closed.
      showErrorMessage: (text: string) => {
        messages.push(text);
        return new Promise(() => undefined);
      },
    };
    for (const name of boxes)
      Object.defineProperty(window, name, { value: answers[name], configurable: true });
    saved = new SavedSearchSetting(silentLog);
    commands = new SearchCommands({
      setting: saved,
      catalogue: { topics: () => topics },
      selected: () => selected,
      reveal: (key) => Promise.resolve(void shown.push(key)),
      markSeen: (keys) => Promise.resolve(void looked.push(...keys)),
      filter: () => filter,
    });
  });
  after(async () => {
    boxes.forEach((name, at) => Object.defineProperty(window, name, own[at] ?? {}));
    saved.dispose();
    await write(undefined);
  });
  beforeEach(async () => {
    messages.length = 0;
    looked.length = 0;
    shown.length = 0;
    [selected, typed, checked, button, filter] = [undefined, undefined, [], undefined, ''];
    pressed = Promise.resolve();
    await write([{ name: 'A', query: 'a' }]);
  });
  const entries = (): readonly unknown[] => setting() as unknown[];

  it('are the filter of the library, the heading of a topic, and a typed query below other headings', async () => {
    filter = ' agents has:code ';
    await commands.saveFilter();
    await commands.save({ kind: 'group', key: 'agents' });
    typed = 'mamba';
    await commands.save({ kind: 'group', key: 'other' });
    assert.deepEqual(entries().slice(1), [
      { name: 'agents has:code', query: 'agents has:code' },
      { name: 'Agents', query: 'topic:agents' },
      { name: 'mamba', query: 'mamba' },
    ]);
  });

  it('are the authors and topics of a paper, which can be unchecked again, with Undo', async () => {
    const paper = madePaper('p', { title: 'P', authors: ['Ada Example', 'Ben Sample'], topics: ['agents'] });
    const follow = (): Promise<void> => followPaper(paper, topics, saved, commands);
    checked = ['Ada Example', 'Agents'];
    await follow();
    const followed = entries();
    assert.deepEqual(followed.slice(1), [
      { name: 'Agents', query: 'topic:agents' },
      { name: 'Ada Example', query: 'author:"Ada Example"' },
    ]);
    assert.deepEqual(messages, ['Following Agents, Ada Example.']);
    checked = ['Agents'];
    button = 'Undo';
    await follow();
    assert.equal(messages.at(-1), 'No longer following Ada Example.');
    assert.deepEqual(entries(), followed);
    button = undefined;
    await follow();
    assert.deepEqual(entries(), followed.slice(0, -1));
  });

  it('keep what was saved while the message with Undo was shown', async () => {
    const paper = madePaper('p', { title: 'P', authors: ['Ada Example', 'Ben Sample'] });
    checked = ['Ada Example'];
    await followPaper(paper, topics, saved, commands);
    let press = (): void => undefined;
    pressed = new Promise((resolve) => (press = resolve));
    checked = ['Ben Sample'];
    const following = followPaper(paper, topics, saved, commands);
    await until(
      'the message',
      () => messages.at(-1) === 'Following Ben Sample. No longer following Ada Example.',
    );
    await commands.add([{ name: 'Later', query: 'later' }]);
    button = 'Undo';
    press();
    await following;
    assert.deepEqual(entries(), [
      { name: 'A', query: 'a' },
      { name: 'Ada Example', query: 'author:"Ada Example"' },
      { name: 'Later', query: 'later' },
    ]);
  });

  it('are removed by key one after another: the row that takes the place of a removed one is selected', async () => {
    await write(['a', 'b', 'c', 'd'].map((query) => ({ name: query, query })));
    selected = 'b';
    await commands.remove(undefined);
    selected = 'd';
    await commands.remove(undefined);
    assert.deepEqual(shown, ['c', 'c']);
    // Its menu does not move the selection.
    await commands.remove(node('c'));
    assert.deepEqual([entries(), shown.length], [[{ name: 'a', query: 'a' }], 2]);
  });

  it('work again after a failure whose message is still shown', async () => {
    await write('not a list');
    assert.equal(await commands.add([{ name: 'B', query: 'b' }]), false);
    assert.match(messages.at(-1) ?? '', /list/);
    await write([]);
    assert.equal(await commands.add([{ name: 'B', query: 'b' }]), true);
    assert.deepEqual(entries(), [{ name: 'B', query: 'b' }]);
  });

  it('leave a search that can be renamed, edited and removed, with Undo at its place', async () => {
    await write([{ name: 'A', query: 'a' }, { query: 'b' }, { name: 'C', query: 'c', notify: true }]);
    typed = 'Beta';
    await commands.rename(node('b'));
    assert.deepEqual(entries()[1], { query: 'b', name: 'Beta' });
    typed = 'b has:code';
    await commands.editQuery(node('b'));
    assert.deepEqual(entries()[1], { query: 'b has:code', name: 'Beta' });
    assert.deepEqual(looked, ['b has:code'], 'what arrived before is not new to it');
    typed = 'c';
    await commands.editQuery(node('b has:code'));
    assert.match(messages.at(-1) ?? '', /saved already, as “C”/);
    const before = entries();
    button = 'Undo';
    await commands.remove(node('b has:code'));
    assert.deepEqual(entries(), before);
    button = undefined;
    await commands.remove(node('b has:code'));
    assert.deepEqual(entries(), [before[0], before[2]]);
  });
});

describe('the view of the saved searches', () => {
  const papers = [madePaper('a', { title: 'Quokka agents' }), madePaper('b', { title: 'Quokka vision' })];
  const hidden = new vscode.EventEmitter<never>();
  const none = new vscode.EventEmitter<void>();

  function shown(
    entries: unknown,
    fresh: Readonly<Record<string, readonly string[]>>,
    found: readonly Paper[],
    come: readonly string[] = [],
  ) {
    const view: Record<string, unknown> = {
      visible: false,
      selection: [],
      onDidCollapseElement: hidden.event,
      onDidChangeVisibility: hidden.event,
    };
    const { searches, problems } = readSavedSearches(entries);
    const looked: string[] = [];
    const rows = new SearchesView({
      view: view as unknown as vscode.TreeView<FollowNode>,
      catalogue: {
        ready: Promise.resolve(),
        paper: (id) => found.find((one) => one.id === id),
        topics: () => [],
      },
      states: { of: () => ({ cloned: false, saved: false, unread: false }), onDidChange: none.event },
      news: {
        newIn: (key) => new Set(fresh[key] ?? []),
        all: () => new Set(Object.values(fresh).flat()),
        papersOf: () => Promise.resolve(found),
        count: () => Promise.resolve(),
        onDidChange: none.event,
      },
      code: {
        unseen: () => come,
        news: () => come,
        markSeen: () => Promise.resolve(),
        onDidChange: none.event,
      },
      setting: { searches, problems: problems.map(({ kind }) => kind), onDidChange: none.event },
      markSeen: (keys) => Promise.resolve(void looked.push(...keys)),
      log: silentLog,
    });
    return { rows, view, looked };
  }
  const items = async (rows: SearchesView, parent?: FollowNode): Promise<readonly vscode.TreeItem[]> =>
    (await rows.getChildren(parent)).map((child) => rows.getTreeItem(child));

  it('counts new papers by search, and each once in the badge', async () => {
    const entries = [{ name: 'Q', query: 'quokka' }, { query: 'agents', notify: true }, { query: 'none' }];
    const { rows, view } = shown(entries, { quokka: ['a', 'b'], agents: ['a'] }, papers);
    assert.deepEqual(
      (await items(rows)).map(({ label, description }) => [label, description]),
      [
        ['Q', '2 new · quokka'],
        ['agents', '1 new'],
        ['none', ''],
      ],
    );
    assert.deepEqual(
      (await items(rows)).map(({ accessibilityInformation }) => accessibilityInformation?.label),
      ['Q, 2 new papers', 'agents, 1 new paper, shows a notification', 'none, no new papers'],
    );
    // The mark is at the right edge, where a long name does not hide it.
    assert.deepEqual(
      (await items(rows)).map(({ resourceUri }) => resourceUri && readRowUri(resourceUri)?.marks),
      [['new'], ['new'], undefined],
    );
    assert.deepEqual(view['badge'], { value: 2, tooltip: '2 new papers in saved searches' });
    rows.dispose();
  });

  it('lists new papers first, and marks them', async () => {
    const { rows } = shown([{ query: 'quokka' }], { quokka: ['b'] }, papers);
    const [search] = await rows.getChildren();
    const [first, second] = await items(rows, search);
    assert.equal(first?.label, 'Quokka vision');
    assert.match(String(first.description), /\bnew\b/);
    assert.equal(first.resourceUri?.query, 'new/2026-03-02/b');
    assert.doesNotMatch(String(second?.description), /new/);
    assert.match(second?.resourceUri?.query ?? '', /^-\//);
    assert.match(String(first.contextValue), /\bpaper\b/);
    rows.dispose();
  });

  it('shows a message if nothing is found, or the setting has mistakes', async () => {
    const { rows, view } = shown([{ query: 'quokka' }, 7], {}, []);
    const [search] = await rows.getChildren();
    assert.deepEqual(
      (await items(rows, search)).map(({ label }) => label),
      ['No paper yet'],
    );
    assert.equal(view['message'], 'papers.savedSearches: notObject');
    assert.equal(view['badge'], undefined);
    rows.dispose();
  });

  it('offers to save the first search below “News”, where VS Code shows no welcome text', async () => {
    const empty = shown([], {}, papers);
    assert.deepEqual(await items(empty.rows), [], 'the welcome text has the buttons');
    const { rows, view } = shown([], {}, papers, ['a']);
    const [news, first] = await items(rows);
    assert.deepEqual(
      [news?.label, first?.label, first?.command?.command],
      ['News', 'Save Search…', Command.saveSearch],
    );
    const [, node] = await rows.getChildren();
    assert.ok(node);
    assert.deepEqual(await rows.getChildren(node), []);
    assert.equal(rows.getParent(node), undefined);
    assert.deepEqual(view['badge'], { value: 1, tooltip: 'code arrived for 1 paper' });
    const more = shown([{ query: 'quokka' }], {}, papers, ['a']);
    assert.deepEqual(
      (await items(more.rows)).map(({ label }) => label),
      ['News', 'quokka'],
    );
    for (const one of [empty, more]) one.rows.dispose();
    rows.dispose();
  });

  it('leads from a long list to the library view, which shows all papers of the search', async () => {
    const many = Array.from({ length: 120 }, (_, n) => madePaper(`p${n}`));
    const { rows } = shown([{ query: 'made papers' }], {}, many);
    const [search] = await rows.getChildren();
    const last = (await items(rows, search)).at(-1);
    assert.deepEqual([last?.label, last?.description], ['Show all in the library', '20 more papers']);
    const { command, arguments: query } = last?.command ?? {};
    assert.deepEqual([command, query], [Command.filterLibrary, ['+made +papers ']]);
    rows.dispose();
  });
});

describe('the notification about saved searches', () => {
  const { searches } = readSavedSearches([
    { name: 'Loud', query: 'loud', notify: true },
    { name: 'Quiet', query: 'quiet' },
  ]);
  const news: Readonly<Record<string, readonly string[]>> = { loud: ['a', 'b'], quiet: ['c'] };

  async function shownFor(
    asked: readonly { readonly key: string }[],
    fresh = news,
  ): Promise<readonly string[]> {
    const claims: string[] = [];
    const ended = notifyOfNews({
      searches: () => searches.filter(({ key }) => asked.some((one) => one.key === key)),
      count: () => Promise.resolve(),
      newIn: (key) => new Set(fresh[key] ?? []),
      claim: (day) => Promise.resolve(claims.push(day) === 1),
      show: () => Promise.resolve(),
      turnOff: () => Promise.resolve(),
      now: () => new Date(2026, 2, 5, 23, 59),
    });
    await endedWithMessage(ended);
    return claims;
  }

  it('is claimed for the local day by a search that asks for it', async () => {
    assert.deepEqual(await shownFor(searches), ['2026-03-05']);
  });

  it('is not claimed without such a search, or without news of it', async () => {
    assert.deepEqual(await shownFor(searches.filter(({ notify }) => !notify)), []);
    assert.deepEqual(await shownFor(searches, { quiet: ['c'] }), []);
  });

  it('has the day of the user’s time zone', () => {
    assert.equal(localDay(new Date(2026, 0, 2, 0, 1)), '2026-01-02');
  });
});
