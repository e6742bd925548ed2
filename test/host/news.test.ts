import assert from 'node:assert/strict';
import { EventEmitter, type TreeView } from 'vscode';
import { NEW_GROUP } from '../../src/tree/model/groups';
import { NewPapersBadge } from '../../src/tree/newPapersBadge';
import type { GroupNode } from '../../src/tree/nodes';
import { showNewPapers } from '../../src/tree/showNewPapers';

describe('the age of the library', () => {
  it('is that of the day on which the window is looked at again', () => {
    let now = Date.parse('2026-03-05T20:00:00Z');
    const [looked, fresh, shown] = [
      new EventEmitter<void>(),
      new EventEmitter<void>(),
      new EventEmitter<never>(),
    ];
    // The part of a view that the marks use.
    const view = { visible: false, onDidChangeVisibility: shown.event };
    const marks = new NewPapersBadge(
      view as unknown as TreeView<unknown>,
      {
        freshness: { newestDay: '2026-03-05', unseen: new Set() },
        onDidChangeFreshness: fresh.event,
        markSeen: () => Promise.resolve(),
      },
      { onDidChangeWindowState: looked.event, now: () => now },
    );
    let fired = 0;
    marks.onDidChangeAge(() => (fired += 1));
    fresh.fire();
    assert.equal(fired, 1);
    assert.match(marks.age, /2026 · today$/);
    now += 12 * 3_600_000;
    looked.fire();
    assert.equal(fired, 2);
    assert.match(marks.age, /2026 · yesterday$/);
    now = Date.parse('2026-03-01T12:00:00Z');
    looked.fire();
    assert.match(marks.age, /2026$/, 'a clock that is behind says nothing about age');
    assert.equal(marks.isOld, false);
    for (const [day, isOld] of [
      ['2026-03-05', false],
      ['2026-03-08', false],
      ['2026-03-09', true],
    ] as const) {
      now = Date.parse(`${day}T12:00:00Z`);
      assert.equal(marks.isOld, isOld, day);
    }
    marks.dispose();
  });
});

describe('Show New Papers', () => {
  it('opens the heading of new papers', async () => {
    const opened: string[] = [];
    const headings = (): GroupNode[] => [NEW_GROUP, 'code'].map((key) => ({ kind: 'group', key }));
    const openHeading = ({ key }: GroupNode): Promise<void> => Promise.resolve(void opened.push(key));
    await showNewPapers({ headings }, { openHeading });
    assert.deepEqual(opened, [NEW_GROUP]);
  });
});
