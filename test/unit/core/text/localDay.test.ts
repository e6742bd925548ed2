import assert from 'node:assert/strict';
import { localDay, localDayOf } from '../../../../src/core/text/localDay';

describe('the day in the user’s time zone', () => {
  const zone = process.env['TZ'];
  afterEach(() => {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  });

  const cases: readonly (readonly [zone: string, time: string, day: string])[] = [
    ['UTC', '2026-11-30T02:30:00.000Z', '2026-11-30'],
    ['America/Los_Angeles', '2026-11-30T02:30:00.000Z', '2026-11-29'],
    ['America/Los_Angeles', '2026-01-01T07:59:59.999Z', '2025-12-31'],
    ['Asia/Tokyo', '2026-11-29T15:00:00.000Z', '2026-11-30'],
    ['Pacific/Kiritimati', '2026-02-28T11:00:00.000Z', '2026-03-01'],
    ['Asia/Tokyo', '2026-11-29', '2026-11-29'],
    ['Asia/Tokyo', 'not a time', 'not a time'],
    ['Asia/Tokyo', '', ''],
  ];
  for (const [tz, time, day] of cases)
    it(`in ${tz} of ${time || 'nothing'} is ${day || 'nothing'}`, () => {
      process.env['TZ'] = tz;
      assert.equal(localDayOf(time), day);
      if (!Number.isNaN(Date.parse(time))) assert.equal(localDay(new Date(time)), day);
    });
});
