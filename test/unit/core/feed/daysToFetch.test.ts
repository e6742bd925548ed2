import assert from 'node:assert/strict';
import { daysToFetch, mayMatchIsoWeek } from '../../../../src/core/feed/daysToFetch';
import { FIRST_DAY, monthsBetween } from '../../../../src/core/feed/feedCalendar';

describe('what a refresh reads', () => {
  const cases: [what: string, readTo: string | undefined, today: string, first: string, count: number][] = [
    ['the first time, two weeks', undefined, '2026-03-05', '2026-02-20', 14],
    ['again on the same day, with those that still move', '2026-03-05', '2026-03-05', '2026-03-03', 3],
    ['after a weekend', '2026-03-06', '2026-03-09', '2026-03-04', 6],
    ['over a change of clocks', '2026-03-07', '2026-03-09', '2026-03-05', 5],
    ['after two weeks', '2026-02-19', '2026-03-05', '2026-02-17', 17],
    ['after a longer absence, two weeks', '2025-12-02', '2026-03-05', '2026-02-20', 14],
    ['after a clock that was ahead', '2099-01-01', '2026-03-05', '2026-02-20', 14],
    ['with a clock that is behind', undefined, FIRST_DAY, FIRST_DAY, 1],
  ];
  for (const [what, readTo, today, first, count] of cases) {
    it(`${what}, day by day`, () => {
      const { spans } = daysToFetch(readTo, today);
      const days = spans.map(({ query }) => ('date' in query ? query.date : ''));
      assert.deepEqual([days[0], days.at(-1), days.length], [first, today, count]);
      assert.deepEqual(days, [...new Set(days)].sort());
      assert.deepEqual(
        spans.map(({ through }) => through),
        days,
      );
    });
  }

  const asked = (readTo: string, today: string): string[] =>
    daysToFetch(readTo, today).spans.map(
      ({ query, through }) => `${'date' in query ? query.date : query.week} → ${through}`,
    );

  it('after a month by weeks, and the last week day by day', () => {
    assert.deepEqual(asked('2026-02-02', '2026-03-05'), [
      '2026-W05 → 2026-01-29',
      '2026-W06 → 2026-02-05',
      '2026-W07 → 2026-02-12',
      '2026-W08 → 2026-02-19',
      '2026-W09 → 2026-02-26',
      ...['02-27', '02-28', '03-01', '03-02', '03-03', '03-04', '03-05'].map(
        (day) => `2026-${day} → 2026-${day}`,
      ),
    ]);
  });

  it('names the weeks of a new year as ISO 8601 does', () => {
    const weeks = (readTo: string, today: string): string[] =>
      daysToFetch(readTo, today).spans.flatMap(({ query }) => ('week' in query ? [query.week] : []));
    assert.deepEqual(weeks('2024-12-22', '2025-01-10'), ['2024-W51', '2024-W52', '2025-W01', '2025-W02']);
    assert.deepEqual(weeks('2020-12-20', '2021-01-18'), [
      ...['2020-W51', '2020-W52', '2020-W53'],
      ...['2021-W01', '2021-W02'],
    ]);
  });

  it('leaves no day of any gap out, however weeks are counted', () => {
    const day = (number: number): string => new Date(number * 86_400_000).toISOString().slice(0, 10);
    const today = Date.parse('2026-03-05') / 86_400_000;
    for (let gap = 15; gap <= 92; gap += 1) {
      for (let shift = 0; shift < 7; shift += 1) {
        const { spans } = daysToFetch(day(today + shift - gap), day(today + shift));
        for (let one = today + shift - gap - 2; one <= today + shift; one += 1) {
          const at = spans.findIndex(({ query }) =>
            'date' in query ? query.date === day(one) : mayMatchIsoWeek(day(one), query.week),
          );
          const last = spans.findLastIndex(({ query }) =>
            'date' in query ? query.date === day(one) : mayMatchIsoWeek(day(one), query.week),
          );
          assert.ok(at >= 0, `${day(one)} of a gap of ${gap}`);
          // Once the feed counts as read up to a day, each span that may contain that day was read.
          const noted = spans.findIndex(({ through }) => through >= day(one));
          assert.ok(last <= noted, `${day(one)} is noted too early, gap ${gap}, shift ${shift}`);
        }
      }
    }
  });

  it('says which days a long absence leaves to the archive', () => {
    assert.deepEqual(daysToFetch('2025-12-02', '2026-03-05').skipped, {
      from: '2025-12-03',
      to: '2026-02-19',
    });
    assert.deepEqual(monthsBetween('2025-12-03', '2026-02-19'), ['2026-02', '2026-01', '2025-12']);
    for (const readTo of [undefined, '2025-12-03', '2026-03-05', '2099-01-01'])
      assert.equal(daysToFetch(readTo, '2026-03-05').skipped, undefined);
  });
});
