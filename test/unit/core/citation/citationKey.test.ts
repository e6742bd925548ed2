import assert from 'node:assert/strict';
import { freeKey } from '../../../../src/core/citation/citationKey';

describe('a free citation key', () => {
  for (const [taken, key] of [
    [[], 'a'],
    [['A'], 'ab'],
    [['a', 'ab', 'ac'], 'ad'],
    [['a', 'AB'], 'ac'],
  ] as const)
    it(`beside ${JSON.stringify(taken)} is ${key}`, () => assert.equal(freeKey('a', taken), key));

  it('is found however many keys are taken, after z with two letters', () => {
    const taken: string[] = [];
    for (let count = 0; count < 800; count += 1) taken.push(freeKey('a', taken));
    assert.equal(new Set(taken).size, 800);
    assert.deepEqual(
      [taken[0], taken[1], taken[25], taken[26], taken[27], taken[52]],
      ['a', 'ab', 'az', 'aaa', 'aab', 'aba'],
    );
  });
});
