import assert from 'node:assert/strict';
import type { Paper } from '../../src/core/paper';
import { parseQuery } from '../../src/core/query';
import { excerpt, matchReason } from '../../src/search/matchReason';
import { keptSelection, paperRow } from '../../src/search/row';

const paper: Paper = {
  id: '2109.00859',
  title: 'CodeT5',
  abstract: 'A model. It reads code.',
  authors: [],
  authorCount: 0,
  published: '2021-09-02',
  featuredOn: [],
  comments: 0,
  topics: ['code'],
  repositories: [
    { host: 'github.com', owner: 'salesforce', name: 'CodeT5', url: 'https://github.com/salesforce/CodeT5' },
  ],
  links: [],
};
const facts = { topicLabel: (id: string) => id.toUpperCase(), excerpt: 'It reads code.', codeWord: 'code' };

describe('a row of the search', () => {
  const rows: [name: string, paper: Paper, label: string, description: string, detail: string][] = [
    ['a paper with code', paper, '$(file-code) CodeT5', 'CODE', '2021-09-02 · code · It reads code.'],
    [
      'a paper without',
      { ...paper, repositories: [] },
      '$(note) CodeT5',
      'CODE',
      '2021-09-02 · It reads code.',
    ],
    [
      'a paper without date and topic',
      { ...paper, published: '', topics: [] },
      '$(file-code) CodeT5',
      '',
      'code · It reads code.',
    ],
    [
      'a title that looks like an icon',
      { ...paper, title: '$(k)-means' },
      '$(file-code) \\$(k)-means',
      'CODE',
      '2021-09-02 · code · It reads code.',
    ],
  ];
  for (const [name, given, label, description, detail] of rows) {
    it(name, () => assert.deepEqual(paperRow(given, facts), { label, description, detail }));
  }
});

describe('an excerpt of a sentence', () => {
  const sentence = 'For decoder-style models, we apply dynamic tokenization in two ways.';
  const rows: [name: string, firstMatch: number | undefined, shown: string][] = [
    ['no match: the whole sentence', undefined, sentence],
    ['a match near the start', 4, sentence],
    ['a match further on', sentence.indexOf('tokenization'), '…we apply dynamic tokenization in two ways.'],
  ];
  for (const [name, firstMatch, shown] of rows) {
    it(name, () => assert.equal(excerpt(sentence, firstMatch), shown));
  }
  it('one endless word', () => assert.equal(excerpt('a'.repeat(100), 90), `…${'a'.repeat(10)}`));
});

describe('why a paper matched', () => {
  const known = { ...paper, authors: ['Yue Wang', 'Steven Hoi'] };
  const rows: [query: string, reason: string][] = [
    ['', 'A model.'],
    ['reads', 'It reads code.'],
    ['codet5', 'A model.'],
    ['hoi', 'Steven Hoi · A model.'],
    ['repo:salesforce', 'salesforce/CodeT5 · A model.'],
  ];
  for (const [query, reason] of rows) {
    it(JSON.stringify(query), () => assert.equal(matchReason(known, parseQuery(query)), reason));
  }
});

describe('why a paper matched a misspelt word', () => {
  it('is told by the words that stand for it', () => {
    assert.equal(matchReason(paper, parseQuery('raeds')), 'A model.');
    assert.equal(matchReason(paper, parseQuery('raeds'), ['reads']), 'It reads code.');
    assert.equal(
      matchReason({ ...paper, authors: ['Yue Wang'] }, parseQuery('wang'), ['wang']),
      'Yue Wang · A model.',
    );
  });
});

describe('the selection of a list that changes', () => {
  const rows: [name: string, before: string[], active: string | undefined, after: string[], kept?: string][] =
    [
      ['nothing was active', [], undefined, ['a', 'b']],
      ['the best answer was active: the new best is', ['a', 'b'], 'a', ['b', 'a']],
      ['a chosen row stays', ['a', 'b'], 'b', ['c', 'b'], 'b'],
      ['a chosen row that is gone', ['a', 'b'], 'b', ['c']],
    ];
  for (const [name, before, active, after, kept] of rows) {
    it(name, () => assert.equal(keptSelection(before, active, after), kept));
  }
});
