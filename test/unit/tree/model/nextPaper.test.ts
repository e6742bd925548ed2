import assert from 'node:assert/strict';
import { paperAfter, rowInstead } from '../../../../src/tree/model/nextPaper';
import { groupings, orders } from '../../../../src/tree/model/groups';
import { TreeModel } from '../../../../src/tree/model/treeModel';
import type { LibraryNode } from '../../../../src/tree/nodes';
import { madePaper } from '../../../support/papers';

describe('the next paper of the library', () => {
  const groups = [
    { key: 'monday', papers: [madePaper('a'), madePaper('b')] },
    { key: 'empty', papers: [] },
    { key: 'sunday', papers: [madePaper('c'), madePaper('a')] },
  ];
  const paper = (paperId: string, group: string): LibraryNode => ({ kind: 'paper', paperId, group });
  const rows: readonly (readonly [what: string, row: LibraryNode | undefined, next: string | undefined])[] = [
    ['without a row is the first one', undefined, 'monday a'],
    ['after a heading is its first one', { kind: 'group', key: 'sunday' }, 'sunday c'],
    ['after a heading without papers is that of the next one', { kind: 'group', key: 'empty' }, 'sunday c'],
    ['is the next in the group', paper('a', 'monday'), 'monday b'],
    ['after the last of a group begins the next group', paper('b', 'monday'), 'sunday c'],
    ['is in the group of the row where a paper is in two', paper('c', 'sunday'), 'sunday a'],
    ['after the last one is none', paper('a', 'sunday'), undefined],
    ['after a row that is gone begins its group again', paper('gone', 'sunday'), 'sunday c'],
    ['after a row of a group that is gone is the first one', paper('a', 'gone'), 'monday a'],
    ['after “Show more” begins its group', { kind: 'more', group: 'monday', after: 'head' }, 'monday a'],
  ];
  for (const [what, row, next] of rows)
    it(what, () => {
      const found = paperAfter(row, groups);
      assert.equal(found && `${found.group} ${found.paperId}`, next);
    });
});

describe('the row that is selected instead of one that leaves', () => {
  const groups = [
    { key: 'monday', papers: [madePaper('a'), madePaper('b'), madePaper('c')] },
    { key: 'sunday', papers: [madePaper('d'), madePaper('a')] },
  ];
  const row = (name: string): LibraryNode => {
    const [group = '', paperId = ''] = name.split(' ');
    return paperId === '' ? { kind: 'group', key: group } : { kind: 'paper', paperId, group };
  };
  for (const [what, selected, remaining, instead] of [
    ['is the next one', ['monday b'], 'acd', 'monday c'],
    ['is the next that remains', ['monday a'], 'd', 'sunday d'],
    ['is below the next heading after the last one', ['monday c'], 'abd', 'sunday d'],
    ['is the one before at the end', ['sunday a'], 'bc', 'monday c'],
    ['is after the first of several', ['monday a', 'monday b'], 'cd', 'monday c'],
    ['is none if nothing remains', ['monday b'], '', undefined],
    ['is none if the paper remains', ['monday b'], 'abcd', undefined],
    ['is none if one of several remains', ['monday a', 'monday b'], 'bcd', undefined],
    ['is none for a heading', ['monday'], 'd', undefined],
    ['is none without a selection', [], 'abcd', undefined],
    ['is none for a row that the tree did not have', ['monday d'], 'abc', undefined],
  ] as const)
    it(what, () => {
      const found = rowInstead(selected.map(row), groups, new Set(remaining));
      assert.equal(found && `${found.group} ${found.paperId}`, instead);
    });
});

describe('the next papers of the library, beside its rows', () => {
  const papers = [
    ['a', '2026-03-01', 1, 'code'],
    ['b', '2026-03-03', 0, 'vision'],
    ['c', '2026-03-02', 9, 'code'],
    ['d', '2026-03-03', 5, 'code'],
    ['e', '2026-03-01', 7, 'vision'],
  ].map(([id, day, upvotes, topic]) =>
    madePaper(String(id), {
      published: String(day),
      featuredOn: [id === 'b' || id === 'e' ? '2026-03-05' : '2026-03-04'],
      upvotes: Number(upvotes),
      topics: [String(topic)],
    }),
  );
  const scores = new Map([
    ['a', 3],
    ['e', 2],
  ]);
  const found = ['c', 'a', 'e'].flatMap((id) => papers.filter((paper) => paper.id === id));
  for (const filtered of [undefined, { query: 'x', papers: found }])
    for (const groupBy of groupings)
      for (const order of orders)
        it(`are all rows by ${groupBy} and ${order}${filtered ? ', with a filter' : ''}`, () => {
          const model = new TreeModel(
            papers,
            ['code', 'vision'],
            { groupBy, order },
            filtered,
            new Map(),
            new Set(['a', 'b', 'c']),
            scores,
          );
          const rows = model.groups().flatMap(({ key }) =>
            model
              .runs(key)
              .flatMap((run) => run.papers)
              .map(({ id }) => `${key} ${id}`),
          );
          const visited: string[] = [];
          let next = paperAfter(undefined, model.groupsInRowOrder());
          while (next && visited.length <= rows.length) {
            visited.push(`${next.group} ${next.paperId}`);
            next = paperAfter({ kind: 'paper', ...next }, model.groupsInRowOrder());
          }
          assert.deepEqual(visited, rows);
        });
});
