import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suggestionsFor } from '../../../../src/core/query/suggestions';
import { PLAIN_QUERY, queriesOf } from '../../../../src/core/topics/topicEntry';
import { topicQuery } from '../../../../src/core/topics/topicQuery';

describe('plain queries of topics, which are not parsed when topics are read', () => {
  const { topics } = JSON.parse(readFileSync('seeds/topics.json', 'utf8')) as {
    topics: readonly { readonly terms?: unknown }[];
  };
  const queries = topics.flatMap(({ terms }) => queriesOf(terms));

  it('are most of the bundled ones, and none of them could be rejected', () => {
    const plain = queries.filter((query) => PLAIN_QUERY.test(query));
    assert.ok(plain.length > 0.8 * queries.length, `${plain.length} of ${queries.length}`);
    for (const text of [...plain, 'to', 'is', 'AND', 'not', '2024', '“sort”', 'year-2024', 'x'.repeat(500)]) {
      const query = topicQuery(text);
      assert.ok(PLAIN_QUERY.test(text), text);
      assert.deepEqual(suggestionsFor(query), [], text);
      assert.ok(query.clauses.length > 0, text);
      for (const clause of query.clauses)
        assert.ok(clause.kind === 'text' && clause.field === undefined, `${text}: ${clause.kind}`);
    }
  });

  for (const text of [
    'sort:date',
    'topic:code',
    'auther:x',
    '-survey',
    '+x',
    '“a',
    'a:',
    '',
    ' ',
    'x -y',
    '“a” “b”',
  ])
    it(`do not include ${JSON.stringify(text)}`, () => assert.ok(!PLAIN_QUERY.test(text)));
});
