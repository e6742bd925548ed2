import assert from 'node:assert/strict';
import { parseQuery, type Query } from '../../../../src/core/query/parseQuery';
import { inKeptTexts, isRankedByTexts } from '../../../../src/core/query/textQuery';

/** Returns the clauses of a query, as short texts. */
function shown({ clauses }: Query): string[] {
  return clauses.map((clause) => {
    if (clause.kind !== 'text') return clause.kind;
    const sign = clause.presence === 'mustNot' ? '-' : '';
    return `${sign}${clause.field ?? ''}:${clause.exact ? `"${clause.text}"` : clause.text}`;
  });
}

describe('a query for the kept texts', () => {
  for (const [typed, clauses] of [
    ['dropout rates ', ['text:dropout', 'text:rates']],
    ['"drop out" +rate ', ['text:"drop out"', 'text:rate']],
    ['dropout has:code year:2024 ', ['text:dropout', 'flag', 'date']],
    ['dropout author:hinton -survey ', ['text:dropout', 'author:hinton', '-:survey']],
    ['papers about the dropout ', ['text:dropout']],
    ['drop', ['text:drop']],
    ['gpt-4 ', ['text:gpt-4']],
  ] as const) {
    it(`of "${typed}" has ${clauses.join(' ')}`, () => {
      const query = inKeptTexts(parseQuery(typed));
      assert.deepEqual(query && shown(query), clauses);
      assert.equal(query?.text, '');
    });
  }

  for (const typed of [
    '',
    'dr',
    'the ',
    'has:code',
    '-dropout',
    'author:hinton',
    'text:dropout rates',
    Array.from({ length: 12 }, (_, i) => `word${i}x`).join(' '),
  ])
    it(`does not exist for "${typed}"`, () => assert.equal(inKeptTexts(parseQuery(typed)), undefined));

  for (const [typed, ranked] of [
    ['text:dropout', true],
    ['text:dropout has:code year:2024', true],
    ['text:dropout -text:survey -survey', true],
    ['text:dropout sort:date', false],
    ['text:dropout rates', false],
    ['text:dropout title:rates', false],
    ['-text:dropout', false],
    ['dropout', false],
  ] as const)
    it(`${typed} is ${ranked ? '' : 'not '}ranked by the texts`, () =>
      assert.equal(isRankedByTexts(parseQuery(typed)), ranked));
});
