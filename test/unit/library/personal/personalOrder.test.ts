import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PaperIndex } from '../../../../src/core/index/paperIndex';
import { Emitter } from '../../../../src/emitter';
import {
  LESS_FORMAT,
  MIN_MARKED,
  PersonalOrder,
  type PersonalDeps,
} from '../../../../src/library/personal/personalOrder';
import { JsonFile } from '../../../../src/library/store/jsonFile';
import { silentLog } from '../../../support/log';
import { madePaper } from '../../../support/papers';
import { scratchFolder } from '../../../support/scratch.mjs';

const papers = Array.from({ length: 24 }, (_, n) =>
  madePaper(`p${n}`, {
    title: n % 2 === 0 ? `Compilers of programs ${n}` : `Songs of whales ${n}`,
    abstract: n % 2 === 0 ? 'A compiler checks programs.' : 'Whales sing in the sea.',
  }),
);

describe('the order "For you"', () => {
  let folder: string;
  let order: PersonalOrder;
  let marksChanged: Emitter<void>;
  let marks: { saved: string[]; read: string[] };
  let clones: { paperId: string; clonedAt: string }[];
  let computed: number;

  const file = (): string => path.join(folder, 'less-like.json');

  beforeEach(() => {
    folder = mkdtempSync(path.join(scratchFolder('personal'), 'x'));
    marksChanged = new Emitter<void>();
    marks = { saved: [], read: [] };
    clones = [];
    computed = 0;
    order = opened();
  });
  afterEach(() => order.dispose());

  function opened(less: PersonalDeps['less'] = new JsonFile(file(), LESS_FORMAT, silentLog)): PersonalOrder {
    const index = PaperIndex.of(papers);
    const never = new Emitter<void>().event;
    return new PersonalOrder({
      catalogue: {
        ready: Promise.resolve(),
        onDidChange: never,
        has: (id) => papers.some((paper) => paper.id === id),
        paper: (id) => papers.find((paper) => paper.id === id),
      },
      index: {
        current: {
          personalScores: (marked) => {
            computed += 1;
            return index.personalScores(marked);
          },
          personalReason: (id, liked) => index.personalReason(id, liked),
        },
      },
      marks: { saved: () => marks.saved, read: () => marks.read, onDidChange: marksChanged.event },
      cloned: { ready: Promise.resolve(), all: () => clones, onDidChange: never },
      less,
      log: silentLog,
    });
  }

  const score = (id: string): number => order.scores?.get(id) ?? 0;
  const changed = (): Promise<void> =>
    new Promise((resolve) => {
      const listener = order.onDidChange(() => {
        listener.dispose();
        resolve();
      });
    });

  it('is off if the library has fewer than five of the marked papers', async () => {
    marks = { saved: ['a1', 'a2', 'a3', 'a4', 'p0'], read: [] };
    assert.equal(order.markedCount, 1);
    await order.ready;
    assert.equal(order.scores, undefined);
  });

  it('uses earlier marks if the library lacks the latest', async () => {
    const missing = Array.from({ length: 100 }, (_, n) => `a${n}`);
    marks = { saved: [...missing, 'p0', 'p2', 'p4', 'p6', 'p8'], read: [] };
    await order.ready;
    assert.ok(score('p10') > 0);
  });

  it('is off below five papers, each counted once', async () => {
    marks = { saved: ['p0', 'p2'], read: ['p2', 'p4'] };
    clones = [{ paperId: 'p0', clonedAt: '2026-01-01' }];
    assert.equal(order.markedCount, 3);
    await order.ready;
    assert.equal(order.scores, undefined);
    assert.equal(order.reasonFor('p6'), undefined);
    assert.equal(computed, 0);
    assert.equal(MIN_MARKED, 5);
  });

  it('follows what is marked from the first use on', async () => {
    marks.saved = ['p0', 'p2', 'p4', 'p6', 'p8'];
    assert.equal(computed, 0, 'nothing is computed before the first use');
    await order.ready;
    assert.ok(score('p10') > score('p1'));
    assert.deepEqual(order.reasonFor('p10')?.others, 4);
    const next = changed();
    marks.saved = ['p1', 'p3', 'p5', 'p7', 'p9'];
    marksChanged.fire();
    await next;
    assert.ok(score('p11') > score('p10'));
  });

  it('counts clones as much as saved papers, and read ones half', async () => {
    marks = { saved: ['p0', 'p2'], read: ['p1', 'p3', 'p5'] };
    clones = [{ paperId: 'p4', clonedAt: '2026-01-01' }];
    await order.ready;
    assert.ok(score('p10') > score('p11'));
  });

  it('tells of a change only when the scores contain it, also if another change follows at once', async () => {
    const stored = { ids: [] as readonly string[] };
    const reads: (() => void)[] = [];
    const slow = opened({
      read: () => new Promise((resolve) => reads.push(() => resolve(stored.ids))),
      update: (change) => Promise.resolve((stored.ids = change(stored.ids))),
    });
    const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
    marks.saved = ['p0', 'p2', 'p4', 'p1', 'p3', 'p5'];
    void slow.ready;
    await turn();
    reads[0]?.();
    await slow.ready;
    const before = slow.scores?.get('p11') ?? 0;
    const scoresSeen: number[] = [];
    const change = async (id: string): Promise<void> => {
      await slow.showLess(id);
      scoresSeen.push(slow.scores?.get('p11') ?? 0);
    };
    const changes = [change('p7')];
    await turn();
    changes.push(change('p9'));
    await turn();
    assert.equal(reads.length, 3);
    // The first change is cancelled by the second, whose papers are not yet read.
    reads[1]?.();
    await turn();
    assert.deepEqual(scoresSeen, []);
    reads[2]?.();
    await Promise.all(changes);
    assert.equal(scoresSeen.length, 2);
    assert.ok(
      scoresSeen.every((one) => one < before),
      `${scoresSeen.join()} below ${before}`,
    );
    slow.dispose();
  });

  it('ends what waits for scores when it is disposed', async () => {
    const reads: (() => void)[] = [];
    const slow = opened({
      read: () => new Promise((resolve) => reads.push(() => resolve([]))),
      update: () => Promise.resolve([]),
    });
    const ready = slow.ready;
    await new Promise((resolve) => setImmediate(resolve));
    slow.dispose();
    reads[0]?.();
    await ready;
  });

  it('moves papers like an unwanted one down, for other windows too, and takes it back', async () => {
    marks.saved = ['p0', 'p2', 'p4', 'p1', 'p3', 'p5'];
    await order.ready;
    const before = score('p11');
    await order.showLess('p7');
    assert.ok(score('p11') < before);
    const other = opened();
    await other.ready;
    assert.equal(other.scores?.get('p11'), score('p11'));
    other.dispose();
    await order.undoLess('p7');
    assert.equal(score('p11'), before);
    assert.doesNotMatch(readFileSync(file(), 'utf8'), /p7/);
  });

  it('does not let a marked paper count that is unwanted', async () => {
    marks.saved = ['p0', 'p2', 'p4', 'p6', 'p8'];
    await order.ready;
    await order.showLess('p0');
    assert.equal(order.markedCount, 4);
    assert.equal(order.scores, undefined);
  });

  it('reads any file', async () => {
    marks.saved = ['p0', 'p2', 'p4', 'p6', 'p8'];
    for (const value of [null, 5, { a: 1 }, [1, '', 'p1', 'p1', 'x'.repeat(500), null], 'text']) {
      assert.ok(LESS_FORMAT.read(value).every((id) => id === 'p1'));
      writeFileSync(file(), JSON.stringify(value));
      const other = opened();
      await other.ready;
      assert.ok(other.scores);
      other.dispose();
    }
  });

  it('ends with the window', async () => {
    marks.saved = ['p0', 'p2', 'p4', 'p6', 'p8'];
    const { ready } = order;
    order.dispose();
    await ready;
    assert.equal(order.scores, undefined);
  });
});
