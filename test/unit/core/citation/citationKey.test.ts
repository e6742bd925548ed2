import assert from 'node:assert/strict';
import { assignCitationKeys, freeKey } from '../../../../src/core/citation/citationKey';
import { madePaper } from '../../../support/papers';

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

describe('citation keys of papers', () => {
  const papers = ['2401.00001', '2401.00002'].map((id) =>
    madePaper(id, { title: 'Scaling laws', authors: ['Yue Wang'], published: '2024-01-01' }),
  );

  for (const [kept, keys] of [
    [undefined, ['wang2024scaling', 'wang2024scalingb']],
    ['wang2024scaling', ['wang2024scalingb', 'wang2024scaling']],
    // As in a file of the user. BibTeX ignores case in keys.
    ['Wang2024Scaling', ['wang2024scalingb', 'Wang2024Scaling']],
  ] as const)
    it(`with the kept key ${String(kept)} are ${keys.join()}`, () => {
      const assigned = assignCitationKeys(papers, new Map(kept ? [['2401.00002', kept]] : []));
      assert.deepEqual(
        assigned.map(({ key }) => key),
        keys,
      );
    });
});
