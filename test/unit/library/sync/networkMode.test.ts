import assert from 'node:assert/strict';
import { networkModeOf, type NetworkMode } from '../../../../src/library/sync/networkMode';

describe('the network setting', () => {
  const values: [value: unknown, mode: NetworkMode][] = [
    [undefined, 'on'],
    ['on', 'on'],
    ['manual', 'manual'],
    ['off', 'off'],
    ['Off', 'off'],
    ['OFF', 'off'],
    ['off ', 'off'],
    ['never', 'off'],
    ['', 'off'],
    [false, 'off'],
    [true, 'off'],
    [0, 'off'],
    [null, 'off'],
    [['on'], 'off'],
    [{}, 'off'],
  ];
  for (const [value, mode] of values) {
    it(`${value === undefined ? 'unset' : JSON.stringify(value)} is ${mode}`, () =>
      assert.equal(networkModeOf(value), mode));
  }
});
