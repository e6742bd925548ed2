import assert from 'node:assert/strict';
import { compactAge } from '../../../../src/core/text/compactAge';
import { dayBefore } from '../../../../src/core/feed/feedCalendar';

const units = {
  day: (count: number) => `${count}d`,
  week: (count: number) => `${count}w`,
  month: (count: number) => `${count}M`,
  year: (count: number) => `${count}y`,
};
const TODAY = '2026-03-05';

describe('the age of a paper in two characters', () => {
  for (const [day, age] of [
    ['2026-03-05', '0d'],
    ['2026-03-04', '1d'],
    ['2026-02-24', '9d'],
    ['2026-02-23', '1w'],
    ['2026-02-22', '2w'],
    ['2025-12-29', '9w'],
    ['2025-12-27', '2M'],
    ['2025-09-05', '6M'],
    ['2025-05-20', '9M'],
    // Ten and eleven months have no digit, so they are about a year.
    ['2025-05-05', '1y'],
    ['2025-04-05', '1y'],
    ['2024-09-10', '1y'],
    ['2024-08-10', '2y'],
    ['2021-09-02', '5y'],
    ['2016-10-01', '9y'],
    ['2016-08-01', '9+'],
    ['1991-08-01', '9+'],
    // Already the next day of UTC, seen from the west.
    ['2026-03-06', '0d'],
    ['2026-03-07', ''],
    ['', ''],
    ['2026', ''],
    ['2026-03', ''],
    ['2026-13-40', ''],
  ] as const)
    it(`of "${day}" is "${age}"`, () => assert.equal(compactAge(day, TODAY, units), age));

  it('has two characters, and never gets smaller from day to day', () => {
    const order = ['d', 'w', 'M', 'y', '+'];
    const rank = (age: string): number => order.indexOf(age.slice(1)) * 10 + Number(age.slice(0, 1));
    let last = 0;
    for (let days = 0; days < 4_000; days++) {
      const age = compactAge(dayBefore(TODAY, days), TODAY, units);
      assert.match(age, /^\d[dwMy+]$/, `${days} days`);
      assert.ok(rank(age) >= last, `${days} days: ${age}`);
      last = rank(age);
    }
    assert.equal(rank('9+'), last);
  });
});
