import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Counts } from '../../../../../src/core/index/write/buffers';
import { Dictionary } from '../../../../../src/core/index/write/termHash';
import { Growing } from '../../../../../src/core/index/write/buffers';
import { finished } from '../../../../../src/core/lang/runGenerator';
import { Random } from '../../../../eval/random';

/** Words of which many are alike, and names that a plain object would have for itself. */
const words = fc.array(
  fc.oneof(
    fc.string({ unit: fc.constantFrom('a', 'b', 'é', 'ÿ', 'α', 'β', '\0'), maxLength: 3 }),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.constantFrom('__proto__', 'constructor', 'toString', ''),
  ),
  { maxLength: 200 },
);

describe('a dictionary', () => {
  it('numbers words in the order of their first meeting, gives them back, and sorts them', () => {
    fc.assert(
      fc.property(words, (met) => {
        const dictionary = new Dictionary();
        const known = [...new Set(met)];
        const numbers = met.map((word) => dictionary.number(word));
        assert.deepEqual(
          numbers,
          met.map((word) => known.indexOf(word)),
        );
        assert.deepEqual(
          known.map((_, number) => dictionary.text(number)),
          known,
        );
        const { words: sorted, rank } = finished(dictionary.sorting());
        const expected = [...known].sort();
        assert.deepEqual(
          expected.map((_, place) => sorted.text(place)),
          expected,
        );
        assert.deepEqual(
          [...rank],
          known.map((word) => expected.indexOf(word)),
        );
      }),
    );
  });

  it('finds a word by its code units in another array', () => {
    const dictionary = new Dictionary();
    const units = Uint16Array.from('xbertx', (character) => character.charCodeAt(0));
    assert.equal(dictionary.number('gpt'), 0);
    assert.equal(dictionary.numberOfUnits(units, 1, 5), 1);
    assert.equal(dictionary.number('bert'), 1);
    assert.equal(dictionary.text(1), 'bert');
  });

  it('keeps a hundred thousand words apart', () => {
    const dictionary = new Dictionary();
    const word = (i: number): string => (i * 7919).toString(36);
    for (let i = 0; i < 100_000; i++) dictionary.number(word(i));
    assert.equal(dictionary.size, 100_000);
    for (let i = 0; i < 100_000; i += 997) {
      assert.equal(dictionary.number(word(i)), i);
      assert.equal(dictionary.text(i), word(i));
    }
  });
});

describe('counts of words', () => {
  it('are those of a map, text after text', () => {
    const counts = new Counts();
    const random = new Random(5);
    for (let text = 0; text < 50; text++) {
      const expected = new Map<number, number>();
      for (let i = random.below(300); i > 0; i--) {
        const word = random.below(text * 500 + 10);
        counts.add(word);
        expected.set(word, (expected.get(word) ?? 0) + 1);
      }
      assert.deepEqual([...counts.words], [...expected.keys()]);
      for (const [word, count] of expected) assert.equal(counts.of(word), count);
      assert.equal(counts.of(1_000_000), 0);
      counts.clear();
      assert.deepEqual([...counts.words], []);
      for (const word of expected.keys()) assert.equal(counts.of(word), 0);
    }
  });
});

describe('a growing list', () => {
  for (const length of [0, 1, 1023, 1024, 1025, 65_535, 65_536, 65_537, 131_072, 200_000]) {
    it(`holds ${length} numbers`, () => {
      const list = new Growing();
      const expected = Uint32Array.from({ length }, (_, i) => (i * 2_654_435_761) >>> 0);
      for (const item of expected) list.push(item);
      assert.equal(list.length, length);
      assert.deepEqual(list.toArray(), expected);
      for (const i of [0, 1023, 1024, 65_535, 65_536, length - 1, length])
        if (i >= 0) assert.equal(list.at(i), expected[i] ?? 0, `item ${i}`);
    });
  }
});
