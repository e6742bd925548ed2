import assert from 'node:assert/strict';
import { PaperIndex } from '../../../../src/core/index/paperIndex';
import type { Paper } from '../../../../src/core/paper/paper';
import { parseQuery } from '../../../../src/core/query/parseQuery';
import { adjacentDay, groupPapers, sortPapers } from '../../../../src/tree/model/groups';
import { madePaper } from '../../../support/papers';

const repository = { host: 'github.com', owner: 'a', name: 'b', url: 'https://github.com/a/b' };
const papers = [
  madePaper('p1', { published: '2025-11-02', topics: ['agents', 'code'], featuredOn: ['2025-11-03'] }),
  madePaper('p2', { published: '2025-10-30', topics: ['vision'], repositories: [repository] }),
  madePaper('p3', { published: '2025-10-01', topics: ['agents'], featuredOn: ['2025-10-02', '2025-11-03'] }),
  madePaper('p4', { published: '', topics: ['no-such-topic'] }),
];

describe('grouping of the library', () => {
  for (const [by, expected] of [
    ['topic', { vision: ['p2'], agents: ['p1', 'p3'], code: ['p1'], other: ['p4'] }],
    ['month', { '2025-11': ['p1'], '2025-10': ['p2', 'p3'], '': ['p4'] }],
    ['day', { '2025-11-03': ['p1', 'p3'], 'published 2025-10': ['p2'], '': ['p4'] }],
    ['code', { code: ['p2'], none: ['p1', 'p3', 'p4'] }],
  ] as const) {
    it(`by ${by} puts papers under headings, headings in their order`, () => {
      const groups = groupPapers(papers, by, ['vision', 'agents', 'code', 'other']);
      const shown = groups.map(({ key, papers }) => [key, papers.map(({ id }) => id)]);
      assert.deepEqual(shown, Object.entries(expected));
    });
  }

  it('puts months of publication after all days of the feed, which a step from day to day passes over', () => {
    const some = [
      madePaper('new', { published: '2026-01-05' }),
      madePaper('old', { published: '2024-01-05' }),
      madePaper('featured', { published: '2024-02-01', featuredOn: ['2024-02-02'] }),
      madePaper('earlier', { published: '', featuredOn: ['2023-06-01'] }),
    ];
    const keys = groupPapers(some, 'day', []).map(({ key }) => key);
    assert.deepEqual(keys, ['2024-02-02', '2023-06-01', 'published 2026-01', 'published 2024-01']);
    assert.equal(adjacentDay(keys, '2024-02-02', 'next'), undefined);
  });

  it('leaves out topics that are hidden', () => {
    const groups = groupPapers(papers, 'topic', ['code', 'vision', 'other']);
    assert.deepEqual(
      groups.map(({ key, papers }) => `${key}: ${papers.map(({ id }) => id).join(' ')}`),
      ['code: p1', 'vision: p2', 'other: p3 p4'],
    );
  });
});

describe('order of a group', () => {
  const some = [
    madePaper('2401.00001', { published: '2024-01-01', comments: 9 }),
    madePaper('2501.00002', { published: '2025-01-01', comments: 2 }),
    madePaper('2301.00003', { published: '2023-01-01', upvotes: 5 }),
    madePaper('2501.00004', { published: '2025-01-01', comments: 2 }),
    madePaper('2501.00005', { published: '2025-01-01', comments: 2, featuredOn: ['2025-01-03'] }),
    madePaper('2501.00006', { published: '2025-01-01', upvotes: 1 }),
    madePaper('undated', { published: '' }),
  ];
  const index = PaperIndex.of(some.toReversed());
  const numbers = (papers: readonly Paper[]): string =>
    papers.map(({ id }) => (id === 'undated' ? '-' : id.at(-1))).join('');
  for (const [by, sort, expected] of [
    ['date', 'sort:date', '562413-'],
    ['popularity', 'sort:upvotes', '361524-'],
  ] as const)
    it(`by ${by} is that of a search with ${sort}, whatever the order before`, () => {
      for (const given of [some, some.toReversed()]) assert.equal(numbers(sortPapers(given, by)), expected);
      const hits = index.search(parseQuery(sort));
      assert.equal(numbers(hits.map(({ paper }) => paper)), expected);
      const first = index.search(parseQuery(sort), { limit: 3 });
      assert.equal(numbers(first.map(({ paper }) => paper)), expected.slice(0, 3));
    });

  it('by date is that of a search that consists of filters, and of an empty one', () => {
    for (const query of ['', 'after:2024']) {
      const hits = index.search(parseQuery(query));
      assert.equal(numbers(hits.map(({ paper }) => paper)), query === '' ? '562413-' : '56241');
    }
  });

  it('for you has the highest scores first, then the newest, and is by date without scores', () => {
    const order = (scores?: ReadonlyMap<string, number>): string =>
      numbers(sortPapers(some, 'forYou', scores));
    assert.equal(order(), numbers(sortPapers(some, 'date')));
    const scores = new Map([
      ['2301.00003', 2],
      ['2401.00001', 1],
      ['2501.00002', -1],
    ]);
    assert.match(order(scores), /^31.*2$/);
  });
});
