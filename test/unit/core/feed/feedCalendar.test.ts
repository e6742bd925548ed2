import assert from 'node:assert/strict';
import { archiveMonths, feedDay, FIRST_DAY } from '../../../../src/core/feed/feedCalendar';

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
