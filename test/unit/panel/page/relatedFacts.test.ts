import assert from 'node:assert/strict';
import { relatedFacts } from '../../../../src/panel/page/relatedFacts';

describe('what a related paper’s line says', () => {
  const repositories = [{ host: 'github.com', owner: 'a', name: 'b', url: 'https://github.com/a/b' }];
  const t = (message: string, ...values: unknown[]): string => message.replace('{0}', String(values[0]));
  for (const [published, hasCode, shared, expected] of [
    ['2021-09-02', true, ['code', 'tokens'], '2021 · code · Shares: code, tokens'],
    ['2021-09-02', false, [], '2021'],
    ['', false, ['code'], 'Shares: code'],
    ['', false, [], ''],
  ] as const)
    it(`is "${expected}"`, () =>
      assert.equal(
        relatedFacts({ published, repositories: hasCode ? repositories : [] }, shared, t),
        expected,
      ));
});
