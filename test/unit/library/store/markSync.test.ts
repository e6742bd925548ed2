import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ReadingMark } from '../../../../src/core/readingList/readingList';
import { MarkSync, type SyncedMarks } from '../../../../src/library/store/markSync';
import { parseSyncedMarks, serializeSyncedMarks } from '../../../../src/core/readingList/syncedMarks';
import { ReadingMarks } from '../../../../src/library/store/readingMarks';
import { Random } from '../../../eval/random';
import { refusing } from '../../../support/heldFiles';
import { silentLog } from '../../../support/log';

/** The extension's state in VS Code, as each of several hosts sees it. */
class SharedState {
  value: unknown;

  /** Returns the view of one host, which sees the writes of others only after `look`, like a real one. */
  host(): SyncedMarks & { look(): void } {
    let seen = this.value;
    return {
      read: () => seen,
      write: (value) => {
        // Through JSON, as in VS Code. The whole value replaces what another host wrote.
        seen = JSON.parse(JSON.stringify(value));
        this.value = seen;
        return Promise.resolve();
      },
      look: () => (seen = this.value),
    };
  }
}

describe('marks that follow the user', () => {
  let folder: string;
  let shared: SharedState;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'daily papers ü '));
    shared = new SharedState();
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const fileOf = (machine: string): string => path.join(folder, `${machine}.json`);
  /** Opens a window on a machine or a remote, which has its own file. */
  function opened(machine: string) {
    const synced = shared.host();
    const marks = new ReadingMarks(fileOf(machine), silentLog, { synced });
    return {
      marks,
      /** What happens when the window gets the focus. */
      async look(): Promise<void> {
        synced.look();
        await marks.reload({ share: true });
      },
    };
  }
  const at = (day: number): Date => new Date(Date.UTC(2026, 2, day));

  it('keep what another machine sent while they were being written', async () => {
    let value: unknown;
    const write = (next: unknown): Promise<void> => {
      value = next;
      return Promise.resolve();
    };
    const sync = new MarkSync({ read: () => value, write }, silentLog);
    const sharing = sync.share(new Map([['2603.00001', { saved: at(1).toISOString() }]]));
    value = serializeSyncedMarks(new Map([['2603.00002', { read: at(2).toISOString() }]]));
    await sharing;
    const kept = parseSyncedMarks(value);
    assert.ok(kept !== 'newer');
    assert.deepEqual([...kept.keys()], ['2603.00001', '2603.00002']);
  });

  it('are written again if VS Code’s report of an earlier value replaces them before they are sent', async () => {
    let seen: unknown;
    let stored: unknown;
    let writes = 0;
    let third = (): void => undefined;
    const hasThird = new Promise<void>((resolve) => (third = resolve));
    const write = async (value: unknown): Promise<void> => {
      seen = JSON.parse(JSON.stringify(value));
      writes += 1;
      const number = writes;
      if (number === 3) third();
      // VS Code sends by a timer what its extension host has then.
      await new Promise((resolve) => setImmediate(resolve));
      const sent = seen;
      stored = sent;
      // The report of the second value arrives between the third call and its timer.
      if (number === 2) await hasThird;
      seen = sent;
    };
    const synced: SyncedMarks = { read: () => seen, write };
    const marks = new ReadingMarks(fileOf('here'), silentLog, { synced });
    for (const [at, id] of ['1', '2', '3'].entries())
      await marks.toggle(`2401.0000${id}`, 'saved', new Date(Date.UTC(2026, 2, at + 1)));
    const ids = (): string[] => {
      const list = parseSyncedMarks(stored);
      return list === 'newer' ? [] : [...list.keys()].sort();
    };
    for (let turn = 0; turn < 50 && ids().length < 3; turn += 1)
      await new Promise((resolve) => setTimeout(resolve, 10));
    assert.deepEqual(ids(), ['2401.00001', '2401.00002', '2401.00003']);
    assert.ok(writes <= 6, `${writes} writes`);
  });

  it('are merged on another machine, both set and removed ones', async () => {
    const [laptop, remote] = [opened('laptop'), opened('remote')];
    await laptop.marks.toggle('a', 'saved', at(1));
    await remote.marks.toggle('b', 'read', at(2));
    await laptop.look();
    await remote.look();
    await laptop.look();
    for (const { marks } of [laptop, remote])
      assert.deepEqual([marks.isSaved('a'), marks.isRead('b')], [true, true]);
    await remote.marks.toggle('a', 'saved', at(3));
    await laptop.look();
    assert.equal(laptop.marks.isSaved('a'), false);
    await remote.look();
    assert.equal(remote.marks.isSaved('a'), false, 'and it does not come back');
  });

  it('of today’s file are all synced, and the file keeps them', async () => {
    const marks = { a: { saved: '2025-01-02T03:04:05.000Z' }, b: { read: '2025-01-02T03:04:05.000Z' } };
    writeFileSync(fileOf('laptop'), JSON.stringify(marks));
    await opened('laptop').marks.load();
    const other = opened('remote');
    await other.marks.load();
    assert.deepEqual([other.marks.isSaved('a'), other.marks.isRead('b')], [true, true]);
    assert.match(readFileSync(fileOf('laptop'), 'utf8'), /"a".*2025-01-02T03:04:05/s);
  });

  it('are decided by the later change, also with a clock that was set back', async () => {
    const [laptop, remote] = [opened('laptop'), opened('remote')];
    await laptop.marks.toggle('a', 'saved', at(20));
    await remote.look();
    // The remote's clock is two weeks behind; its user saw the mark and removed it.
    await remote.marks.toggle('a', 'saved', at(6));
    await laptop.look();
    assert.equal(laptop.marks.isSaved('a'), false);
  });

  it('come back with Undo on all machines, with their times', async () => {
    const [laptop, remote] = [opened('laptop'), opened('remote')];
    await laptop.marks.toggle('a', 'saved', at(1));
    await laptop.marks.toggle('b', 'saved', at(2));
    const changes = await laptop.marks.change(['a', 'b'], 'saved', false, at(3));
    await remote.look();
    await laptop.marks.undo(changes, at(4));
    await remote.look();
    assert.deepEqual(remote.marks.saved(), ['b', 'a']);
  });

  it('are written again where a window replaced what another one wrote', async () => {
    const [one, other] = [opened('laptop'), opened('laptop')];
    await one.marks.toggle('a', 'saved', at(1));
    // The other window has not seen that write.
    await other.marks.toggle('b', 'saved', at(1));
    await one.look();
    const remote = opened('remote');
    await remote.look();
    assert.deepEqual(new Set(remote.marks.saved()), new Set(['a', 'b']));
  });

  it('are the same everywhere after any changes in any order', async () => {
    for (let seed = 1; seed <= 12; seed += 1) {
      shared = new SharedState();
      const random = new Random(seed);
      // Two windows on one machine, and two remotes, each with a differently wrong clock.
      const windows = ['laptop', 'laptop', 'remote', 'cluster'].map((machine, n) => ({
        ...opened(`${machine}-${seed}`),
        skew: [0, 0, -50, 3_000][n] ?? 0,
      }));
      for (let step = 0; step < 60; step += 1) {
        const window = windows[random.below(windows.length)];
        assert.ok(window);
        if (random.below(3) === 0) await window.look();
        const mark: ReadingMark = random.below(2) === 0 ? 'saved' : 'read';
        await window.marks.toggle(
          `p${random.below(5)}`,
          mark,
          new Date(at(1).getTime() + step + window.skew),
        );
      }
      for (let round = 0; round < 3; round += 1) for (const window of windows) await window.look();
      const states = windows.map(({ marks }) =>
        ['p0', 'p1', 'p2', 'p3', 'p4']
          .map((id) => [id, marks.isSaved(id), marks.isRead(id)].join())
          .join(' '),
      );
      assert.deepEqual(new Set(states).size, 1, `seed ${seed}: ${states.join('\n')}`);
    }
  });

  it('are written by the window that changes them or gets the focus only', async () => {
    const [one, stale] = [opened('laptop'), opened('laptop')];
    await stale.marks.load();
    await one.marks.toggle('a', 'saved', at(1));
    const written = shared.value;
    await stale.marks.reload();
    assert.equal(stale.marks.isSaved('a'), true);
    assert.equal(shared.value, written, 'a window in the background replaces nothing');
  });

  it('are neither read nor replaced where a newer version wrote them', async () => {
    shared.value = { schema: 9, marks: { a: { saved: at(1).toISOString() } } };
    const { marks } = opened('laptop');
    await marks.toggle('b', 'saved', at(1));
    assert.deepEqual([marks.isSaved('a'), marks.isSaved('b')], [false, true]);
    assert.deepEqual((shared.value as { schema: number }).schema, 9);
  });

  it('are shown where the file cannot be written, and stay as they were where it cannot be read', async () => {
    await opened('laptop').marks.toggle('a', 'saved', at(1));
    const remote = opened('remote');
    await refusing({ of: /remote\.json/, code: 'EACCES' }, () => remote.look());
    assert.equal(remote.marks.problem?.kind, 'unreadable');
    await remote.look();
    assert.equal(remote.marks.isSaved('a'), true);
  });

  it('are not merged into a file of a newer version', async () => {
    await opened('laptop').marks.toggle('a', 'saved', at(1));
    const newer = '{"schema":2,"sum":"00000000","value":[]}\n';
    writeFileSync(fileOf('remote'), newer);
    const remote = opened('remote');
    await remote.look();
    assert.equal(remote.marks.problem?.kind, 'newer');
    assert.equal(readFileSync(fileOf('remote'), 'utf8'), newer);
  });

  it('restore what a damaged file lost', async () => {
    const { marks } = opened('laptop');
    await marks.toggle('a', 'saved', at(1));
    writeFileSync(fileOf('laptop'), '{"schema":1,"su');
    const again = opened('laptop');
    await again.marks.load();
    assert.equal(again.marks.isSaved('a'), true);
  });
});
