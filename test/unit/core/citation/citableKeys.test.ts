import assert from 'node:assert/strict';
import { parseBibFile } from '../../../../src/core/citation/bibFile';
import { begunKeyQuery, begunKeysFirst, citableKeys } from '../../../../src/core/citation/citableKeys';
import { madePaper } from '../../../support/papers';

describe('keys that cite papers', () => {
  const paper = madePaper('2109.00859', {
    title: 'Models for Code',
    authors: ['Yue Wang'],
    published: '2021-09-02',
  });
  const rows: readonly (readonly [what: string, bib: string, key: string, known: boolean])[] = [
    ['no entries', '', 'wang2021models', false],
    ['the paper’s own entry', '@misc{mine, eprint = {2109.00859}}', 'mine', true],
    ['another paper with that key', '@misc{wang2021models, title = {X}}', 'wang2021modelsb', false],
    ['that key in capitals', '@misc{Wang2021Models, title = {X}}', 'wang2021modelsb', false],
    [
      'two papers with such keys',
      '@misc{wang2021models,}\n@misc{wang2021modelsb,}',
      'wang2021modelsc',
      false,
    ],
  ];
  for (const [what, bib, key, known] of rows)
    it(`with ${what}: ${key}`, () =>
      assert.deepEqual(citableKeys([paper], parseBibFile(bib)), [{ paper, key, known }]));

  it('come first where they begin with the typed text, in their order', () => {
    const keys = ['lin2025wang', 'wang2021codet5', 'Wang2023few', 'swan2020'];
    const citable = keys.map((key) => ({ paper, key, known: false }));
    const order = (typed: string): string[] => begunKeysFirst(citable, typed).map(({ key }) => key);
    assert.deepEqual(order('wan'), ['wang2021codet5', 'Wang2023few', 'lin2025wang', 'swan2020']);
    assert.deepEqual(order(''), keys);
    assert.deepEqual(order('identifier'), keys);
  });

  for (const [typed, query] of [
    ['wang2021', 'author:wang year:2021'],
    ['wang2021co', 'author:wang year:2021 co'],
    ['müller1999', 'author:müller year:1999'],
    ['wang', undefined],
    ['wang202', undefined],
    ['2021', undefined],
    ['gpt4', undefined],
    ['llama3000', undefined],
    ['wang2021 x', undefined],
    ['', undefined],
  ] as const)
    it(`are searched as ${query ?? 'words'} while ${JSON.stringify(typed)} is typed`, () =>
      assert.equal(begunKeyQuery(typed), query));
});
