import assert from 'node:assert/strict';
import { archiveMonths, feedDay, FIRST_DAY } from '../../../../src/core/feed/feedCalendar';
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

describe('the months of the archive', () => {
  it('begin with the page itself', () => {
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
