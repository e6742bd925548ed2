import assert from 'node:assert/strict';
import {
  archiveMonths,
  feedDay,
  FIRST_DAY,
  mayMatchIsoWeek,
  monthsBetween,
  spansToFetch,
} from '../../../../src/core/feed/feedCalendar';
import { isDue, COOLDOWN_MS, type RefreshTimes } from '../../../../src/library/sync/schedule';
import { backoff, MAX_WAIT_MS, quotaWait, retryAfter } from '../../../../src/library/sync/http';

describe('the feed’s day', () => {
  const moments: [moment: string, day: string][] = [
    ['2026-03-05T04:59:59Z', '2026-03-04'],
    ['2026-03-05T05:00:00Z', '2026-03-05'],
    ['2026-07-05T03:59:59Z', '2026-07-04'],
    ['2026-07-05T04:00:00Z', '2026-07-05'],
    // Clocks go forward on 8 March 2026 and back on 1 November.
    ['2026-03-08T06:59:59Z', '2026-03-08'],
    ['2026-03-09T03:59:59Z', '2026-03-08'],
    ['2026-03-09T04:00:00Z', '2026-03-09'],
    ['2026-11-02T04:59:59Z', '2026-11-01'],
    ['2026-11-02T05:00:00Z', '2026-11-02'],
    ['1970-01-01T00:00:00Z', FIRST_DAY],
    ['2100-01-01T12:00:00Z', '2100-01-01'],
  ];
  for (const [moment, day] of moments) {
    it(`${moment} is ${day}`, () => assert.equal(feedDay(Date.parse(moment)), day));
  }

  it('accepts an invalid time', () => {
    for (const now of [Number.NaN, Infinity, -Infinity, 9e15, 8.64e15])
      assert.match(feedDay(now), /^\d{4}-\d\d-\d\d$/);
  });
});

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
      const { spans } = spansToFetch(readTo, today);
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
    spansToFetch(readTo, today).spans.map(
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
      spansToFetch(readTo, today).spans.flatMap(({ query }) => ('week' in query ? [query.week] : []));
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
        const { spans } = spansToFetch(day(today + shift - gap), day(today + shift));
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
    assert.deepEqual(spansToFetch('2025-12-02', '2026-03-05').skipped, {
      from: '2025-12-03',
      to: '2026-02-19',
    });
    assert.deepEqual(monthsBetween('2025-12-03', '2026-02-19'), ['2026-02', '2026-01', '2025-12']);
    for (const readTo of [undefined, '2025-12-03', '2026-03-05', '2099-01-01'])
      assert.equal(spansToFetch(readTo, '2026-03-05').skipped, undefined);
  });

  it('has every month of the archive', () => {
    assert.deepEqual(archiveMonths('2023-08-01'), ['2023-08', '2023-07', '2023-06', '2023-05']);
    assert.equal(archiveMonths('2026-11-23').length, 43);
    assert.deepEqual(archiveMonths('2022-01-01'), []);
  });
});

describe('a refresh by schedule', () => {
  const now = Date.parse('2026-03-05T12:00:00Z');
  const hour = 3_600_000;
  const cases: [what: string, times: RefreshTimes, due: boolean][] = [
    ['never refreshed', {}, true],
    ['refreshed a moment ago', { last: now - 1 }, false],
    ['refreshed just under 6 hours ago', { last: now - COOLDOWN_MS + 1 }, false],
    ['refreshed 6 hours ago', { last: now - COOLDOWN_MS }, true],
    ['refreshed in 1970', { last: 0 }, true],
    ['refreshed in the future', { last: now + hour }, true],
    ['refreshed in 2100', { last: Date.parse('2100-01-01') }, true],
    ['the server asked to wait', { notBefore: now + hour }, false],
    ['the wait is over', { notBefore: now - 1 }, true],
    ['a wait that nobody grants', { notBefore: now + 100 * hour }, true],
  ];
  for (const [what, times, due] of cases) {
    it(`${what}: ${due ? 'due' : 'not due'}`, () => assert.equal(isDue(times, now), due));
  }
});

describe('wait times in headers of a server', () => {
  const now = Date.parse('2026-03-05T12:00:00Z');
  const waits: [header: string | null, wait: number | undefined][] = [
    [null, undefined],
    ['', undefined],
    ['later', undefined],
    ['-5', undefined],
    ['0', 0],
    [' 30 ', 30_000],
    ['99999999999', MAX_WAIT_MS],
    ['9'.repeat(400), undefined],
    ['Thu, 05 Mar 2026 12:00:30 GMT', 30_000],
    ['Thu, 05 Mar 2020 12:00:30 GMT', 0],
  ];
  for (const [header, wait] of waits) {
    it(`Retry-After: ${header?.slice(0, 40) ?? 'none'}`, () => assert.equal(retryAfter(header, now), wait));
  }

  const quotas: [header: string | null, wait: number][] = [
    [null, 0],
    ['"api";r=499;t=300', 0],
    ['"api";r=0;t=55', 55_000],
    ['"api"; r=0; t=55', 55_000],
    ['"api";r=0', 0],
    ['"api";r=0;t=999999999', MAX_WAIT_MS],
  ];
  for (const [header, wait] of quotas) {
    it(`RateLimit: ${header ?? 'none'}`, () => assert.equal(quotaWait(header), wait));
  }

  it('makes every pause longer than the last, and spreads it', () => {
    assert.deepEqual(
      [0, 1, 2].map((attempt) => backoff(attempt, () => 0)),
      [500, 1_000, 2_000],
    );
    assert.deepEqual(
      [0, 1, 2].map((attempt) => backoff(attempt, () => 1)),
      [1_500, 3_000, 6_000],
    );
  });
});
