import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import type { ReadingMark } from '../../../../src/core/readingList/readingList';
import { ReadingMarks } from '../../../../src/library/store/readingMarks';
import { silentLog } from '../../../support/log';

const START = Date.UTC(2026, 2, 5);
const MARKS: readonly ReadingMark[] = ['saved', 'read'];
/**
 * Only the first machine changes the first paper, only the second one the second paper, and both the third.
 */
const PAPERS = ['own0', 'own1', 'both'] as const;

/**
 * Settings Sync between two machines: each value replaces the whole value of the other machine, and arrives
 * late.
 */
class DelayedSync {
  readonly #values: unknown[] = [undefined, undefined];
  /** Values on their way to each machine, oldest first. */
  readonly #underWay: unknown[][] = [[], []];

  /** Returns the state of the extension on a machine. */
  state(machine: 0 | 1) {
    return {
      read: () => this.#values[machine],
      write: (value: unknown) => {
        this.#values[machine] = JSON.parse(JSON.stringify(value));
        this.#underWay[1 - machine]?.push(this.#values[machine]);
        return Promise.resolve();
      },
    };
  }

  /** Delivers the next value to a machine, or only the last one. */
  deliver(machine: number, onlyLast = false): boolean {
    const waiting = this.#underWay[machine] ?? [];
    if (waiting.length === 0) return false;
    this.#values[machine] = onlyLast ? waiting.splice(0).at(-1) : waiting.shift();
    return true;
  }
}

describe('marks of two machines that are synced late', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'late marks '))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  let run = 0;

  /** Returns two hosts with their own files. The clock of the second one is wrong by `skew` ms. */
  function machines(skew: number) {
    run += 1;
    const sync = new DelayedSync();
    const hosts = ([0, 1] as const).map((machine) => {
      const file = path.join(folder, `${run}-${machine}.json`);
      return new ReadingMarks(file, silentLog, { synced: sync.state(machine) });
    });
    let time = START;
    const host = (machine: number): ReadingMarks => {
      const found = hosts[machine];
      assert.ok(found);
      return found;
    };
    return {
      sync,
      host,
      toggle: (machine: number, id: string, mark: ReadingMark) =>
        host(machine).toggle(id, mark, new Date((time += 1_000) + (machine === 1 ? skew : 0))),
      look: (machine: number) => host(machine).reload({ share: true }),
      /** Delivers everything, and lets each window get the focus, until nothing is on its way. */
      settle: async (): Promise<void> => {
        for (let round = 0, busy = true; busy; round += 1) {
          assert.ok(round < 20, 'the machines never agree');
          busy = false;
          for (const machine of [0, 1]) {
            while (sync.deliver(machine)) busy = true;
            await host(machine).reload({ share: true });
          }
          // A window that got the focus may have written.
          if (round === 0) busy = true;
        }
      },
      shown: (machine: number): string =>
        PAPERS.map((id) => `${id} ${host(machine).isSaved(id)} ${host(machine).isRead(id)}`).join(', '),
    };
  }

  const step = fc.record({
    kind: fc.constantFrom('toggle', 'toggle', 'deliver', 'skip', 'look'),
    machine: fc.constantFrom(0, 1),
    isShared: fc.boolean(),
    mark: fc.constantFrom(...MARKS),
  });

  it('agree in the end, lose nothing, and prefer the change made after seeing the other', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 6, maxLength: 18 }),
        fc.constantFrom(-86_400_000, -1_500, 0, 1_500, 86_400_000),
        fc.constantFrom(0, 1),
        async (steps, skew, last) => {
          const { sync, host, toggle, look, settle, shown } = machines(skew);
          const own = new Map<string, boolean>();
          for (const { kind, machine, isShared, mark } of steps) {
            if (kind === 'look') await look(machine);
            else if (kind !== 'toggle') sync.deliver(machine, kind === 'skip');
            else {
              const id = isShared ? 'both' : `own${machine}`;
              const isSet = await toggle(machine, id, mark);
              if (!isShared) own.set(`${id} ${mark}`, isSet);
            }
          }
          await settle();
          assert.equal(shown(0), shown(1));
          for (const [key, isSet] of own) {
            const [id = '', mark] = key.split(' ');
            const marks = host(0);
            assert.equal(mark === 'saved' ? marks.isSaved(id) : marks.isRead(id), isSet, `lost ${key}`);
          }
          // A user who changes a displayed mark decides, whatever the clocks say.
          const isSet = await toggle(last, 'both', 'saved');
          await settle();
          assert.deepEqual([host(0).isSaved('both'), host(1).isSaved('both')], [isSet, isSet]);
        },
      ),
      { numRuns: 8 },
    );
  });

  for (const [name, skew, isSet] of [
    ['the later one counts', 0, false],
    ['the later one by the clocks counts, as nobody saw the other one', -60_000, true],
  ] as const)
    it(`are set on one side and removed on the other: ${name}`, async () => {
      const { host, toggle, settle } = machines(skew);
      await toggle(0, 'both', 'saved');
      await settle();
      // The first machine removes and sets the mark again. Then the second one removes it, before they sync.
      await toggle(0, 'both', 'saved');
      await toggle(0, 'both', 'saved');
      await toggle(1, 'both', 'saved');
      assert.deepEqual([host(0).isSaved('both'), host(1).isSaved('both')], [true, false]);
      await settle();
      assert.deepEqual([host(0).isSaved('both'), host(1).isSaved('both')], [isSet, isSet]);
    });
});
