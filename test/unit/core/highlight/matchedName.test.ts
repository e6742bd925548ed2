import assert from 'node:assert/strict';
import { matchedAuthor } from '../../../../src/core/highlight/matchedName';
import { parseQuery } from '../../../../src/core/query/parseQuery';
import { withinCpuSeconds } from '../../../support/cpuTime';

describe('the author that a query names', () => {
  const authors = ['Ada Byron', 'Anne Byron', 'Li, A. Byron', 'Ada'];
  const rows: readonly (readonly [query: string, found: string | undefined])[] = [
    ['author:"byron ada"', 'Ada Byron'],
    ['author:"Byron, Anne"', 'Anne Byron'],
    ['author:"a li"', 'Li, A. Byron'],
    ['author:"byron an', 'Anne Byron'],
    ['author:ada', 'Ada Byron'],
    ['author:turing', undefined],
    ['-author:ada', undefined],
  ];
  for (const [query, found] of rows)
    it(query, () => assert.equal(matchedAuthor(authors, parseQuery(query)), found));

  it('takes no longer if many initials are typed', () => {
    const initials = 'a '.repeat(60);
    const query = parseQuery(`author:"${initials}zz"`);
    const author = `${initials.toUpperCase()} Consortium`;
    withinCpuSeconds(5, () => matchedAuthor([author], query));
  });
});
