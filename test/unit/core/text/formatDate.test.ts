import assert from 'node:assert/strict';
import { longDay, longMonth, shortDay, timeOfDay } from '../../../../src/core/text/formatDate';

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
    assert.equal(longMonth('2021-05', 'en'), 'May 2021');
  });

  it('a time of day, to the second, in a language that there is or not', () => {
    const moment = new Date(2021, 4, 2, 14, 3, 5).getTime();
    assert.equal(timeOfDay(moment, 'en'), '14:03:05');
    assert.equal(timeOfDay(moment, 'no_such language'), '14:03:05');
    assert.match(timeOfDay(moment, 'en-US'), /^2:03:05\sPM$/);
  });
});
