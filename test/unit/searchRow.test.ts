import assert from 'node:assert/strict';
import type { Paper } from '../../src/core/paper';
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
const facts = { topicLabel: (id: string) => id.toUpperCase(), sentence: 'It reads code.', codeWord: 'code' };

describe('a row of the search', () => {
  const rows: [name: string, paper: Paper, label: string, description: string][] = [
    ['a paper with code', paper, 'CodeT5', '2021-09-02 · CODE · $(code) code'],
    ['a paper without', { ...paper, repositories: [] }, 'CodeT5', '2021-09-02 · CODE'],
    ['a paper without date and topic', { ...paper, published: '', topics: [] }, 'CodeT5', '$(code) code'],
    [
      'a title that looks like an icon',
      { ...paper, title: '$(k)-means' },
      '\\$(k)-means',
      '2021-09-02 · CODE · $(code) code',
    ],
  ];
  for (const [name, given, label, description] of rows) {
    it(name, () => {
      assert.deepEqual(paperRow(given, facts), { label, description, detail: 'It reads code.' });
    });
  }
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
