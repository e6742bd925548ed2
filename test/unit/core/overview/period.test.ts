import assert from 'node:assert/strict';
import { periodAfter, periodOf, periodsBetween } from '../../../../src/core/overview/period';

describe('periods', () => {
  for (const [day, unit, period] of [
    ['2023-05-17', 'month', '2023-05'],
    ['2023-05-17', 'year', '2023'],
    ['', 'month', ''],
  ] as const)
    it(`${day} is in the ${unit} ${period}`, () => assert.equal(periodOf(day, unit), period));

  for (const [period, by, other] of [
    ['2023-05', 1, '2023-06'],
    ['2023-12', 1, '2024-01'],
    ['2024-01', -1, '2023-12'],
    ['2023', 1, '2024'],
    ['2023', -1, '2022'],
  ] as const)
    it(`${by} from ${period} is ${other}`, () => assert.equal(periodAfter(period, by), other));

  it('leaves no gap between the first and the last', () =>
    assert.deepEqual(periodsBetween('2023-11', '2024-02', 48), ['2023-11', '2023-12', '2024-01', '2024-02']));

  it('keeps the latest of too many', () => {
    const months = periodsBetween('1998-03', '2026-11', 48);
    assert.equal(months.length, 48);
    assert.deepEqual([months[0], months.at(-1)], ['2022-12', '2026-11']);
  });
});
