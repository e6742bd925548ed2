import assert from 'node:assert/strict';
import { clampDates, latestPlausibleDay } from '../../../../src/core/feed/importedDates';
import { madePaper } from '../../../support/papers';

describe('the dates in an imported file', () => {
  const latest = latestPlausibleDay(Date.UTC(2026, 5, 10, 16));

  it('may be two days later than the local clock', () => assert.equal(latest, '2026-06-12'));

  for (const [day, isKept] of [
    ['2026-06-12', true],
    ['2026-06-13', false],
    ['2023-05-04', true],
    ['2023-05-03', false],
  ] as const)
    it(`${isKept ? 'keeps' : 'drops'} ${day} as a day of the page`, () => {
      const paper = madePaper('2606.00001', { featuredOn: ['2026-06-01', day] });
      assert.deepEqual(clampDates(paper, latest).featuredOn, isKept ? ['2026-06-01', day] : ['2026-06-01']);
    });

  for (const [day, published] of [
    ['2026-06-12', '2026-06-12'],
    ['2026-06-13', ''],
    ['1999-01-01', '1999-01-01'],
  ] as const)
    it(`${published === '' ? 'drops' : 'keeps'} ${day} as a day of publication`, () =>
      assert.equal(clampDates(madePaper('2606.00001', { published: day }), latest).published, published));
});
