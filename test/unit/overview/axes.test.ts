import assert from 'node:assert/strict';
import { axisTicks, periodLabels } from '../../../src/overview/page/axes';
import { periodsBetween } from '../../../src/core/overview/period';

describe('axes of a chart', () => {
  for (const [top, ticks] of [
    [1, [0, 1]],
    [4, [0, 1, 2, 3, 4]],
    [7, [0, 2, 4, 6, 8]],
    [12, [0, 5, 10, 15]],
    [134, [0, 50, 100, 150]],
    [1155, [0, 250, 500, 750, 1000, 1250]],
  ] as const)
    it(`reach ${top} in whole steps`, () => assert.deepEqual(axisTicks(top, false), ticks));

  it('show shares in quarters', () => assert.deepEqual(axisTicks(1, true), [0, 0.25, 0.5, 0.75, 1]));

  const texts = (periods: readonly string[]): readonly string[] =>
    periodLabels(periods, 'en').map(({ text }) => text);

  it('name each of a few months, and quarters of many', () => {
    assert.deepEqual(texts(periodsBetween('2023-11', '2024-02', 48)), ['Nov', 'Dec', '2024', 'Feb']);
    assert.deepEqual(texts(periodsBetween('2023-05', '2024-08', 48)), ['Jul', 'Oct', '2024', 'Apr', 'Jul']);
  });

  it('name each of a few years, and every fifth of many', () => {
    assert.deepEqual(texts(periodsBetween('2024', '2026', 30)), ['2024', '2025', '2026']);
    assert.deepEqual(texts(periodsBetween('1998', '2026', 30)), [
      '2000',
      '2005',
      '2010',
      '2015',
      '2020',
      '2025',
    ]);
  });
});
