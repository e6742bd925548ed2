import assert from 'node:assert/strict';
import { parseQuery } from '../../../../src/core/query/parseQuery';
import { searchWords } from '../../../../src/core/query/searchWords';

describe('words for a search engine without fields', () => {
  const cases: readonly (readonly [query: string, words: string])[] = [
    ['sparse attention', 'sparse attention'],
    ['  sparse   attention ', 'sparse attention'],
    ['"sparse attention" +gpu -cpu', 'sparse attention gpu'],
    ['title:bert author:"Ada Example" abstract:code', 'bert Ada Example code'],
    ['topic:code repo:x tag:y note:z category:cs.CL has:code year:2024 sort:date', ''],
    ['bert has:code year:2024', 'bert'],
    ['author:', ''],
    ['', ''],
  ];
  for (const [query, words] of cases)
    it(`of ${query === '' ? 'an empty query' : query}`, () =>
      assert.equal(searchWords(parseQuery(query)), words));
});
