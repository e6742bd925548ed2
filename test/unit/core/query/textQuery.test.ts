import assert from 'node:assert/strict';
import { PaperIndex } from '../../../../src/core/index/paperIndex';
import { parseQuery, type Query } from '../../../../src/core/query/parseQuery';
import { effectiveSort, inKeptTexts, isRankedByTexts } from '../../../../src/core/query/textQuery';
import { madePaper } from '../../../support/papers';

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

describe('the order of a query', () => {
  const repositories = [{ host: 'github.com', owner: 'a', name: 'b', url: 'https://github.com/a/b' }];
  const facts = { topics: ['agents'], category: 'cs.CL', repositories };
  // The best match is neither the newest nor the one with the most upvotes.
  const papers = [
    madePaper('new', { ...facts, title: 'New', abstract: 'Wombat', published: '2026-03-03' }),
    madePaper('best', { ...facts, title: 'Wombat', abstract: 'Wombat wombat', published: '2026-03-02' }),
    madePaper('liked', { ...facts, title: 'Liked', abstract: 'Wombat', published: '2026-03-01', upvotes: 9 }),
  ];
  const index = PaperIndex.of(papers);
  const first = { relevance: 'best', date: 'new', upvotes: 'liked' } as const;
  for (const [typed, sort] of [
    ['wombat', 'relevance'],
    ['+wombat has:code', 'relevance'],
    ['"wombat"', 'relevance'],
    ['abstract:wombat', 'relevance'],
    ['', 'date'],
    ['has:code', 'date'],
    ['topic:agents', 'date'],
    ['category:cs.CL year:2026', 'date'],
    ['-survey', 'date'],
    ['wombat sort:date', 'date'],
    ['wombat sort:upvotes', 'upvotes'],
    ['has:code sort:upvotes', 'upvotes'],
  ] as const)
    it(`“${typed}” is by ${sort}, as the index sorts`, () => {
      assert.equal(effectiveSort(parseQuery(typed)), sort);
      assert.equal(index.search(parseQuery(typed))[0]?.paper.id, first[sort]);
    });
  for (const [typed, sort] of [
    ['author:wombat', 'relevance'],
    ['repo:wombat', 'relevance'],
    ['text:dropout', 'relevance'],
    ['text:dropout has:code', 'relevance'],
    ['text:dropout sort:date', 'date'],
    ['-text:dropout', 'date'],
    ['tag:to-cite note:weak', 'date'],
  ] as const)
    it(`“${typed}” is by ${sort}`, () => assert.equal(effectiveSort(parseQuery(typed)), sort));
});
