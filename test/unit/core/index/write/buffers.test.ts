import assert from 'node:assert/strict';
import { getHeapStatistics } from 'node:v8';
import { room } from '../../../../../src/core/index/write/buffers';

const MANY = 1 << 24;

/** Bytes by which what V8 counts grows while something is made. */
function counted(make: () => Uint8Array | Uint16Array | Uint32Array): number {
  const before = getHeapStatistics().external_memory;
  const made = make();
  const grown = getHeapStatistics().external_memory - before;
  assert.equal(made.length, MANY);
  assert.ok(made.every((item) => item === 0));
  return grown;
}

describe('room for a build', () => {
  for (const [what, make] of Object.entries(room))
    it(`has ${what} of zero, which are no reason for V8 to collect garbage`, () => {
      assert.ok(counted(() => make(MANY)) < MANY / 2);
    });

  it('is needed: V8 counts the memory of plain arrays', () => {
    assert.ok(counted(() => new Uint8Array(MANY)) >= MANY);
  });
});
