import assert from 'node:assert/strict';
import { longDay, monthInWords, shortDay } from '../../src/core/day';

describe('days in words', () => {
  for (const [day, language, long] of [
    ['2021-09-02', 'en', '2 September 2021'],
    ['2021-09-02', 'en-US', 'September 2, 2021'],
    ['2021-09-02', 'de', '2. September 2021'],
    ['2021-09-02', 'no_such language', '2 September 2021'],
    ['2021-13-02', 'en', '2021-13-02'],
    ['', 'en', ''],
    ['soon', 'en', 'soon'],
  ] as const) {
    it(`${day} in ${language}`, () => assert.equal(longDay(day, language), long));
  }

  it('short days and months', () => {
    assert.equal(shortDay('2021-05-02', 'en'), '2 May 2021');
    assert.equal(monthInWords('2021-05', 'en'), 'May 2021');
  });
});
