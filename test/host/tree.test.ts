import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { DailyPapersApi } from '../../src/api';
import type { Paper } from '../../src/core/paper/paper';
import type { Topic } from '../../src/core/topics/topics';
import { Command, View } from '../../src/ids';
import { PAGE_SIZE } from '../../src/tree/model/visibleRows';
import type { LibraryNode } from '../../src/tree/nodes';
import { LibraryProvider } from '../../src/tree/provider';
import { viewDescription } from '../../src/tree/viewDescription';
import { rowUri } from '../../src/papers/paperDecorations';
import { paperTooltip } from '../../src/papers/paperTooltip';
import { madePaper } from '../support/papers';
import { until } from '../ui/until';
import { dailyPapers } from './extension';

interface Manifest {
  readonly contributes: {
    readonly menus: {
      readonly 'view/item/context': readonly { readonly command: string; readonly when: string }[];
    };
  };
}

const topics: readonly Topic[] = [
  { id: 'code', label: 'Code', icon: 'code', terms: [] },
  { id: 'vision', label: 'Computer vision', icon: 'eye', terms: [] },
  { id: 'other', label: 'Other', icon: 'ellipsis', terms: [] },
];
const repositories = [{ host: 'github.com', owner: 'a', name: 'b', url: 'https://github.com/a/b' }];
const codeT5 = madePaper('2109.00859', {
  title: 'CodeT5: Identifier-aware models',
  published: '2021-09-02',
  topics: ['code', 'vision'],
  repositories,
});
const onlyCode = { ...codeT5, topics: ['code'] };
const nothing = { cloned: false, saved: false, unread: false };

function provided(papers: readonly Paper[], ready = Promise.resolve()): LibraryProvider {
  const byId = new Map(papers.map((paper) => [paper.id, paper]));
  const source = {
    ready,
    papers: () => papers,
    paper: (id: string) => byId.get(id),
    topics: () => topics,
  };
  return new LibraryProvider(source, () => nothing, { groupBy: 'topic', order: 'date' });
}

async function shown(provider: LibraryProvider, node?: LibraryNode): Promise<readonly vscode.TreeItem[]> {
  return (await provider.getChildren(node)).map((child) => provider.getTreeItem(child));
}

