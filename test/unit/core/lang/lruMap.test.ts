import assert from 'node:assert/strict';
import { LruMap } from '../../../../src/core/lang/lruMap';

describe('a map of limited size', () => {
  it('removes the entry that was used longest ago', () => {
    const map = new LruMap<string, number>(2);
    map.set('a', 1);
    map.set('b', 2);
    assert.equal(map.get('a'), 1);
    map.set('c', 3);
    assert.equal(map.get('b'), undefined);
    assert.deepEqual(map.entries(), [
      ['a', 1],
      ['c', 3],
    ]);
  });

  it('replaces and deletes entries without counting them twice', () => {
    const map = new LruMap<string, number>(2, [
      ['a', 1],
      ['b', 2],
    ]);
    map.set('a', 3);
    map.set('a', 4);
    assert.equal(map.size, 2);
    assert.deepEqual(map.entries(), [
      ['b', 2],
      ['a', 4],
    ]);
    map.delete('b');
    map.delete('missing');
    assert.equal(map.get('b'), undefined);
    assert.equal(map.size, 1);
  });

  it('keeps entries whose value or key is 0 or an empty text', () => {
    const map = new LruMap<string, number | string>(2);
    map.set('', 0);
    map.set('b', '');
    assert.equal(map.get(''), 0);
    assert.equal(map.get('b'), '');
  });
});
