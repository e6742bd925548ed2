import assert from 'node:assert/strict';
import { runToEnd } from '../../../src/core/lang/runGenerator';
import { PaperIndex } from '../../../src/core/index/paperIndex';
import type { Paper } from '../../../src/core/paper/paper';
import { parseQuery, type Query } from '../../../src/core/query/parseQuery';
import { readSavedSearches } from '../../../src/core/savedSearches/savedSearch';
import { followedQueryText } from '../../../src/core/savedSearches/savedSearchQuery';
import { Emitter } from '../../../src/emitter';
import { SearchNews, type ArrivalSource } from '../../../src/follow/searchNews';
import { FilterRun } from '../../../src/tree/model/filterRun';
import { silentLog } from '../../support/log';
import { madePaper } from '../../support/papers';

/** Creates a library, a setting and arrivals for SearchNews. */
function fakes(papers: readonly Paper[], setting: unknown, arrived: readonly string[]) {
  const index = PaperIndex.of(papers);
  const [changed, settingChanged, arrivalsChanged] = [
    new Emitter<void>(),
    new Emitter<void>(),
    new Emitter<void>(),
  ];
  const searched: string[] = [];
  const state = { fresh: new Map<string, readonly string[]>(), kind: 'ready' as 'ready' | 'loading' };
  const { searches } = readSavedSearches(setting);
  for (const { key } of searches) state.fresh.set(key, arrived);
  const catalogue = {
    ready: Promise.resolve(),
    idle: Promise.resolve(),
    get status() {
      return { kind: state.kind };
    },
    papers: () => papers,
    paper: (id: string) => papers.find((paper) => paper.id === id),
    topics: () => [],
    search: (query: Query) => Promise.resolve(index.search(query, { typing: false })),
    findAmong: (query: Query, ids: ReadonlySet<string>) => {
      searched.push(query.text.trim());
      if (query.text.startsWith('fails')) return Promise.reject(new Error('broken'));
      return Promise.resolve(runToEnd(index.findingAmong(query, ids)));
    },
    onDidChange: changed.event,
  };
  const known: string[] = [];
  const arrivals: ArrivalSource = {
    load: () => Promise.resolve(),
    newSince: (key) => state.fresh.get(key) ?? [],
    registerSearches: (keys) => Promise.resolve(void known.push(...keys)),
    onDidChange: arrivalsChanged.event,
  };
  const news = new SearchNews({
    catalogue,
    arrivals,
    setting: { searches, onDidChange: settingChanged.event },
    log: silentLog,
  });
  return { news, searches, state, searched, known, arrivalsChanged };
}

describe('the news of saved searches', () => {
  const papers = [
    madePaper('a', { title: 'Quokka agents', upvotes: 1 }),
    madePaper('b', { title: 'Quokka vision', upvotes: 9 }),
    madePaper('c', { title: 'Wombat agents' }),
  ];
  const setting = [{ query: 'quokka' }, { query: 'agents' }, { query: 'numbat' }];

  it('are the papers that arrived and match, each counted once in all', async () => {
    const { news, known } = fakes(papers, setting, ['a', 'c']);
    await news.count();
    assert.deepEqual(
      ['quokka', 'agents', 'numbat'].map((key) => [...news.newIn(key)].sort().join()),
      ['a', 'a,c', ''],
    );
    assert.equal(news.all().size, 2);
    assert.deepEqual(known, ['quokka', 'agents', 'numbat']);
  });

  it('cost no search where nothing arrived', async () => {
    const { news, searched } = fakes(papers, setting, []);
    await news.count();
    assert.deepEqual(searched, []);
  });

  it('never start the reading of the library', async () => {
    const { news, state, searched, known } = fakes(papers, setting, ['a']);
    state.kind = 'loading';
    await news.count();
    assert.deepEqual([searched, known], [[], []]);
  });

  it('leave out an arrival that the library lacks', async () => {
    const { news } = fakes(papers, setting, ['gone']);
    await news.count();
    assert.equal(news.all().size, 0);
  });

  it('of the other searches are counted where one fails', async () => {
    const { news } = fakes(papers, [{ query: 'fails' }, ...setting], ['a']);
    await news.count();
    assert.deepEqual([...news.newIn('quokka')], ['a']);
  });

  it('follow a change that comes during a count', async () => {
    const { news, state, arrivalsChanged } = fakes(papers, setting, ['a']);
    const counted = news.count();
    state.fresh = new Map();
    arrivalsChanged.fire();
    await counted;
    assert.equal(news.all().size, 0);
  });

  it('list papers newest first, or as the query says', async () => {
    const { news, searches } = fakes(papers, [...setting, { query: 'quokka sort:upvotes' }], []);
    const ids = async (n: number): Promise<string> => {
      const search = searches[n];
      assert.ok(search);
      return (await news.papersOf(search)).map(({ id }) => id).join();
    };
    assert.equal(await ids(0), 'a,b', 'the order of the library');
    assert.equal(await ids(3), 'b,a');
  });

  it('lists the papers that its text finds in the library view', async () => {
    const many = [
      ...papers,
      madePaper('d', { title: 'Quokkas', topics: ['code'], authors: ['Bo Li'], published: '2024-06-01' }),
      madePaper('e', {
        title: 'Agents',
        topics: ['code-models'],
        authors: ['Bo Lin'],
        published: '2024-07-01',
      }),
    ];
    const index = PaperIndex.of(many);
    const queries = [
      'agent quok',
      'quok',
      'topic:code',
      'author:li',
      'after:2024-0',
      'title:age -wom',
      'wom',
    ];
    const { news, searches } = fakes(
      many,
      queries.map((query) => ({ query })),
      [],
    );
    const view = new FilterRun(
      (query) => Promise.resolve(index.search(query)),
      () => new Set(),
    );
    const idsOf = (found: readonly Paper[] | undefined) => found?.map(({ id }) => id).sort();
    for (const search of searches)
      assert.deepEqual(
        idsOf(await view.papersOf(parseQuery(followedQueryText(search.query)))),
        idsOf(await news.papersOf(search)),
        search.query,
      );
  });
});
