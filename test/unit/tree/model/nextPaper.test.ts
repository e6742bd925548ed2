import assert from 'node:assert/strict';
import { paperAfter } from '../../../../src/tree/model/nextPaper';
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
