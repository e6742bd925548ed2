import assert from 'node:assert/strict';
import { parseQuery, type Clause } from '../../../../src/core/query/parseQuery';
import { followedQuery, followedQueryText } from '../../../../src/core/savedSearches/savedSearchQuery';

/** Returns the clauses without positions. */
function meaning(clauses: readonly Clause[]): readonly unknown[] {
  return clauses.map((clause) => ({ ...clause, start: 0, end: 0 }));
}

describe('the query of a saved search as text', () => {
  const rows: readonly (readonly [query: string, text: string])[] = [
    ['', ''],
    ['diffusion', '+diffusion'],
    ['vision language', '+vision +language'],
    ['the diffusion of images', '+diffusion +images'],
    ['the of', '+the +of'],
    ['+diffusion -video', '+diffusion -video'],
    ['"chain of thought" prompting', '"chain of thought" +prompting'],
    ['title:sparse attention', 'title:sparse +attention'],
    ['author:"Yue Wang" code has:code', 'author:"Yue Wang" +code has:code'],
    ['topic:code year:2023 agents', 'topic:code year:2023 +agents'],
    ['-author:wang transformers', '-author:wang +transformers'],
    ['  sparse   spaces ', '+sparse +spaces'],
    ['agents sort:date', '+agents sort:date'],
    ['identifier-aware', '+identifier-aware'],
    ['日本語 モデル', '+日本語 +モデル'],
  ];
  for (const [query, text] of rows)
    it(`is “${text}” and a space for “${query}”`, () =>
      assert.equal(followedQueryText(query), text === '' ? '' : `${text} `));

  it('means what the saved search means, for every row', () => {
    for (const [query] of rows)
      assert.deepEqual(
        meaning(parseQuery(followedQueryText(query)).clauses),
        meaning(followedQuery(query).clauses),
        query,
      );
  });

  it('is its own text', () => {
    for (const [query] of rows) {
      const text = followedQueryText(query);
      assert.equal(followedQueryText(text), text);
    }
  });
});
