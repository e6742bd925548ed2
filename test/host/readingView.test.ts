import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { PaperState } from '../../src/papers/paperStates';
import { listNotice } from '../../src/reading/listNotice';
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
      listNotice(undefined, 1, 2_000),
      '1 saved paper is not in the library, so it can’t be shown. Only the last 2000 marks are synced to other machines.',
    );
    assert.match(listNotice({ kind: 'newer', file: 'f' }, 1) ?? '', /^A newer version/);
  });
});
