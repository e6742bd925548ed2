import assert from 'node:assert/strict';
import { rowParts, tabTitle, titleParts } from '../../../../src/core/paper/shortTitle';

describe('short titles', () => {
  for (const [title, name, rest, tab] of [
    ['CodeT5: Identifier-aware models', 'CodeT5', 'Identifier-aware models', 'CodeT5'],
    ['VALL-E 2: Neural Codecs: Speech', 'VALL-E 2', 'Neural Codecs: Speech', 'VALL-E 2'],
    ['Attention Is All You Need', 'Attention Is All You Need', '', 'Attention Is All You Need'],
    [
      'Language Models are Few-Shot Learners',
      'Language Models are Few-Shot Learners',
      '',
      'Language Models are Few-Shot…',
    ],
    [
      'A name with far too many words to be one: the rest',
      'A name with far too many words to be one: the rest',
      '',
      'A name with far too many words…',
    ],
    ['Training at 3:1 odds', 'Training at 3:1 odds', '', 'Training at 3:1 odds'],
    [': no name', ': no name', '', ': no name'],
    ['Nothing after:', 'Nothing after:', '', 'Nothing after:'],
    ['Name:\n  the rest ', 'Name', 'the rest', 'Name'],
    ['   ', '', '', ''],
    ['', '', '', ''],
    ['x'.repeat(40), 'x'.repeat(40), '', `${'x'.repeat(32)}…`],
    [`${'x'.repeat(31)}😀😀`, `${'x'.repeat(31)}😀😀`, '', `${'x'.repeat(31)}…`],
    [
      'First words, then, and — dashed—more',
      'First words, then, and — dashed—more',
      '',
      'First words, then…',
    ],
  ] as const) {
    it(`of "${title.slice(0, 40)}"`, () => {
      assert.deepEqual(titleParts(title), { name, rest });
      assert.equal(tabTitle(title), tab);
    });
  }
});

describe('titles of rows', () => {
  for (const [title, name, rest] of [
    ['CodeT5: Identifier-aware models', 'CodeT5', 'Identifier-aware models'],
    ['Zero-Shot Tokenizer Transfer', 'Zero-Shot Tokenizer Transfer', ''],
    ['Retrieval, Reading, and Ranking: Of Documents', 'Retrieval, Reading…', 'and Ranking: Of Documents'],
    ['An Empirical Comparison of Vocabulary', 'An Empirical Comparison…', 'of Vocabulary'],
    ['Scaling in the Wild with a Very Large Model', 'Scaling in the Wild…', 'with a Very Large Model'],
    ['On the Generalisationofeverything', 'On…', 'the Generalisationofeverything'],
    ['x'.repeat(28), 'x'.repeat(28), ''],
    ['x'.repeat(30), `${'x'.repeat(24)}…`, 'xxxxxx'],
    [`${'x'.repeat(23)}😀 the end`, `${'x'.repeat(23)}…`, '😀 the end'],
    ['', '', ''],
  ] as const)
    it(`of "${title.slice(0, 40)}"`, () => assert.deepEqual(rowParts(title), { name, rest }));
});
