import assert from 'node:assert/strict';
import { adjacentDay, groupPapers, sortPapers } from '../../../src/tree/groups';
import { madePaper } from '../../support/papers';

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
    madePaper('old', { published: '2024-01-01', comments: 9 }),
    madePaper('new', { published: '2025-01-01', comments: 2 }),
    madePaper('liked', { published: '2023-01-01', upvotes: 5 }),
    madePaper('twin', { published: '2025-01-01', comments: 2 }),
  ];
  for (const [by, expected] of [
    ['date', ['new', 'twin', 'old', 'liked']],
    ['popularity', ['liked', 'old', 'new', 'twin']],
  ] as const) {
    it(`by ${by} keeps equal papers as they came`, () => {
      assert.deepEqual(
        sortPapers(some, by).map(({ id }) => id),
        expected,
      );
    });
  }
});
