import assert from 'node:assert/strict';
import fc from 'fast-check';
import { duePapers, isDue, RECHECK_MS } from '../../../../src/core/codeWatch/weeklyChecks';
import {
  MAX_ARRIVED,
  MAX_EMPTY,
  MAX_WAITING,
  withArrived,
  withRequested,
  withCode,
  withEmpty,
  withFollowed,
  withSeen,
  type CodeWatch,
} from '../../../../src/core/codeWatch/codeWatch';
import { readCodeWatch, writeCodeWatch } from '../../../../src/core/codeWatch/storedCodeWatch';

const [DAY, LATER] = ['2026-03-05', '2026-03-09'];
const [NOW, THEN] = [Date.parse(`${DAY}T12:00:00Z`), Date.parse(`${LATER}T12:00:00Z`)];
const NOTHING_WATCHED = readCodeWatch(undefined);
const same = (id: string): string => id;
const paper = (id: string, hasRepository = false) => ({ id, hasRepository });
const arrivals = ({ arrived }: CodeWatch): string =>
  [...arrived].map(([id, { day, seen }]) => `${id} ${day}${seen ? ' seen' : ''}`).join(', ');

describe('the code watch', () => {
  const waiting = withFollowed(NOTHING_WATCHED, [paper('a'), paper('b'), paper('c', true)], same, NOW);

  it('notes followed papers without a repository, and reports the one that gets one', () => {
    assert.deepEqual([...waiting.waiting.keys()], ['a', 'b']);
    const next = withFollowed(waiting, [paper('a', true), paper('b'), paper('c', true)], same, THEN);
    assert.deepEqual([[...next.waiting.keys()], arrivals(next)], [['b'], `a ${LATER}`]);
  });

  it('reports nothing for a paper that had a repository when it was saved', () => {
    assert.equal(arrivals(withFollowed(waiting, [paper('c', true), paper('d', true)], same, THEN)), '');
  });

  it('reports code once', () => {
    const next = withFollowed(waiting, [paper('a', true)], same, THEN);
    const lost = withFollowed(next, [paper('a')], same, THEN);
    assert.equal(
      arrivals(withFollowed(lost, [paper('a', true)], same, Date.parse('2026-04-01'))),
      `a ${LATER}`,
    );
  });

  it('forgets a paper that is not followed any more, and keeps one that the library lacks', () => {
    const known = (id: string): string | undefined => (id === 'a' ? id : undefined);
    assert.deepEqual([...withFollowed(waiting, [], known, NOW).waiting.keys()], ['b']);
  });

  it('follows a paper that got another id', () => {
    const next = withFollowed(waiting, [paper('2401.1', true)], (id) => (id === 'a' ? '2401.1' : id), THEN);
    assert.equal(arrivals(next), `2401.1 ${LATER}`);
  });

  it('returns the same state where nothing changed', () => {
    const all = [paper('a'), paper('b'), paper('c', true)];
    assert.equal(withFollowed(waiting, all, same, THEN), waiting);
    assert.equal(withArrived(waiting, [], DAY), waiting);
    assert.equal(withSeen(waiting, ['a']), waiting);
    assert.equal(withCode(waiting, 'github.com/a/b', ['a'], DAY, false), waiting);
  });

  it('reports code of a repository only if it held none', () => {
    const empty = withEmpty(waiting, 'github.com/a/b', 1_000);
    const next = withCode(empty, 'github.com/a/b', ['x'], DAY, false);
    assert.deepEqual([next.empty.size, arrivals(next)], [0, `x ${DAY}`]);
    assert.equal(arrivals(withCode(empty, 'github.com/a/b', ['x'], DAY, true)), `x ${DAY} seen`);
    assert.equal(arrivals(withSeen(next, ['x', 'y'])), `x ${DAY} seen`);
  });

  it('lets a repository without code be looked at once a week, whatever the clock says', () => {
    const empty = withEmpty(waiting, 'k', RECHECK_MS);
    assert.ok(!isDue(empty, 'other', 1e15));
    assert.ok(!isDue(empty, 'k', 2 * RECHECK_MS - 1));
    assert.ok(isDue(empty, 'k', 2 * RECHECK_MS));
    assert.ok(isDue(empty, 'k', RECHECK_MS - 1), 'a clock that was ahead');
  });

  it('lets the Hub be asked for a waiting paper once a week', () => {
    assert.deepEqual(duePapers(waiting, NOW + RECHECK_MS - 1), []);
    assert.deepEqual(duePapers(waiting, NOW + RECHECK_MS), ['a', 'b']);
    const asked = withRequested(waiting, 'a', NOW + RECHECK_MS);
    assert.deepEqual(duePapers(asked, NOW + RECHECK_MS), ['b']);
    const again = withFollowed(asked, [paper('a'), paper('b')], same, NOW + RECHECK_MS);
    assert.deepEqual(duePapers(again, NOW + RECHECK_MS), ['b'], 'comparing again is no request');
    assert.equal(withRequested(waiting, 'c', NOW), waiting);
  });

  it('is limited, and the latest remain', () => {
    const many = Array.from({ length: 6_000 }, (_, n) => `p${n}`);
    const full = withFollowed(
      NOTHING_WATCHED,
      many.map((id) => paper(id)),
      same,
      NOW,
    );
    assert.deepEqual([full.waiting.size, full.waiting.has('p5999')], [MAX_WAITING, true]);
    const arrived = withArrived(NOTHING_WATCHED, many, DAY).arrived;
    assert.deepEqual([arrived.size, arrived.has('p5999')], [MAX_ARRIVED, true]);
    let state = NOTHING_WATCHED;
    for (const [n, key] of many.slice(0, MAX_EMPTY + 5).entries()) state = withEmpty(state, key, n);
    assert.deepEqual([state.empty.size, state.empty.has('p0')], [MAX_EMPTY, false]);
  });

  it('survives being stored, in order', () => {
    const state = withSeen(
      withArrived(withEmpty(waiting, 'github.com/a/b', 7), ['2401.00002', '2401.00001', '__proto__'], DAY),
      ['2401.00001'],
    );
    assert.deepEqual(readCodeWatch(JSON.parse(JSON.stringify(writeCodeWatch(state)))), state);
    assert.equal(
      arrivals(readCodeWatch(writeCodeWatch(state))),
      `2401.00002 ${DAY}, 2401.00001 ${DAY} seen, __proto__ ${DAY}`,
    );
  });

  it('reads any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (waiting_, empty, arrived) => {
        const state = readCodeWatch({ waiting: waiting_, empty, arrived });
        assert.deepEqual(readCodeWatch(JSON.parse(JSON.stringify(writeCodeWatch(state)))), state);
      }),
    );
    assert.deepEqual(readCodeWatch({ arrived: [{ id: 'a', day: '2026-02-31' }, 7] }), NOTHING_WATCHED);
  });
});
