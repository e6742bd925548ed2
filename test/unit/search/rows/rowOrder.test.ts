import assert from 'node:assert/strict';
import { keepOrder } from '../../../../src/search/rows/rowOrder';

describe('the order of the rows', () => {
  const warnings: string[] = [];
  const log = { warn: (message: string) => void warnings.push(message) };
  beforeEach(() => (warnings.length = 0));

  it('is kept', () => {
    const pick = { sortByLabel: true };
    keepOrder(pick, log);
    assert.equal(pick.sortByLabel, false);
    assert.deepEqual(warnings, []);
  });

  const others: readonly (readonly [host: string, pick: object])[] = [
    ['does not have the property', {}],
    [
      'refuses it',
      {
        get sortByLabel() {
          return true;
        },
        set sortByLabel(_) {
          throw new Error('proposed');
        },
      },
    ],
    ['does not let it change', Object.freeze({ sortByLabel: true })],
  ];
  for (const [host, pick] of others)
    it(`is VS Code's own, with a line in the log, where the host ${host}`, () => {
      keepOrder(pick, log);
      assert.equal(warnings.length, 1);
    });
});
