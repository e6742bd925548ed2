import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Paper } from '../../src/core/paper/paper';
import type { OpenLibrary } from '../../src/openLibrary';
import type { LibraryNode } from '../../src/tree/nodes';
import { TreePart } from '../../src/tree/treePart';
import { silentLog } from '../support/log';
import { scratchFolder } from '../support/scratch.mjs';
import { until } from './extension';
import { openLibrary } from './openLibrary';

describe('the order “For you” of the library view', () => {
  const { window } = vscode;
  const storage = scratchFolder('for-you');
  const own = {
    info: Object.getOwnPropertyDescriptor(window, 'showInformationMessage'),
    pick: Object.getOwnPropertyDescriptor(window, 'showQuickPick'),
  };
  const none = new vscode.EventEmitter<never>();
  const stored = new Map<string, unknown>();
  const messages: string[] = [];
  /** Details of the row "For you" when it was picked. */
  const details: (string | undefined)[] = [];
  /** Titles of the search boxes that pick a paper, and the paper that is picked. */
  const asked: string[] = [];
  let picked: Paper | undefined;
  /** The paper of the active page. */
  let page: string | undefined;
  /** Button that is pressed in the next message. */
  let button: string | undefined;
  let library: OpenLibrary;
  let tree: TreePart;
  let view: Record<string, unknown>;

  function open(): void {
    library = openLibrary(storage);
    view = {
      ...{ visible: true, selection: [] },
      ...{ onDidExpandElement: none.event, onDidCollapseElement: none.event },
      ...{ onDidChangeSelection: none.event, onDidChangeVisibility: none.event },
    };
    const { catalogue, states, personal, live } = library;
    tree = new TreePart({
      view: view as unknown as vscode.TreeView<LibraryNode>,
      catalogue,
      states,
      news: live.unseenPapers,
      personal,
      memory: {
        keys: () => [...stored.keys()],
        get: (key: string) => stored.get(key),
        update: (key: string, value: unknown) => Promise.resolve(void stored.set(key, value)),
      } as vscode.Memento,
      activePaper: () => page,
      picker: {
        pick: ({ title }) => {
          asked.push(title);
          return Promise.resolve(picked);
        },
      },
      log: silentLog,
      onUse: () => undefined,
    });
  }
  const close = (): void => {
    tree.dispose();
    library.dispose();
  };
  /** Ids of the largest topic, in the order of its rows. */
  const rows = async (): Promise<readonly string[]> => {
    const headings = await tree.rows.getChildren();
    const topic = headings.find((node) => node.kind === 'group' && node.key === 'language-models');
    return (await tree.rows.getChildren(topic)).flatMap((node) =>
      node.kind === 'paper' ? [node.paperId] : [],
    );
  };
  const tooltip = (paperId: string): string => {
    const node: LibraryNode = { kind: 'paper', paperId, group: 'language-models' };
    const item = tree.rows.resolveTreeItem(tree.rows.getTreeItem(node), node);
    return item.tooltip instanceof vscode.MarkdownString ? item.tooltip.value.replaceAll('\\', '') : '';
  };
  /** Chooses "For you" in the list of orders. */
  const choose = (): Promise<void> => tree.sortBy(undefined);

  before(async () => {
    const show = (text: string, ...labels: readonly string[]): Promise<string | undefined> => {
      messages.push(text);
      return Promise.resolve(labels.find((label) => label === button));
    };
    Object.defineProperty(window, 'showInformationMessage', { value: show, configurable: true });
    const pick = (items: readonly vscode.QuickPickItem[]): Promise<vscode.QuickPickItem | undefined> => {
      const row = items.find(({ label }) => label === 'For you');
      details.push(row?.detail);
      return Promise.resolve(row);
    };
    Object.defineProperty(window, 'showQuickPick', { value: pick, configurable: true });
    open();
    await library.catalogue.ready;
  });
  after(async () => {
    // The context keys belong to the view of the extension.
    await tree.arrange({ groupBy: 'topic', order: 'date' });
    close();
    Object.defineProperty(window, 'showInformationMessage', own.info ?? {});
    Object.defineProperty(window, 'showQuickPick', own.pick ?? {});
  });
  beforeEach(() => {
    messages.length = 0;
    details.length = 0;
    asked.length = 0;
    [button, page, picked] = [undefined, undefined, undefined];
    Object.assign(view, { visible: true, selection: [] });
  });

  it('is off until five papers are saved, read or cloned, and says how many are missing', async () => {
    const before = await rows();
    assert.ok(before.length > 10);
    await choose();
    assert.deepEqual(details, ['Save, read or clone 5 more papers first.']);
    assert.deepEqual(messages, ['The order “For you” needs 5 more papers that you saved, read or cloned.']);
    assert.deepEqual([tree.arrangement.order, await rows()], ['date', before]);

    const { marks } = library.live;
    const [one = '', two = '', three = '', four = '', five = ''] = before.toReversed();
    await marks.change([one, two, three], 'saved', true, new Date());
    await marks.change([four], 'read', true, new Date());
    await tree.sortBy('forYou');
    assert.match(messages.at(-1) ?? '', /needs 1 more paper that/);
    assert.equal(tree.arrangement.order, 'date');

    const folder = path.join(scratchFolder('cloned'), 'code');
    mkdirSync(path.join(folder, '.git'), { recursive: true });
    const repository = { host: 'github.com', owner: 'made-up', name: 'code' };
    await library.cloned.add({ ...repository, folder, paperId: five, clonedAt: '2026-01-02T03:04:05.000Z' });
    await choose();
    assert.equal(
      details.at(-1),
      'Papers like those that you saved, read or cloned. Computed on this machine.',
    );
    assert.equal(tree.arrangement.order, 'forYou');
    await until('the scores', () => library.personal.scores !== undefined);
    assert.match(String(view['description']), /for you/);
    const now = await rows();
    assert.notDeepEqual(now, before);
    const { scores } = library.personal;
    const of = (id: string): number => scores?.get(id) ?? 0;
    assert.deepEqual(
      now,
      now.toSorted((a, b) => of(b) - of(a)),
    );
  });

  it('says in a tooltip which paper a row is like', async () => {
    const { marks } = library.live;
    const liked = [...marks.saved(), ...marks.read()];
    const row = (await rows()).find((id) => !liked.includes(id)) ?? '';
    const reason = library.personal.reasonFor(row);
    assert.ok(reason);
    const title = library.catalogue.paper(reason.id)?.title ?? '';
    // Long titles are cut.
    assert.ok(tooltip(row).includes(`For you: like ${title.slice(0, 40)}`), tooltip(row));
    assert.match(tooltip(row), /that you saved, read or cloned/);
    await tree.arrange({ order: 'date' });
    assert.doesNotMatch(tooltip(row), /For you:/);
    await tree.arrange({ order: 'forYou' });
  });

  it('moves papers like one down, keeps that for the next window, and takes it back', async () => {
    const { marks } = library.live;
    const before = await rows();
    const less = before.find((id) => !marks.isSaved(id) && !marks.isRead(id)) ?? '';
    const node: LibraryNode = { kind: 'paper', paperId: less, group: 'language-models' };
    button = 'Undo';
    await tree.showLessLike(node);
    assert.match(messages[0] ?? '', /^Papers like “.*” are further down in “For you” now\.$/);
    assert.deepEqual(await rows(), before, 'Undo brings the order back');
    button = undefined;
    await tree.showLessLike(node);
    const after = await rows();
    assert.ok(after.indexOf(less) > before.indexOf(less), `${after.indexOf(less)}`);
    close();
    open();
    await library.catalogue.ready;
    await library.personal.ready;
    assert.equal(tree.arrangement.order, 'forYou');
    assert.deepEqual(await rows(), after);
  });

  const fromPalette: readonly (readonly [
    of: string,
    state: { readonly page?: number; readonly selected?: number; readonly visible?: boolean },
    paper: number,
  ])[] = [
    ['the paper of the active page, not the selected row', { page: 0, selected: 1 }, 0],
    ['the selected row of the visible view', { selected: 1 }, 1],
    [
      'a paper that the user picks, not the selected row of a hidden view',
      { selected: 1, visible: false },
      2,
    ],
    ['a paper that the user picks, without a selected row', {}, 2],
  ];
  for (const [of, { page: pageOf, selected, visible = true }, expected] of fromPalette)
    it(`moves papers down from the command palette like ${of}`, async () => {
      const [first, second, third] = library.catalogue.papers();
      const papers = [first, second, third].map((paper) => paper!);
      const node = (at: number): LibraryNode => ({ kind: 'paper', paperId: papers[at]!.id, group: 'x' });
      page = pageOf === undefined ? undefined : papers[pageOf]!.id;
      Object.assign(view, { visible, selection: selected === undefined ? [] : [node(selected)] });
      picked = papers[2];
      button = 'Undo';
      await tree.showLessLike(undefined);
      assert.deepEqual(asked, expected === 2 ? ['Less Like This'] : []);
      const title = papers[expected]!.title.slice(0, 40);
      assert.ok(messages[0]?.startsWith(`Papers like “${title}`), messages[0]);
    });

  it('moves nothing down if the user picks no paper', async () => {
    await tree.showLessLike(undefined);
    assert.deepEqual([asked, messages], [['Less Like This'], []]);
  });
});
