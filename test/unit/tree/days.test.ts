import assert from 'node:assert/strict';
import { adjacentDay } from '../../../src/tree/model/groups';

const days = ['2025-11-07', '2025-11-03', '2025-10-31', ''];

describe('day before and after', () => {
  for (const [from, previous, next] of [
    ['2025-11-03', '2025-10-31', '2025-11-07'],
    ['2025-11-05', '2025-11-03', '2025-11-07'],
    ['2025-11-07', '2025-11-03', undefined],
    ['2025-10-31', undefined, '2025-11-03'],
    ['2030-01-01', '2025-11-07', undefined],
    ['2020-01-01', undefined, '2025-10-31'],
    [undefined, '2025-11-07', '2025-11-07'],
    ['', '2025-11-07', '2025-11-07'],
    ['agents', '2025-11-07', '2025-11-07'],
    ['2025-11', '2025-11-07', '2025-11-07'],
  ] as const) {
    it(`of ${from ?? 'nothing'} is ${previous ?? 'none'} and ${next ?? 'none'}`, () => {
      assert.deepEqual(
        [adjacentDay(days, from, 'previous'), adjacentDay(days, from, 'next')],
        [previous, next],
      );
    });
  }

  it('is none among rows without a day', () => {
    assert.equal(adjacentDay(['', 'agents'], undefined, 'next'), undefined);
    assert.equal(adjacentDay([], '2025-11-03', 'previous'), undefined);
  });
});
