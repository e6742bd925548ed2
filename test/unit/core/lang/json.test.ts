import assert from 'node:assert/strict';
import { asCount } from '../../../../src/core/lang/json';

describe('a value as a count', () => {
  const rows: [given: unknown, count: number | undefined][] = [
    [0, 0],
    [-0, 0],
    [12, 12],
    [-1, undefined],
    [1.5, undefined],
    [2 ** 53, undefined],
    [Number.NaN, undefined],
    ['3', undefined],
    [null, undefined],
  ];
  for (const [given, count] of rows) {
    it(Object.is(given, -0) ? '-0' : String(given), () => assert.ok(Object.is(asCount(given), count)));
  }
});
