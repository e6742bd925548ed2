import assert from 'node:assert/strict';
import { TermDictionary } from '../../../../../src/core/index/segment/termDictionary';
import { packTerms } from '../../../../../src/core/index/write/packTerms';

function visited(terms: TermDictionary): readonly string[] {
  const texts: string[] = [];
  terms.forEach((text, i) => (texts[i] = text));
  return texts;
}

describe('a term dictionary', () => {
  const lists: readonly (readonly string[])[] = [
    [],
    ['a'],
    ['', 'a', 'pre-training', 'β', '機械学習', '😀'],
    ['x'.repeat(20_000), 'y', 'z'.repeat(8_192)],
  ];
  for (const list of lists)
    it(`visits its ${list.length} words as \`text\` returns them`, () => {
      const terms = packTerms(list);
      assert.deepEqual(visited(terms), list);
      assert.deepEqual(
        list.map((_, i) => terms.text(i)),
        list,
      );
    });

  it('cuts words at the end of a damaged file’s text', () => {
    const terms = new TermDictionary(Uint32Array.of(0, 2, 9, 5), Uint16Array.of(97, 98, 99));
    assert.deepEqual(visited(terms), ['ab', 'c', '']);
    assert.deepEqual([terms.text(0), terms.text(1), terms.text(2)], ['ab', 'c', '']);
  });
});
