import assert from 'node:assert/strict';
import { searchableText } from '../../../../src/core/fullText/searchableText';
import { hubText, madeUpSections } from '../../../support/hub-content';

describe('the searchable text of an answer', () => {
  const filler = madeUpSections('wombats');
  /** Returns what becomes of Markdown at the start of a text that is long enough to be complete. */
  const of = (markdown: string): string =>
    searchableText(hubText('2603.00001', 'Wombats', `${markdown}\n\n${filler}`)).split(
      `\n${searchableText(hubText('2603.00001', 'Wombats', filler)).slice(0, 40)}`,
    )[0] ?? '';

  for (const [what, markdown, text] of [
    ['a heading and a paragraph', '## 2 Method\nWe dig.\nDeep.', '2 Method We dig. Deep.'],
    ['emphasis and code', 'We **dig** with `claws` *fast*.', 'We dig with claws fast .'],
    ['a link', 'See [the burrow](https://example.org/a_b?c=d "A burrow").', 'See the burrow.'],
    ['an image', '![Figure 1: a burrow](https://arxiv.org/html/x1.png)', 'Figure 1: a burrow'],
    ['the definition of a link', 'Dig.\n\n[1]: https://example.org/secret', 'Dig.'],
    ['HTML', 'Dig<br>here <img src=x onerror="y">now.', 'Dig here now.'],
    ['text between inequalities', 'For $i<j$ we use dropout if $k>0$.', 'For i<j we use dropout if k>0 .'],
    ['text beside an address', 'Dig at <https://example.org/secret> now.', 'Dig at now.'],
    ['a formula', 'The loss $\\mathcal{L}_{dig} = 2$ falls.', 'The loss L _ dig = 2 falls.'],
    ['escapes', 'snake\\_case and 5\\% of it', 'snake_case and 5% of it'],
    ['a table', '| Model | Depth |\n| A | 3 |', 'Model Depth A 3'],
    ['a code block', '```python\ndig(3)\n```', 'dig(3)'],
    ['a list', 'First:\n\n- one\n- two', 'First:\none\ntwo'],
    ['windows line ends', 'One\r\ntwo.\r\n\r\nThree.', 'One two.\nThree.'],
  ] as const) {
    it(`keeps the words of ${what}`, () => assert.equal(of(markdown), text));
  }

  it('is empty if the text has only the abstract page', () => {
    assert.equal(searchableText(hubText('2603.00001', 'Wombats', filler, 'abs')), '');
    assert.equal(searchableText(''), '');
  });

  it('takes hostile text in linear time', () => {
    for (const part of ['[', '![', '\\', '<a ', '```', '[a](', '\n\n', '| '])
      assert.equal(typeof of(part.repeat(200_000)), 'string');
  });
});
