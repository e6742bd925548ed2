import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import { PaperIndex } from '../../src/core/index/paperIndex';
import { runToEnd } from '../../src/core/lang/runGenerator';
import type { Query } from '../../src/core/query/parseQuery';
import { Emitter } from '../../src/emitter';
import { FollowPart, type FollowDeps } from '../../src/follow/followPart';
import { SavedSearchSetting } from '../../src/follow/savedSearchSetting';
import { SearchCommands } from '../../src/follow/searchCommands';
import { SECTION, Setting } from '../../src/ids';
import { ARRIVALS_FORMAT, ArrivalsFile } from '../../src/library/savedSearches/arrivalsFile';
import { JsonFile } from '../../src/library/store/jsonFile';
import { silentLog } from '../support/log';
import { madePaper } from '../support/papers';
import { scratchFolder } from '../support/scratch.mjs';
import { until } from './extension';

const papers = [
  madePaper('2401.00001', { title: 'Quokka one' }),
  madePaper('2401.00002', { title: 'Quokka two' }),
  madePaper('2401.00003', { title: 'Wombat' }),
  madePaper('2401.00004', { title: 'Quokka three' }),
];
const [ONE, TWO, WOMBAT, THREE] = papers.map(({ id }) => id) as [string, string, string, string];
const SEARCH = { name: 'Q', query: 'quokka' };

const write = (value: unknown): Thenable<void> =>
  vscode.workspace
    .getConfiguration(SECTION)
    .update(Setting.savedSearches, value, vscode.ConfigurationTarget.Global);

describe('papers that arrive for saved searches', () => {
  const own = Object.getOwnPropertyDescriptor(vscode.window, 'showInformationMessage');
  const messages: string[] = [];
  let arrivals: ArrivalsFile;

  before(() =>
    Object.defineProperty(vscode.window, 'showInformationMessage', {
      value: (text: string) => Promise.resolve(void messages.push(text)),
      configurable: true,
    }),
  );
  beforeEach(async () => {
    messages.length = 0;
    const file = path.join(scratchFolder('arrivals'), 'searches.json');
    arrivals = new ArrivalsFile(new JsonFile(file, ARRIVALS_FORMAT, silentLog), silentLog);
    await write([]);
  });
  afterEach(() => arrivals.dispose());
  after(async () => {
    Object.defineProperty(vscode.window, 'showInformationMessage', own ?? {});
    await write(undefined);
  });

  it('are announced once each', async () => {
    await write([{ ...SEARCH, notify: true }]);
    await arrivals.registerSearches(['quokka']);
    const index = PaperIndex.of(papers);
    const never = new Emitter<never>().event;
    let now = new Date(2026, 2, 5, 12);
    // Counts how often the news were read, so that the test knows when nothing will be announced.
    let counts = 0;
    const part = new FollowPart({
      view: { onDidCollapseElement: never, onDidChangeVisibility: never, selection: [], visible: false },
      catalogue: {
        ready: Promise.resolve(),
        idle: Promise.resolve(),
        status: { kind: 'ready' },
        papers: () => papers,
        paper: (id: string) => papers.find((paper) => paper.id === id),
        topics: () => [],
        search: (query: Query) => Promise.resolve(index.search(query, { typing: false })),
        findAmong: (query: Query, ids: ReadonlySet<string>) => {
          counts += 1;
          return Promise.resolve(runToEnd(index.findingAmong(query, ids)));
        },
        onDidChange: never,
      },
      states: { onDidChange: never },
      arrivals,
      code: { unseen: () => [], news: () => [], markSeen: () => Promise.resolve(), onDidChange: never },
      filter: () => '',
      activePaper: () => undefined,
      picker: {},
      log: silentLog,
      now: () => now,
    } as unknown as FollowDeps);
    try {
      await arrivals.arrived([ONE, TWO]);
      await until('the first message', () => messages.length === 1);
      now = new Date(2026, 2, 6, 12);
      const counted = counts;
      await arrivals.arrived([WOMBAT]);
      await until('the wombat to be counted', () => counts > counted);
      await arrivals.arrived([THREE]);
      await until('the second message', () => messages.length >= 2);
      assert.deepEqual(messages, ['2 new papers in “Q”.', '1 new paper in “Q”.']);
    } finally {
      part.dispose();
    }
  });

  it('are not new for a search that was removed meanwhile and is saved again', async () => {
    const setting = new SavedSearchSetting(silentLog);
    const commands = new SearchCommands({
      setting,
      catalogue: { topics: () => [] },
      selected: () => undefined,
      reveal: () => Promise.resolve(),
      markSeen: (keys) => arrivals.markSeen(keys),
      filter: () => '',
    });
    const saved = async (): Promise<void> => {
      await commands.add([SEARCH]);
      await arrivals.registerSearches(setting.searches.map(({ key }) => key));
    };
    try {
      await saved();
      await arrivals.arrived([ONE]);
      assert.deepEqual(arrivals.newSince('quokka'), [ONE]);
      // Saving a search again that is still there keeps its new papers.
      await saved();
      assert.deepEqual(arrivals.newSince('quokka'), [ONE]);
      await write([]);
      await arrivals.arrived([TWO]);
      await saved();
      assert.deepEqual(arrivals.newSince('quokka'), []);
    } finally {
      setting.dispose();
    }
  });
});
