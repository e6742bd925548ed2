import assert from 'node:assert/strict';
import { archiveMonths, daysToRead, feedDay, FIRST_DAY } from '../../src/core/feedDays';
import { isDue, REST, type RefreshTimes } from '../../src/library/due';
import { backoff, LONGEST_WAIT, quotaWait, retryAfter } from '../../src/library/retryAfter';

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

  it('takes a clock that is no clock', () => {
    for (const now of [Number.NaN, Infinity, -Infinity, 9e15, 8.64e15])
      assert.match(feedDay(now), /^\d{4}-\d\d-\d\d$/);
  });
});

describe('the days that a refresh reads', () => {
  const cases: [what: string, readTo: string | undefined, today: string, first: string, count: number][] = [
    ['the first time, two weeks', undefined, '2026-03-05', '2026-02-20', 14],
    ['again on the same day, with those that still move', '2026-03-05', '2026-03-05', '2026-03-03', 3],
    ['after a weekend', '2026-03-06', '2026-03-09', '2026-03-04', 6],
    ['over a change of clocks', '2026-03-07', '2026-03-09', '2026-03-05', 5],
    ['after a month', '2026-02-02', '2026-03-05', '2026-01-31', 34],
    ['after a longer absence, two weeks', '2026-01-01', '2026-03-05', '2026-02-20', 14],
    ['after a clock that was ahead', '2099-01-01', '2026-03-05', '2026-02-20', 14],
    ['with a clock that is behind', undefined, FIRST_DAY, FIRST_DAY, 1],
  ];
  for (const [what, readTo, today, first, count] of cases) {
    it(what, () => {
      const days = daysToRead(readTo, today);
      assert.deepEqual([days[0], days.at(-1), days.length], [first, today, count]);
      assert.deepEqual(days, [...new Set(days)].sort());
    });
  }

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
    ['refreshed just under 6 hours ago', { last: now - REST + 1 }, false],
    ['refreshed 6 hours ago', { last: now - REST }, true],
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

describe('a server’s wishes', () => {
  const now = Date.parse('2026-03-05T12:00:00Z');
  const waits: [header: string | null, wait: number | undefined][] = [
    [null, undefined],
    ['', undefined],
    ['later', undefined],
    ['-5', undefined],
    ['0', 0],
    [' 30 ', 30_000],
    ['99999999999', LONGEST_WAIT],
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
    ['"api";r=0;t=999999999', LONGEST_WAIT],
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
