import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  MAX_ARRIVALS,
  MAX_SEEN,
  mayNotify,
  unannounced,
  newSince,
  readArrivals,
  withArrived,
  withRegistered,
  withSeen,
  withNotified,
  writeArrivals,
  type Arrivals,
} from '../../../../src/core/savedSearches/arrivals';

describe('arrivals', () => {
  const followed = withArrived(withRegistered(withArrived(readArrivals(undefined), ['old']), ['q']), [
    'a',
    'b',
  ]);

  it('are new to a search until the user looks at it, those from before it was saved never', () => {
    assert.deepEqual(newSince(followed, 'q'), ['a', 'b']);
    const looked = withSeen(followed, ['q']);
    assert.deepEqual(newSince(looked, 'q'), []);
    assert.deepEqual(newSince(withArrived(looked, ['c']), 'q'), ['c']);
  });

  it('are not new to a search that nobody noted', () => assert.deepEqual(newSince(followed, 'other'), []));

  it('come once', () => {
    assert.equal(withArrived(followed, ['a', 'old']), followed);
    assert.deepEqual(newSince(withArrived(followed, ['a', 'c', 'c']), 'q'), ['a', 'b', 'c']);
  });

  it('keep what was looked at when a search is noted again', () => {
    assert.equal(withRegistered(followed, ['q']), followed);
  });

  it('are limited, and the latest remain', () => {
    const many = withArrived(
      followed,
      Array.from({ length: MAX_ARRIVALS + 10 }, (_, n) => `p${n}`),
    );
    assert.equal(many.latest.length, MAX_ARRIVALS);
    assert.equal(newSince(many, 'q').length, MAX_ARRIVALS);
    assert.equal(newSince(withArrived(withSeen(many, ['q']), ['z']), 'q').join(), 'z');
  });

  it('allow one notification a day, and none without a further arrival, whatever the clock says', () => {
    assert.ok(mayNotify(followed, '2026-03-05'));
    const notified = withNotified(followed, '2026-03-05');
    assert.ok(!mayNotify(notified, '2026-03-06'), 'nothing arrived since');
    const more = withArrived(notified, ['c']);
    assert.ok(!mayNotify(more, '2026-03-05'));
    assert.ok(mayNotify(more, '2026-03-06'));
    assert.ok(mayNotify(more, '2026-03-04'), 'a clock that was ahead blocks no later day');
  });

  it('are announced once', () => {
    assert.deepEqual(unannounced(followed), ['old', 'a', 'b']);
    const notified = withNotified(followed, '2026-03-05');
    assert.deepEqual(unannounced(notified), []);
    assert.deepEqual(unannounced(withArrived(notified, ['c'])), ['c']);
  });

  it('keep every existing search beyond the limit, and the removed ones that were looked at last', () => {
    const removed = Array.from({ length: MAX_SEEN }, (_, n) => `removed ${n}`);
    let state = readArrivals(undefined);
    removed.forEach((key, n) => {
      state = withArrived(withSeen(state, [key]), [`p${n}`]);
    });
    const existing = ['a', 'b', 'removed 0'];
    const registered = withRegistered(state, existing);
    assert.equal(registered.looked.size, MAX_SEEN);
    assert.deepEqual(
      [...existing, 'removed 1', 'removed 2', 'removed 3', 'removed 299'].map((key) =>
        registered.looked.has(key),
      ),
      [true, true, true, false, false, true, true],
    );
    const arrived = withArrived(registered, ['new']);
    const stored = readArrivals(JSON.parse(JSON.stringify(writeArrivals(arrived))));
    assert.equal(withRegistered(stored, existing), stored, 'nothing is left to record');
    assert.deepEqual(newSince(stored, 'a'), ['new']);
  });

  it('survive being stored', () => {
    const stored = (state: Arrivals): Arrivals =>
      readArrivals(JSON.parse(JSON.stringify(writeArrivals(state))));
    const state = withNotified(withSeen(followed, ['__proto__', 'constructor']), '2026-03-05');
    assert.deepEqual(stored(state), state);
  });

  it('accept any stored value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (count, latest, looked) => {
        const state = readArrivals({ count, latest, looked });
        assert.ok(state.count >= state.latest.length);
        newSince(state, 'q');
      }),
    );
    assert.deepEqual(newSince(readArrivals({ count: 0, latest: ['a'], looked: { q: 500 } }), 'q'), []);
  });
});
