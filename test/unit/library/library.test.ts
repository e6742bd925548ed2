import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { LibraryChange } from '../../../src/core/merge/mergeSources';
import { Library } from '../../../src/library/library';
import { type StoredPapers } from '../../../src/library/store/paperStore';
import { silentLog } from '../../support/log';
import { madePaper } from '../../support/papers';

const bundled = [madePaper('2511.00001'), madePaper('2511.00002')];
const readBundled = () => Promise.resolve({ papers: bundled, problems: [] });
const kept = (facts: Partial<StoredPapers>): StoredPapers => ({
  imported: [],
  stored: [],
  problems: [],
  ...facts,
});

describe('the library', () => {
  it('reads nothing before it is asked to', async () => {
    let reads = 0;
    const library = new Library({
      readBundled: () => {
        reads += 1;
        return readBundled();
      },
      log: silentLog,
    });
    await library.reload();
    assert.equal(reads, 0);
    await Promise.all([library.load(), library.load()]);
    assert.equal(reads, 1);
    assert.equal(library.papers().length, 2);
  });

  it('prefers papers of the feed to imports, and both to the bundled digest', async () => {
    const library = new Library({
      readBundled,
      readKept: () =>
        Promise.resolve(
          kept({
            imported: [madePaper('2511.00001', { upvotes: 1, stars: 8 })],
            stored: [madePaper('2511.00001', { upvotes: 5 })],
          }),
        ),
      log: silentLog,
    });
    await library.load();
    assert.equal(library.paper('2511.00001')?.upvotes, 5);
    assert.equal(library.paper('2511.00001')?.stars, 8);
  });

  it('counts the papers that only one import holds', async () => {
    const imports = [
      ['2511.00001', '2603.00001', '2603.00002', '2603.00002'],
      ['2603.00002', 'a-title', '2603.00005'],
      ['2603.00003'],
    ];
    const library = new Library({
      readBundled,
      readKept: () =>
        Promise.resolve(
          kept({
            imported: imports.flat().map((id) => madePaper(id, { title: id === 'a-title' ? 'A title' : id })),
            stored: [madePaper('2603.00003'), madePaper('2603.00004', { title: 'A title' })],
          }),
        ),
      log: silentLog,
    });
    await library.load();
    // The second import has a paper of the feed under the slug of its title.
    assert.deepEqual(library.countOnlyIn(imports), [1, 1, 0]);
    assert.deepEqual(library.countOnlyIn([]), []);
  });

  it('reports what a reload added, changed and removed, and nothing without changes', async () => {
    let now = kept({ stored: [madePaper('2603.00001')] });
    const library = new Library({ readBundled, readKept: () => Promise.resolve(now), log: silentLog });
    await library.load();
    const changes: LibraryChange[] = [];
    library.onDidChange((change) => changes.push(change));
    await library.reload();
    assert.equal(changes.length, 0);
    now = kept({ stored: [madePaper('2603.00002'), madePaper('2511.00001', { upvotes: 2 })] });
    await library.reload();
    assert.deepEqual(
      changes.map((c) => [c.added.map((p) => p.id), c.updated.map((p) => p.id), c.removed]),
      [[['2603.00002'], ['2511.00001'], ['2603.00001']]],
    );
  });

  it('reports a paper that gets its arXiv id as changed, neither as added nor as removed', async () => {
    const imported = [madePaper('a-title', { title: 'A title' }), madePaper('other', { title: 'Other' })];
    let now = kept({ imported });
    const library = new Library({ readBundled, readKept: () => Promise.resolve(now), log: silentLog });
    await library.load();
    now = kept({
      imported,
      stored: [madePaper('2603.00001', { title: 'A title' }), madePaper('2603.00002')],
    });
    const { added, updated, removed } = await library.reload();
    assert.deepEqual(
      [added.map(({ id }) => id), updated.map(({ id }) => id), removed],
      [['2603.00002'], ['2603.00001'], []],
    );
  });

  it('finds a paper by the slug that it had before the feed told its arXiv id', async () => {
    const saved = madePaper('attention-again', { title: 'Attention Again' });
    let now = kept({ imported: [saved] });
    const library = new Library({ readBundled, readKept: () => Promise.resolve(now), log: silentLog });
    await library.load();
    assert.equal(library.paper('attention-again')?.id, 'attention-again');
    now = kept({ imported: [saved], stored: [madePaper('2603.00001', { title: 'Attention again' })] });
    await library.reload();
    assert.equal(library.paper('attention-again'), library.paper('2603.00001'));
    assert.equal(library.idOf('attention-again'), '2603.00001');
    assert.equal(library.papers().length, 3);
    now = kept({ imported: [saved] });
    await library.reload();
    assert.equal(library.paper('attention-again')?.id, 'attention-again');
    assert.equal(library.paper('nothing'), undefined);
  });

  it('starts without the store when it cannot be read, and says so', async () => {
    const library = new Library({
      readBundled,
      readKept: () => Promise.reject(new Error('The disk is gone.')),
      log: silentLog,
    });
    await library.load();
    assert.equal(library.papers().length, 2);
    assert.deepEqual(library.problems, ['The disk is gone.']);
  });

  it('reports each problem once, and when it is solved', async () => {
    let problems = ['The disk is full.'];
    const library = new Library({
      readBundled,
      readKept: () => Promise.resolve(kept({ problems })),
      log: silentLog,
    });
    const told: (readonly string[])[] = [];
    library.onDidChangeProblems(() => told.push(library.problems));
    await library.load();
    await library.reload();
    problems = [];
    await library.reload();
    assert.deepEqual(told, [['The disk is full.'], []]);
  });

  it('keeps its papers if a later read fails', async () => {
    let fail = false;
    const library = new Library({
      readBundled,
      readKept: () =>
        fail
          ? Promise.reject(new Error('Gone.'))
          : Promise.resolve(kept({ stored: [madePaper('2603.00001')] })),
      log: silentLog,
    });
    await library.load();
    fail = true;
    await library.reload();
    assert.equal(library.papers().length, 3);
  });

  it('continues, logs the error and calls the other listeners if one throws', async () => {
    let now = kept({ stored: [madePaper('2603.00001')] });
    const logged: unknown[] = [];
    const log = { ...silentLog, error: (...error: unknown[]) => logged.push(...error) };
    const library = new Library({ readBundled, readKept: () => Promise.resolve(now), log });
    await library.load();
    library.onDidChange(() => {
      throw new Error('A view is broken.');
    });
    let told = 0;
    library.onDidChange(() => (told += 1));
    now = kept({ stored: [madePaper('2603.00002')] });
    await library.reload();
    assert.match(String(logged), /broken/);
    assert.equal(told, 1);
    now = kept({ stored: [madePaper('2603.00003')] });
    assert.deepEqual(
      (await library.reload()).added.map(({ id }) => id),
      ['2603.00003'],
    );
  });

  it('fails when no paper could be read at all', async () => {
    const library = new Library({ readBundled: () => Promise.reject(new Error('Lost.')), log: silentLog });
    await assert.rejects(library.load(), /Lost/);
  });

  it('uses the last read, and fires no events once disposed', async () => {
    const answers: ((value: StoredPapers) => void)[] = [];
    const library = new Library({
      readBundled,
      readKept: () => new Promise((resolve) => answers.push(resolve)),
      log: silentLog,
    });
    const loading = library.load();
    const first = library.reload();
    const second = library.reload();
    const answer = async (n: number, papers: StoredPapers): Promise<void> => {
      while (answers.length <= n) await new Promise((resolve) => setImmediate(resolve));
      answers[n]?.(papers);
    };
    await answer(0, kept({}));
    await answer(1, kept({ stored: [madePaper('2603.00001')] }));
    await answer(2, kept({ stored: [madePaper('2603.00002')] }));
    await Promise.all([loading, first, second]);
    assert.ok(library.paper('2603.00002') && !library.paper('2603.00001'));

    const late = library.reload();
    library.onDidChange(() => assert.fail('spoke after it was disposed'));
    library.dispose();
    await answer(3, kept({ stored: [madePaper('2603.00003')] }));
    await late;
    assert.equal(library.paper('2603.00003'), undefined);
  });

  it('never goes back to an older reading, however long each takes', async () => {
    const steps = fc.array(fc.constantFrom('write', 'reload'), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), steps, async (scheduler, taken) => {
        let onDisk = 1;
        const library = new Library({
          readBundled,
          readKept: () => {
            const seen = kept({ stored: [madePaper('2603.00001', { upvotes: onDisk })] });
            return scheduler.schedule(Promise.resolve(seen));
          },
          log: silentLog,
        });
        const shown: number[] = [];
        library.onDidChange(() => shown.push(library.paper('2603.00001')?.upvotes ?? 0));
        const reading = [library.load()];
        for (const step of taken) {
          if (step === 'write') onDisk += 1;
          else reading.push(library.reload().then(() => undefined));
          if (onDisk % 2 === 0 && scheduler.count() > 0) await scheduler.waitNext(1);
        }
        reading.push(library.reload().then(() => undefined));
        await scheduler.waitFor(Promise.all(reading));
        assert.equal(library.paper('2603.00001')?.upvotes, onDisk);
        assert.deepEqual(
          shown,
          [...shown].sort((a, b) => a - b),
        );
        library.dispose();
      }),
      { numRuns: 1_000 },
    );
  });
});
