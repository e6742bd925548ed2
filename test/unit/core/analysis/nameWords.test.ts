import assert from 'node:assert/strict';
import { matchesName } from '../../../../src/core/analysis/nameWords';

describe('the words of a typed name', () => {
  const rows: readonly (readonly [typed: string, name: string, found: boolean])[] = [
    ['', '', true],
    ['', 'ada', true],
    ['ada', '', false],
    ['ada lovelace', 'lovelace ada', true],
    ['ada ada', 'ada lovelace', false],
    ['ada ada', 'ada ada', true],
    // The first word must leave the only word that the second one matches.
    ['a ada', 'ada anne', true],
    ['a a ada', 'ada anne alma', true],
    ['a a ada anne', 'ada anne alma', false],
    ['a a a', 'ada anne byron', false],
    ['a b a', 'byron ada anne', true],
  ];
  for (const [typed, name, found] of rows)
    it(`${JSON.stringify(typed)} ${found ? 'are' : 'are not'} in ${JSON.stringify(name)}`, () => {
      const [typedWords, nameWords] = [typed, name].map((text) => text.split(' ').filter(Boolean));
      assert.ok(typedWords && nameWords);
      const matches = (i: number, j: number): boolean =>
        nameWords[j]?.startsWith(typedWords[i] ?? '') === true;
      assert.equal(matchesName(typedWords.length, nameWords.length, matches), found);
    });
});
