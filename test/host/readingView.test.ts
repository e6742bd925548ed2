import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { PaperState } from '../../src/papers/paperStates';
import { listNotice } from '../../src/reading/listNotice';
import { ReadingPart } from '../../src/reading/readingPart';
import { ReadingView, type ReadingNode } from '../../src/reading/readingView';
import { madePaper } from '../support/papers';

describe('the view of the reading list', () => {
  const repositories = [{ host: 'github.com', owner: 'a', name: 'b', url: 'https://github.com/a/b' }];
  const [unread, read] = [
    madePaper('2109.00859', {
      title: 'CodeT5: Identifier-aware models',
      published: '2021-09-02',
      repositories,
    }),
    madePaper('2401.00001', { title: 'Quokka agents', published: '2024-01-01' }),
  ];
  const states: Readonly<Record<string, PaperState>> = {
    [unread.id]: { cloned: true, saved: true, unread: true, read: false },
    [read.id]: { cloned: false, saved: true, unread: false, read: true },
  };
  const view: Record<string, unknown> = { selection: [] };
  const rows = new ReadingView(view as unknown as vscode.TreeView<ReadingNode>, {
    ready: Promise.resolve(),
    items: () => [
      { paper: unread, read: false },
      { paper: read, read: true },
    ],
    stateOf: ({ id }) => states[id] ?? { cloned: false, saved: true, unread: true },
    topics: () => [],
    notice: () => undefined,
    canAdd: () => false,
    onDidChange: new vscode.EventEmitter<void>().event,
  });
  after(() => rows.dispose());

  it('shows rows as the library does: name, date and marks, but not that they are saved', async () => {
    const items = (await rows.getChildren()).map((node) => rows.getTreeItem(node));
    assert.equal(view['description'], '2 (1 unread)');
    assert.deepEqual(
      items.map(({ label, description, resourceUri, iconPath }) => [
        label,
        description,
        resourceUri?.query,
        (iconPath as vscode.ThemeIcon).id,
      ]),
      [
        ['CodeT5', '2021 · cloned · Identifier-aware models', '-/2021-09-02/2109.00859', 'repo'],
        ['Quokka agents', '2024', 'read/2024-01-01/2401.00001', 'note'],
      ],
    );
    assert.match(String(items[0]?.accessibilityInformation?.label), /, unread$/);
    assert.match(String(items[1]?.accessibilityInformation?.label), /, read$/);
    // The menu removes a row from the list.
    assert.match(String(items[0]?.contextValue), /\bsaved\b/);
    const tooltip = rows.resolveTreeItem(items[1] ?? new vscode.TreeItem(''), { paperId: read.id }).tooltip;
    assert.match((tooltip as vscode.MarkdownString).value, /^✓ read$/m);
  });

  it('builds the list of ids once for all rows', async () => {
    let read = 0;
    const many = Array.from({ length: 500 }, (_, n) => ({ paper: madePaper(`p${n}`), read: false }));
    const shown = new ReadingView(view as unknown as vscode.TreeView<ReadingNode>, {
      ready: Promise.resolve(),
      items: () => {
        read += 1;
        return many;
      },
      stateOf: () => ({ cloned: false, saved: true, unread: true }),
      topics: () => [],
      notice: () => undefined,
      canAdd: () => false,
      onDidChange: new vscode.EventEmitter<void>().event,
    });
    const nodes = await shown.getChildren();
    const before = read;
    const lists = nodes.map((node) => {
      const [, options] = (shown.getTreeItem(node).command?.arguments ?? []) as [string, { list: unknown }];
      return options.list;
    });
    assert.equal(lists.length, many.length);
    assert.equal(new Set(lists).size, 1, 'each row has a list of its own');
    assert.equal(read, before, 'a row reads the whole list');
    shown.dispose();
  });

  it('says above the list what it does not show and what is not synced', () => {
    assert.equal(listNotice(undefined, 0), undefined);
    assert.equal(
      listNotice(undefined, 1, true, 2_000),
      '1 saved paper is not in the library, so it can’t be shown. The button in the title of this view adds what arXiv has. Only the last 2000 marks are synced to other machines.',
    );
    assert.match(listNotice({ kind: 'newer', file: 'f' }, 1) ?? '', /^A newer version/);
  });
});

describe('saved papers that the library does not have', () => {
  const run: (readonly [command: string, ...args: unknown[]])[] = [];
  const said: string[] = [];
  const originals = {
    execute: Object.getOwnPropertyDescriptor(vscode.commands, 'executeCommand'),
    inform: Object.getOwnPropertyDescriptor(vscode.window, 'showInformationMessage'),
  };
  before(() => {
    const execute = (...call: [string, ...unknown[]]): Promise<void> => Promise.resolve(void run.push(call));
    const inform = (message: string): Promise<void> => Promise.resolve(void said.push(message));
    Object.defineProperty(vscode.commands, 'executeCommand', { value: execute, configurable: true });
    Object.defineProperty(vscode.window, 'showInformationMessage', { value: inform, configurable: true });
  });
  after(() => {
    Object.defineProperty(vscode.commands, 'executeCommand', originals.execute ?? {});
    Object.defineProperty(vscode.window, 'showInformationMessage', originals.inform ?? {});
  });
  beforeEach(() => {
    run.length = 0;
    said.length = 0;
  });

  const here = madePaper('2401.00001', { title: 'Quokka agents' });
  const ADD = 'The button in the title of this view adds what arXiv has.';
  const many = Array.from({ length: 700 }, (_, n) => `2402.${String(10_000 + n)}`);
  for (const [what, saved, message, added, answer] of [
    ['are added', [here.id, '2603.20001', 'cs/0112017'], ADD, ['2603.20001', 'cs/0112017'], undefined],
    ['are added in parts', many, ADD, many.slice(0, 500), undefined],
    [
      'of an imported page lead to the import',
      ['a-slug'],
      'so it can’t be shown.',
      undefined,
      /imported page/,
    ],
    ['are none', [here.id], '', undefined, /has all saved papers/],
  ] as const)
    it(what, async () => {
      const view: { message?: string } = {};
      const event = new vscode.EventEmitter<void>().event;
      const part = new ReadingPart({
        view,
        catalogue: {
          ready: Promise.resolve(),
          paper: (id: string) => (id === here.id ? here : undefined),
          topics: () => [],
          onDidChange: event,
        },
        states: { of: () => ({ cloned: false, saved: true, unread: true }), onDidChange: event },
        marks: { saved: () => saved, isRead: () => false },
      } as unknown as ConstructorParameters<typeof ReadingPart>[0]);
      await part.rows.getChildren();
      assert.ok(view.message?.endsWith(message), view.message);
      assert.deepEqual(run, [['setContext', 'papers.canAddSavedPapers', added !== undefined]]);
      await part.addMissing();
      assert.deepEqual(run.slice(1), added === undefined ? [] : [['papers.addPaper', added]]);
      assert.match(said.join(), answer ?? /^$/);
      part.dispose();
    });
});
