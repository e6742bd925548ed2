import assert from 'node:assert/strict';
import { withFewerFilters } from '../../../../src/core/query/fewerFilters';

describe('queries with one filter less, below an empty answer', () => {
  const candidates = Array.from({ length: 9 }, (_, number) => ({ text: `w${number}` }));
  const cases: [
    what: string,
    withResults: readonly string[],
    offered: readonly string[],
    searches: number,
  ][] = [
    ['are those that have results', ['w1', 'w3'], ['w1', 'w3'], 6],
    ['are at most three', ['w0', 'w1', 'w2', 'w3'], ['w0', 'w1', 'w2'], 3],
    ['are none without results', [], [], 6],
    ['are looked for among the six most promising', ['w5', 'w6'], ['w5'], 6],
  ];
  for (const [what, withResults, offered, searches] of cases) {
    it(what, async () => {
      const asked: string[] = [];
      const found = await withFewerFilters(candidates, ({ text }, limit) => {
        asked.push(text);
        assert.equal(limit, 1);
        return Promise.resolve(withResults.includes(text) ? [text] : []);
      });
      assert.deepEqual(
        found.map(({ text }) => text),
        offered,
      );
      assert.equal(asked.length, searches);
    });
  }
});
