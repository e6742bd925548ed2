import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  changeOf,
  parseReadingList,
  withMark,
  serializeReadingList,
  type ReadingEntry,
  type ReadingList,
} from '../../../../src/core/readingList/readingList';
import {
  countMarks,
  latestMarks,
  MAX_SYNCED_MARKS,
  mergeLists,
  parseSyncedMarks,
  serializeSyncedMarks,
} from '../../../../src/core/readingList/syncedMarks';

const [MONDAY, TUESDAY, FRIDAY] = [2, 3, 6].map((day) => `2026-03-0${day}T09:00:00.000Z`) as [
  string,
  string,
  string,
];

/** Few papers and times, so that changes of the same mark at the same time are common. */
const time = fc.integer({ min: 0, max: 5 }).map((ms) => new Date(Date.UTC(2026, 2, 2) + ms).toISOString());
const entry: fc.Arbitrary<ReadingEntry> = fc.record(
  { saved: time, read: time, savedChanged: time, readChanged: time },
  { requiredKeys: [] },
);
const list = fc
  .array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), entry), { maxLength: 5 })
  .map((entries): ReadingList => parseReadingList(Object.fromEntries(entries)));

/** Returns a list with each mark as its value and time of change, in any order. */
const seen = (of: ReadingList): unknown =>
  [...of]
    .flatMap(([id, one]) =>
      (['saved', 'read'] as const).flatMap((mark) =>
        changeOf(one, mark) === undefined ? [] : [[id, mark, one[mark] ?? '', changeOf(one, mark)].join()],
      ),
    )
    .sort();

describe('merging marks of two machines', () => {
  const rows: readonly (readonly [
    what: string,
    ours: ReadingEntry,
    theirs: ReadingEntry,
    merged: ReadingEntry,
  ])[] = [
    ['takes what only one has', { saved: MONDAY }, { read: MONDAY }, { saved: MONDAY, read: MONDAY }],
    ['takes the later removal', { saved: MONDAY }, { savedChanged: TUESDAY }, { savedChanged: TUESDAY }],
    ['takes the later mark', { savedChanged: MONDAY }, { saved: TUESDAY }, { saved: TUESDAY }],
    ['keeps a mark at the same time', { saved: MONDAY }, { savedChanged: MONDAY }, { saved: MONDAY }],
    [
      'keeps an Undo with the time that the mark had',
      { savedChanged: TUESDAY },
      { saved: MONDAY, savedChanged: FRIDAY },
      { saved: MONDAY, savedChanged: FRIDAY },
    ],
  ];
  for (const [what, ours, theirs, merged] of rows)
    it(what, () => {
      const [a, b] = [new Map([['x', ours]]), new Map([['x', theirs]])];
      assert.deepEqual(seen(mergeLists(a, b)), seen(new Map([['x', merged]])));
      assert.deepEqual(seen(mergeLists(b, a)), seen(new Map([['x', merged]])));
    });

  it('returns the same object where nothing is new', () => {
    const ours = new Map([['x', { saved: TUESDAY }]]);
    assert.equal(mergeLists(ours, new Map([['x', { saved: MONDAY }]])), ours);
  });

  it('gives the same state in any order, however often', () => {
    fc.assert(
      fc.property(
        fc.array(list, { minLength: 1, maxLength: 5 }),
        fc.array(fc.nat(), { minLength: 10, maxLength: 10 }),
        (lists, picks) => {
          const all = (some: readonly ReadingList[]): unknown => seen(some.reduce(mergeLists, new Map()));
          const shuffled = [...lists, ...lists].map((one, n) => ({ one, at: picks[n] ?? 0 }));
          shuffled.sort((a, b) => a.at - b.at);
          assert.deepEqual(all(shuffled.map(({ one }) => one)), all(lists));
        },
      ),
    );
  });

  it('gives the same state in any order where only the latest marks are kept', () => {
    fc.assert(
      fc.property(list, list, list, fc.integer({ min: 0, max: 6 }), (a, b, c, most) => {
        const merge = (x: ReadingList, y: ReadingList): ReadingList => latestMarks(mergeLists(x, y), most);
        const expected = seen(merge(merge(a, b), c));
        assert.deepEqual(seen(merge(a, merge(b, c))), expected);
        assert.deepEqual(seen(merge(c, merge(b, a))), expected);
        assert.deepEqual(seen(merge(merge(merge(a, b), c), a)), expected);
        assert.ok(countMarks(merge(a, b)) <= most);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a change of a mark', () => {
  it('counts after the one before, also where the clock was set back', () => {
    const saved = withMark(new Map(), 'a', 'saved', FRIDAY, FRIDAY);
    const removed = withMark(saved, 'a', 'saved', undefined, MONDAY);
    const again = withMark(removed, 'a', 'saved', MONDAY, MONDAY);
    assert.deepEqual(seen(mergeLists(saved, removed)), seen(removed));
    assert.deepEqual(seen(mergeLists(mergeLists(again, removed), saved)), seen(again));
    assert.equal(again.get('a')?.saved, MONDAY, 'shown with its own time');
  });

  it('counts by its time in UTC', () => {
    const read = parseReadingList({
      a: { saved: '2026-03-02T10:00:00+02:00' },
      b: { saved: '2026-03-02Tx' },
    });
    assert.deepEqual([...read], [['a', { saved: '2026-03-02T08:00:00.000Z' }]]);
  });
});

describe('the synced marks', () => {
  it('survive being stored', () => {
    fc.assert(
      fc.property(list, (marks) => {
        const stored = parseSyncedMarks(JSON.parse(JSON.stringify(serializeSyncedMarks(marks))));
        assert.ok(stored !== 'newer');
        assert.deepEqual(seen(stored), seen(marks));
      }),
    );
  });

  it('may be anything, and of a newer version', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => void parseSyncedMarks(value)));
    assert.equal(parseSyncedMarks({ schema: 2, marks: {} }), 'newer');
    assert.deepEqual(
      parseSyncedMarks({ marks: { a: { saved: MONDAY } } }),
      new Map([['a', { saved: MONDAY }]]),
    );
  });

  it('are limited to the last changes, and small', () => {
    const many = new Map(
      Array.from({ length: MAX_SYNCED_MARKS + 500 }, (_, n) => [
        `2603.${String(n).padStart(5, '0')}`,
        { saved: new Date(Date.UTC(2026, 2, 2) + n).toISOString() },
      ]),
    );
    const value = serializeSyncedMarks(many);
    const kept = parseSyncedMarks(value);
    assert.ok(kept !== 'newer');
    assert.equal(countMarks(kept), MAX_SYNCED_MARKS);
    assert.equal(kept.has('2603.00000'), false);
    assert.ok(kept.has('2603.02499'));
    assert.ok(JSON.stringify(value).length < 200_000);
  });

  it('leave all marks in the file, but only the last removals', () => {
    const entries = Array.from({ length: 3_000 }, (_, n) => {
      const at = new Date(Date.UTC(2026, 2, 2) + n).toISOString();
      return [`p${n}`, n % 30 === 0 ? { saved: at } : { savedChanged: at }] as const;
    });
    const kept = parseReadingList(serializeReadingList(new Map(entries)));
    assert.equal([...kept.values()].filter(({ saved }) => saved !== undefined).length, 100);
    assert.equal(kept.size, 2_100);
    assert.ok(kept.has('p2999'));
  });
});
