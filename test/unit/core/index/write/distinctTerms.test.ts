import assert from 'node:assert/strict';
import fc from 'fast-check';
import { FNV_START, fnv1a } from '../../../../../src/core/index/segment/fnv1a';
import type { TermDictionary } from '../../../../../src/core/index/segment/termDictionary';
import { DistinctTerms } from '../../../../../src/core/index/write/distinctTerms';
import { packTerms } from '../../../../../src/core/index/write/packTerms';

function textsOf(terms: TermDictionary): readonly string[] {
  return Array.from({ length: terms.size }, (_, id) => terms.text(id));
}

/** Returns the sorted terms, and for each dictionary the terms at the places of its numbers. */
function merged(lists: readonly (readonly string[])[]): {
  readonly terms: readonly string[];
  readonly found: readonly (readonly string[])[];
} {
  const distinct = new DistinctTerms();
  const numbers = lists.map((list) => {
    const dictionary = packTerms(list);
    return list.map((_, id) => distinct.add(dictionary, id));
  });
  const { terms, rank } = distinct.sorted();
  const texts = textsOf(terms);
  return { terms: texts, found: numbers.map((own) => own.map((number) => texts[rank[number] ?? -1] ?? '?')) };
}

describe('the distinct terms of several dictionaries', () => {
  const rows: readonly (readonly [what: string, lists: readonly (readonly string[])[]])[] = [
    ['none', []],
    ['an empty dictionary', [[]]],
    [
      'equal dictionaries',
      [
        ['a', 'b'],
        ['a', 'b'],
      ],
    ],
    ['a word that begins another', [['word'], ['wordless', 'words'], ['', 'w']]],
    ['other scripts', [['β', '機械学習'], ['😀', 'β'], ['\ud83d']]],
    ['a long word', [['x'.repeat(20_000)], ['x'.repeat(20_000), 'x'.repeat(20_001)]]],
    // More than the table has slots at first.
    ['many words', [Array.from({ length: 5_000 }, (_, i) => `w${i}`), ['w1', 'w4999', 'v']]],
  ];
  for (const [what, lists] of rows)
    it(`are sorted, and found for each: ${what}`, () => {
      const { terms, found } = merged(lists);
      assert.deepEqual(terms, [...new Set(lists.flat())].sort());
      assert.deepEqual(found, lists);
    });

  it('are those of a set, whatever the words', () => {
    const list = fc.uniqueArray(fc.string({ unit: fc.constantFrom('a', 'b', 'é', '王'), maxLength: 4 }));
    fc.assert(
      fc.property(fc.array(list, { maxLength: 6 }), (lists) => {
        const { terms, found } = merged(lists);
        assert.deepEqual(terms, [...new Set(lists.flat())].sort());
        assert.deepEqual(found, lists);
      }),
      { numRuns: 300 },
    );
  });

  it('are told apart if their hashes are equal', () => {
    const lists = collision();
    const [one, other] = lists.map(([text]) => packTerms([text]));
    assert.equal(one?.hash(0), other?.hash(0));
    assert.deepEqual(merged(lists).found, lists);
  });
});

/** Returns two words of two code units with the same hash: if the first ones give equal high halves, the second ones make up. */
function collision(): readonly (readonly [string])[] {
  const seen = new Map<number, number>();
  for (let unit = 1; unit < 0xd800; unit++) {
    const hash = fnv1a(FNV_START, unit);
    const other = seen.get(hash >>> 16);
    if (other !== undefined) {
      const difference = (hash ^ fnv1a(FNV_START, other)) & 0xffff;
      return [[String.fromCharCode(other, 0x61)], [String.fromCharCode(unit, 0x61 ^ difference)]];
    }
    seen.set(hash >>> 16, unit);
  }
  throw new Error('There are no two words with one hash.');
}
