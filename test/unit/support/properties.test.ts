import assert from 'node:assert/strict';
import fc from 'fast-check';

describe('property tests', () => {
  // Set by test/support/properties.mjs, which mocha loads before the tests.
  it('have a fixed seed, or the one that was asked for', () => {
    const asked = process.env['DAILY_PAPERS_SEED'];
    const { seed } = fc.readConfigureGlobal();
    if (asked === 'random') assert.equal(seed, undefined);
    else assert.equal(seed, asked === undefined ? 1 : Number(asked));
  });
});