describe('library view', () => {
  it('shows topics with counts, and papers that open as a preview with their group as list', async () => {
    const provider = provided([codeT5, madePaper('x', { topics: ['vision'] }), madePaper('y')]);
    const headings = await shown(provider);
    assert.deepEqual(
      headings.map(({ label, description }) => [label, description]),
      [
        ['Code', '1'],
        ['Computer vision', '2'],
        ['Other', '1'],
      ],
    );
    const [code] = await provider.getChildren();
    const [row] = await shown(provider, code);
    assert.equal(row?.label, 'CodeT5');
    assert.equal(row.description, '2021 · code · Identifier-aware models');
    assert.equal(
      row.accessibilityInformation?.label,
      'CodeT5: Identifier-aware models, 2 September 2021, has code',
    );
    assert.equal(row.contextValue, 'paper arxiv hasCode notCloned notSaved notRead');
    assert.deepEqual(row.command?.arguments, [codeT5.id, { list: [codeT5.id], preview: true }]);
    provider.dispose();
  });

  it('groups anew, with headings in words', async () => {
    const provider = provided([codeT5, madePaper('y', { published: '' })]);
    for (const [groupBy, labels] of [
      ['month', ['September 2021', 'Undated']],
      ['day', ['Published September 2021', 'Undated']],
      ['code', ['With code', 'Without code']],
    ] as const) {
      provider.arrange({ groupBy, order: 'date' });
      assert.deepEqual(
        (await shown(provider)).map(({ label }) => label),
        labels,
      );
    }
    provider.dispose();
  });

  const other = madePaper('y');
  for (const [groupBy, labels] of [
    ['topic', ['Code', 'Computer vision']],
    ['month', []],
    ['day', []],
    ['code', []],
  ] as const)
    it(`has Save Search… in the menu of topics only, grouped by ${groupBy}`, async () => {
      const { contributes } = dailyPapers().packageJSON as Manifest;
      const entry = contributes.menus['view/item/context'].find(
        ({ command, when }) => command === Command.saveSearch && when.startsWith(`view == ${View.library}`),
      );
      const provider = provided([codeT5, other]);
      provider.arrange({ groupBy, order: 'date' });
      provider.showNew(new Set([other.id]));
      const headings = await shown(provider);
      assert.equal(headings[0]?.label, 'New');
      assert.deepEqual(
        headings
          .filter(
            ({ contextValue }) => entry?.when === `view == papers.library && viewItem == ${contextValue}`,
          )
          .map(({ label }) => label),
        labels,
      );
      provider.dispose();
    });

  it('cuts a long group and shows one page more', async () => {
    const provider = provided(Array.from({ length: PAGE_SIZE + 3 }, (_, i) => madePaper(`p${i}`)));
    const [group] = await provider.getChildren();
    const before = await shown(provider, group);
    assert.equal(before.length, PAGE_SIZE + 1);
    assert.equal(before.at(-1)?.description, '3 hidden');
    let refreshed: LibraryNode | undefined;
    provider.onDidChangeTreeData((node) => (refreshed = node));
    provider.showMore({ kind: 'more', group: 'other', after: 'head' });
    // VS Code identifies a row by its node object.
    assert.equal(refreshed, group);
    assert.equal((await shown(provider, group)).length, PAGE_SIZE + 3);
    provider.dispose();
  });

  it('finds the row of a paper behind "Show more" and its way up', async () => {
    const provider = provided(Array.from({ length: PAGE_SIZE + 3 }, (_, i) => madePaper(`p${i}`)));
    const [group] = await provider.getChildren();
    const seen = new Set(
      (await provider.getChildren(group)).map((node) => 'paperId' in node && node.paperId),
    );
    const hidden = Array.from({ length: PAGE_SIZE + 3 }, (_, i) => `p${i}`).find((id) => !seen.has(id));
    assert.ok(hidden);
    const node = provider.locate(hidden);
    assert.ok(node);
    assert.equal(provider.getParent(node), group);
    assert.equal((await shown(provider, group)).length, PAGE_SIZE + 3);
    assert.equal(provider.locate('absent'), undefined);
    provider.dispose();
  });

  it('steps to the next paper in the order of the rows', async () => {
    const upvotes = { a: 1, b: 9, c: 5 };
    const provider = provided(Object.entries(upvotes).map(([id, n]) => madePaper(id, { upvotes: n })));
    provider.arrange({ groupBy: 'topic', order: 'popularity' });
    const [group] = await provider.getChildren();
    const visited: string[] = [];
    for (let next = provider.next(group); next; next = provider.next(next)) visited.push(next.paperId);
    assert.deepEqual(visited, ['b', 'c', 'a']);
    provider.dispose();
  });

  it('shows the results of a filter in open headings, with separate row ids', async () => {
    const provider = provided([onlyCode, madePaper('y')]);
    const [all] = await shown(provider);
    provider.filter({ query: 'code', papers: [onlyCode] });
    const rows = await shown(provider);
    assert.equal(rows.length, 1);
    assert.equal(rows[0]?.collapsibleState, vscode.TreeItemCollapsibleState.Expanded);
    assert.notEqual(rows[0].id, all?.id);
    provider.filter(undefined);
    const [code] = await provider.getChildren();
    assert.ok(code);
    provider.noteOpen(code, true);
    provider.filter({ query: 'y', papers: [] });
    provider.filter(undefined);
    assert.deepEqual(
      (await shown(provider)).map(({ collapsibleState }) => collapsibleState),
      [vscode.TreeItemCollapsibleState.Expanded, vscode.TreeItemCollapsibleState.Collapsed],
    );
    provider.dispose();
  });

  it('recognizes a heading that VS Code opened without an event while it read the tree again', async () => {
    const provider = provided([onlyCode, madePaper('y')]);
    const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
    const states = async () => (await shown(provider)).map(({ collapsibleState }) => collapsibleState);
    const [code] = await provider.getChildren();
    assert.ok(code);
    // Requests only the rows of a heading that is open.
    await provider.getChildren(code);
    assert.deepEqual(await states(), [Expanded, Collapsed]);
    provider.noteOpen(code, false);
    provider.refresh();
    assert.deepEqual(await states(), [Collapsed, Collapsed]);
    // Headings that a filter opens were not opened by the user.
    provider.filter({ query: 'code', papers: [onlyCode] });
    await provider.getChildren(code);
    provider.filter(undefined);
    assert.deepEqual(await states(), [Collapsed, Collapsed]);
    provider.dispose();
  });

  it('opens no heading of the library whose rows a filter’s tree requests late', async () => {
    const provider = provided([onlyCode, madePaper('y')]);
    provider.filter({ query: 'code', papers: [onlyCode] });
    const [ofFilter] = await provider.getChildren();
    assert.ok(ofFilter);
    provider.filter(undefined);
    await provider.getChildren(ofFilter);
    const states = (await shown(provider)).map(({ collapsibleState }) => collapsibleState);
    const { Collapsed } = vscode.TreeItemCollapsibleState;
    assert.deepEqual(states, [Collapsed, Collapsed]);
    provider.dispose();
  });

  it('collapses a heading under a new id, and no other', async () => {
    const provider = provided([onlyCode, madePaper('y')]);
    const [code, other] = await provider.getChildren();
    assert.ok(code && other);
    provider.noteOpen(code, true);
    provider.noteOpen(other, true);
    const before = await shown(provider);
    provider.collapse('code');
    const after = await shown(provider);
    const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
    assert.deepEqual(
      after.map(({ collapsibleState }) => collapsibleState),
      [Collapsed, Expanded],
    );
    // VS Code keeps the state of a row while its id stays the same.
    assert.notEqual(after[0]?.id, before[0]?.id);
    assert.equal(after[1]?.id, before[1]?.id);
    // VS Code may still request the rows of the previous heading.
    await provider.getChildren(code);
    assert.equal(provider.isOpen('code'), false);
    provider.dispose();
  });

  it('shows new papers under a heading of their own, besides their others', async () => {
    const provider = provided([onlyCode, madePaper('y')]);
    provider.showNew(new Set(['y', 'gone']));
    const labels = async () => (await shown(provider)).map(({ label, description }) => [label, description]);
    assert.deepEqual(await labels(), [
      ['New', '1'],
      ['Code', '1'],
      ['Other', '1'],
    ]);
    assert.equal(provider.locate('y')?.group, 'other');
    assert.equal(provider.locate('y', '*new')?.group, '*new');
    provider.filter({ query: 'y', papers: [madePaper('y')] });
    assert.deepEqual(await labels(), [['Other', '1']]);
    provider.dispose();
  });

  it('offers new papers above the headings of an old library, without a filter', async () => {
    const provider = provided([onlyCode]);
    const first = async () => (await shown(provider))[0];
    assert.equal((await first())?.label, 'Code');
    provider.showAge(true);
    assert.deepEqual(
      [(await first())?.label, (await first())?.command?.command],
      ['Get New Papers', 'papers.refresh'],
    );
    provider.filter({ query: 'code', papers: [onlyCode] });
    assert.equal((await first())?.label, 'Code');
    provider.filter(undefined);
    provider.showAge(false);
    assert.equal((await first())?.label, 'Code');
    const empty = provided([]);
    empty.showAge(true);
    assert.deepEqual(await shown(empty), [], 'the welcome text has a button');
    provider.dispose();
    empty.dispose();
  });

  it('offers to clear or change a filter that finds nothing', async () => {
    const provider = provided([onlyCode]);
    provider.filter({ query: 'none', papers: [] });
    const rows = await shown(provider);
    assert.deepEqual(
      rows.map(({ label, command }) => [label, command?.command]),
      [
        ['Clear Filter', 'papers.clearFilter'],
        ['Change Filter…', 'papers.filterLibrary'],
      ],
    );
    provider.dispose();
  });

  it('shows the marks of a row as its decoration, and explains them in its tooltip', () => {
    const marked = rowUri(madePaper('a/b'), {
      cloned: true,
      saved: true,
      unread: false,
      read: true,
      isNew: true,
    });
    assert.equal(marked.query, 'new+saved+read/2026-03-02/a/b');
    assert.equal(rowUri(codeT5, nothing).query, '-/2021-09-02/2109.00859');
    const { value } = paperTooltip(codeT5, topics, { ...nothing, saved: true, cloned: true });
    assert.match(value, /^★ saved · cloned$/m);
    assert.doesNotMatch(value, /added by you/);
    assert.match(paperTooltip(codeT5, topics, { ...nothing, added: true }).value, /added by you$/m);
  });

  it('shows in a tooltip the votes of a paper, and which texts are AI-generated', () => {
    const said = (facts: Partial<Paper>): string => paperTooltip(madePaper('p', facts), topics).value;
    const full = said({
      published: '2026-03-03',
      featuredOn: ['2026-03-05'],
      topics: ['code', 'vision'],
      upvotes: 99,
      comments: 1,
      stars: 1200,
      abstract: 'The abstract.',
      aiSummary: 'A short summary.',
      keywords: ['one', 'two'],
    });
    const plain = full.replaceAll('\\', '').replaceAll('&nbsp;', ' ');
    assert.match(plain, /3 March 2026 · featured 5 March 2026 · Code, Computer vision/);
    assert.match(plain, /99 upvotes · 1 comment · 1,200 stars/);
    assert.match(plain, /AI summary: A short summary/);
    assert.match(plain, /AI keywords: one, two/);
    assert.doesNotMatch(plain, /The abstract/);
    const bare = said({ abstract: 'The abstract.', comments: 0 });
    assert.match(bare, /The abstract/);
    assert.doesNotMatch(bare, /AI|upvote|comment|star|featured/);
  });

  it('shows the text of a paper as plain text in its tooltip', () => {
    const hostile = madePaper('h', {
      title: '[press](command:workbench.action.quit) <img src=x> $(zap)',
      abstract: '# Heading\n[link](https://example.org) **bold** <b>html</b>',
      authors: ['[A](command:x)'],
      authorCount: 1,
      keywords: ['[k](command:x)', '$(zap)'],
    });
    const provider = provided([hostile]);
    const node: LibraryNode = { kind: 'paper', paperId: 'h', group: 'other' };
    const { tooltip } = provider.resolveTreeItem(provider.getTreeItem(node), node);
    assert.ok(tooltip instanceof vscode.MarkdownString);
    assert.deepEqual(
      [tooltip.isTrusted, tooltip.supportHtml, tooltip.supportThemeIcons],
      [false, false, false],
    );
    assert.doesNotMatch(tooltip.value, /(?<!\\)[[\]<#]/);
    provider.dispose();
  });

  it('is empty after a failure, and does nothing once disposed', async () => {
    const failed = provided([], Promise.reject(new Error('unreadable')));
    assert.deepEqual(await failed.getChildren(), []);
    failed.dispose();
    let finish = (): void => undefined;
    const late = provided([codeT5], new Promise((resolve) => (finish = resolve)));
    const asked = late.getChildren();
    late.dispose();
    finish();
    assert.deepEqual(await asked, []);
  });
});

describe('description of the library view', () => {
  const facts = { groupBy: 'topic', order: 'popularity', papers: 86, age: 'today' } as const;
  for (const [found, sort, text] of [
    [undefined, undefined, '86 papers · by topic · most upvotes first · today'],
    [3, 'relevance', '3 of 86 · by topic · best match first · today'],
    [3, 'date', '3 of 86 · by topic · newest first · today'],
    [0, 'upvotes', '0 of 86 · by topic · most upvotes first · today'],
  ] as const)
    it(text, () => assert.equal(viewDescription({ ...facts, found, sort }), text));
});

describe('papers.topics', () => {
  it('adds and hides topics at once, past a bad entry', async () => {
    const extension = vscode.extensions.getExtension<DailyPapersApi>('daily-papers.daily-papers');
    assert.ok(extension);
    const api = await extension.activate();
    await api.ready;
    const topicOf = (id: string) => api.paper(id)?.topics[0];
    const settings = vscode.workspace.getConfiguration('papers');
    const [paper] = await api.search('"prompt tuning"', { limit: 1 });
    assert.ok(paper);
    const { id } = paper.paper;
    const before = topicOf(id);
    try {
      await settings.update(
        'topics',
        [
          { id: 'broken', label: 'Broken' },
          { id: 'prompts', label: 'Prompt tuning', query: '"prompt tuning"' },
          { id: before, hidden: true },
        ],
        vscode.ConfigurationTarget.Global,
      );
      await until('the topic', () => Promise.resolve(topicOf(id) === 'prompts'));
      assert.ok(api.papers().every(({ topics: ids }) => !ids.includes(before ?? '')));
    } finally {
      await settings.update('topics', undefined, vscode.ConfigurationTarget.Global);
    }
    await until('the old topic', () => Promise.resolve(topicOf(id) === before));
  });
});

describe('library view in the order "For you"', () => {
  const scores = new Map([
    ['low', 1],
    ['high', 2],
  ]);
  const personal = (
    changed: vscode.EventEmitter<void>,
    known: () => ReadonlyMap<string, number> | undefined,
  ) => ({
    markedCount: 5,
    ready: Promise.resolve(),
    get scores() {
      return known();
    },
    onDidChange: changed.event,
    reasonFor: () => ({ id: 'liked', others: 2 }),
    showLess: () => Promise.resolve(),
    undoLess: () => Promise.resolve(),
  });

  it('sorts by the scores once they are known, and says why in the tooltip', async () => {
    const papers = ['liked', 'low', 'high'].map((id) =>
      madePaper(id, { title: `Paper ${id}: about it`, published: '2026-01-02', topics: ['code'] }),
    );
    const provider = provided(papers);
    const changed = new vscode.EventEmitter<void>();
    let known: ReadonlyMap<string, number> = new Map();
    provider.followPersonal(personal(changed, () => known));
    provider.arrange({ groupBy: 'topic', order: 'forYou' });
    const order = async (): Promise<readonly unknown[]> => {
      const [code] = await provider.getChildren();
      return (await shown(provider, code)).map(({ label }) => label);
    };
    assert.deepEqual(await order(), ['Paper high', 'Paper liked', 'Paper low']);
    let redrawn = 0;
    provider.onDidChangeTreeData(() => (redrawn += 1));
    known = scores;
    changed.fire();
    assert.equal(redrawn, 1);
    assert.deepEqual(await order(), ['Paper high', 'Paper low', 'Paper liked']);

    const [code] = await provider.getChildren();
    const [row] = await provider.getChildren(code);
    assert.ok(row);
    const tooltip = (): string => {
      const { tooltip } = provider.resolveTreeItem(new vscode.TreeItem('row'), row);
      return tooltip instanceof vscode.MarkdownString ? tooltip.value.replaceAll('\\', '') : '';
    };
    assert.match(
      tooltip(),
      /For you: like Paper liked: about it and 2 others that you saved, read or cloned/,
    );
    provider.arrange({ groupBy: 'topic', order: 'date' });
    assert.doesNotMatch(tooltip(), /For you/);
    changed.fire();
    assert.equal(redrawn, 2, 'scores redraw no other order');
    provider.dispose();
    changed.dispose();
  });
});
