import assert from 'node:assert/strict';
import type { Paper } from '../../../../src/core/paper/paper';
import { parseQuery } from '../../../../src/core/query/parseQuery';
import { excerpt, snippet } from '../../../../src/core/highlight/snippet';
import { hitText } from '../../../../src/search/rows/hitText';

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
const facts = {
  topicLabel: (id: string) => id.toUpperCase(),
  excerpt: 'It reads code.',
  codeWord: 'code',
  savedWord: '',
  originWord: '',
};

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
    it(name, () => assert.deepEqual(hitText(given, facts), { label, description, detail }));
  }

  it('a saved paper', () =>
    assert.equal(
      hitText(paper, { ...facts, savedWord: 'saved' }).detail,
      '2021-09-02 · code · saved · It reads code.',
    ));

  it('a paper that the user added', () =>
    assert.equal(
      hitText(paper, { ...facts, originWord: 'added by you' }).detail,
      '2021-09-02 · code · added by you · It reads code.',
    ));
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
  const known = { ...paper, authors: ['Colin Wei', 'Jason Wei', 'Yue Wang', 'Steven Hoi'] };
  const abstract =
    'We study diverse linguistic contexts. In turn, GPT-4 is asked. The SWE-bench tasks are solved by Li.';
  const rows: [query: string, reason: string, facts?: Partial<Paper>, terms?: readonly string[]][] = [
    ['', 'A model.'],
    ['reads', 'It reads code.'],
    ['codet5', 'A model.'],
    ['hoi', 'Steven Hoi · A model.'],
    ['repo:salesforce', 'salesforce/CodeT5 · A model.'],
    ['author:"Jason Wei"', 'Jason Wei · A model.'],
    ['author:"Wei, Jason"', 'Jason Wei · A model.'],
    ['author:"J Wei"', 'Jason Wei · A model.'],
    ['author:"jason w', 'Jason Wei · A model.'],
    ['jason wei', 'Jason Wei · A model.'],
    ['author:wei', 'Colin Wei · A model.'],
    ['author:li', 'Mu Li · We study diverse linguistic contexts.', { abstract, authors: ['Mu Li'] }],
    ['title:tasks', 'We study diverse linguistic contexts.', { abstract, title: 'Tasks' }],
    ['abstract:tasks', 'The SWE-bench tasks are solved by Li.', { abstract, title: 'Tasks' }],
    ['gpt4', 'In turn, GPT-4 is asked.', { abstract }],
    ['swebench', 'The SWE-bench tasks are solved by Li.', { abstract }],
    ['swebneh', 'The SWE-bench tasks are solved by Li.', { abstract }, ['swe-bench']],
    ['raeds', 'A model.'],
    ['raeds', 'It reads code.', {}, ['reads']],
    ['wnag', 'Yue Wang · A model.', {}, ['wang']],
    ['shcölkopf', 'B. Schölkopf · A model.', { authors: ['B. Schölkopf'] }, ['schölkopf']],
  ];
  for (const [query, reason, facts = {}, terms = []] of rows)
    it(`${JSON.stringify(query)} by ${JSON.stringify(terms)}`, () =>
      assert.equal(snippet({ paper: { ...known, ...facts }, terms }, parseQuery(query)), reason));
});
