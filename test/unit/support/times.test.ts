import assert from 'node:assert/strict';
import { forecastText, nodeStartMs } from '../../support/times.mjs';

describe('the forecast of a test run', () => {
  for (const [there, here, expected] of [
    [50, 50, '10 min 0 s'],
    [50, 120, '24 min 0 s'],
    [50, 25, '5 min 0 s'],
    [45.2, 4.52, '60 s'],
  ] as const)
    it(`is ${expected} where Node starts in ${here} ms, after 10 min where it started in ${there} ms`, () => {
      assert.match(forecastText(600, there, here), new RegExp(`about ${expected} on this machine`));
    });

  it('knows how long Node takes to start', () => {
    const ms = nodeStartMs();
    assert.ok(ms > 1, `${ms} ms`);
  });
});
