import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { feedDay } from '../../src/core/feed/feedCalendar';
import { SECTION, Setting } from '../../src/ids';
import { FollowPart } from '../../src/follow/followPart';
import type { FollowNode } from '../../src/follow/nodes';
import type { OpenLibrary } from '../../src/openLibrary';
import { item2026 } from '../support/feed-items';
import { FeedServer } from '../support/feed-server';
import { silentLog } from '../support/log';
import { scratchFolder } from '../support/scratch.mjs';
import { until } from './extension';
import { openLibrary } from './openLibrary';

describe('code that arrives between two refreshes', () => {
  const hidden = new vscode.EventEmitter<never>();
  const setSearches = (value: unknown): Thenable<void> =>
    vscode.workspace
      .getConfiguration(SECTION)
      .update(Setting.savedSearches, value, vscode.ConfigurationTarget.Global);
  const storage = scratchFolder('code-watch');
  const day = feedDay(Date.now());
  const [saved, read, followed, other] = ['2605.00011', '2605.00012', '2605.00013', '2605.00014'] as const;
  const earlier = '2605.00015';
  let feed: FeedServer;
  let library: OpenLibrary;
  let part: FollowPart;
  let view: Record<string, unknown>;

  /** Opens the library of the storage folder, as a window does, with the view of saved searches. */
  function open(): void {
    library = openLibrary(storage);
    view = {
      visible: true,
      selection: [],
      onDidCollapseElement: hidden.event,
      onDidChangeVisibility: hidden.event,
    };
    part = new FollowPart({
      view: view as unknown as vscode.TreeView<FollowNode>,
      catalogue: library.catalogue,
      states: library.states,
      arrivals: library.live.arrivals,
      code: library.codeWatch,
      filter: () => '',
      activePaper: () => undefined,
      picker: { pick: () => Promise.resolve(undefined), pickSeveral: () => Promise.resolve([]) },
      log: silentLog,
    });
  }
  const close = (): void => {
    part.dispose();
    library.dispose();
  };
  const refresh = async (...withoutCode: readonly string[]): Promise<void> => {
    const items = [saved, read, followed, other].map((id) =>
      item2026({
        ...{ id, day, title: id === followed ? 'Quokka agents' : `Paper ${id}` },
        ...(withoutCode.includes(id) && { paper: { githubRepo: undefined } }),
      }),
    );
    feed.days.set(day, items);
    const { signal } = new AbortController();
    const outcome = await library.live.feed.refresh(feed.endpoint, { signal });
    assert.equal(outcome.kind, 'done');
    await library.catalogue.idle;
    await library.codeWatch.idle;
  };
  const badge = (): number | undefined => (view['badge'] as vscode.ViewBadge | undefined)?.value;
  const rows = async (parent?: FollowNode): Promise<readonly vscode.TreeItem[]> =>
    (await part.rows.getChildren(parent)).map((node) => part.rows.getTreeItem(node));

  before(async () => {
    feed = await FeedServer.start();
    await setSearches([{ name: 'Quokkas', query: 'quokka' }]);
    open();
    await library.catalogue.ready;
  });
  after(async () => {
    close();
    await setSearches(undefined);
    await feed.stop();
  });

  it('is marked for saved, read and followed papers, and counted once', async () => {
    const utcDay = (): string => new Date().toISOString().slice(0, 10);
    const before = utcDay();
    await refresh(saved, read, followed, other);
    await until('the new paper of the search', () => badge() === 1);
    await library.live.marks.change([saved], 'saved', true, new Date());
    await library.live.marks.change([read], 'read', true, new Date());
    await library.codeWatch.idle;
    assert.deepEqual(library.codeWatch.unseen(), []);
    await refresh();
    assert.deepEqual([...library.codeWatch.unseen()].sort(), [saved, read, followed]);
    // The paper of the search is new, and its code arrived.
    await until('the badge', () => badge() === 3);
    assert.equal(
      (view['badge'] as vscode.ViewBadge).tooltip,
      '1 new paper in saved searches, code arrived for 3 papers',
    );
    const paper = library.catalogue.paper(saved);
    assert.ok(paper);
    const { codeArrived, codeDay = '' } = library.states.of(paper);
    assert.equal(codeArrived, true);
    // The day of the refresh, in UTC. Midnight may have passed since.
    assert.ok([before, utcDay()].includes(codeDay), codeDay);
  });

  it('is listed under “News” until it was seen, even after a restart', async () => {
    close();
    open();
    await library.catalogue.ready;
    await until('the badge', () => badge() === 3);
    const [news, search] = await part.rows.getChildren();
    assert.deepEqual([news?.kind, search?.kind], ['news', 'search']);
    assert.deepEqual(
      (await rows()).map(({ label, description }) => [label, description]),
      [
        ['News', 'code arrived for 3 papers'],
        ['Quokkas', '1 new · quokka'],
      ],
    );
    const papers = await rows(news);
    assert.equal(papers.length, 3);
    for (const item of papers) {
      assert.match(String(item.description), /code arrived/);
      assert.match(item.resourceUri?.query ?? '', /^code\b/);
      assert.match(item.accessibilityInformation?.label ?? '', /code arrived/);
    }
    await part.commands.markSeen(news);
    await until('the badge of the search alone', () => badge() === 1);
    assert.deepEqual(
      (await rows()).map(({ description }) => description),
      ['code arrived', '1 new · quokka'],
    );
    assert.deepEqual(
      (await rows(news)).map(({ resourceUri }) => /^code\b/.test(resourceUri?.query ?? '')),
      [false, false, false],
    );
  });

  it('comes for a saved paper of an earlier day, for which the Hub is asked once a week', async () => {
    const { live, codeWatch } = library;
    const network = (value?: string): Thenable<void> =>
      vscode.workspace
        .getConfiguration(SECTION)
        .update(Setting.network, value, vscode.ConfigurationTarget.Global);
    feed.days.set(day, [item2026({ id: earlier, day, paper: { githubRepo: undefined } })]);
    const { signal } = new AbortController();
    await live.feed.refresh(feed.endpoint, { signal });
    await live.marks.change([earlier], 'saved', true, new Date());
    await until('the paper to be noted', () => live.codeWatch.value.waiting.has(earlier));
    await live.codeWatch.update((state) => ({ ...state, waiting: new Map([[earlier, 0]]) }));
    feed.days.clear();
    feed.content.papers.set(earlier, item2026({ id: earlier })['paper']);
    await network('on');
    try {
      await live.feed.refresh(feed.endpoint, { signal });
      await until('its code', () => codeWatch.unseen().includes(earlier));
      await live.feed.refresh(feed.endpoint, { signal });
      assert.deepEqual(
        feed.requests.filter((request) => request.startsWith('/api/papers/')),
        [`/api/papers/${earlier}`],
      );
    } finally {
      await network();
    }
  });
});
