import assert from 'node:assert/strict';
import { parseBibFile } from '../../../../src/core/citation/bibFile';
import { citableKeys } from '../../../../src/core/citation/citableKeys';
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
});
