import assert from 'node:assert/strict';
import path from 'node:path';
import { Library } from '../../../src/library/library';
import { ReadOnlyLibrary } from '../../../src/library/readOnlyLibrary';
import type { Paper } from '../../../src/core/paper/paper';
import { parseQuery } from '../../../src/core/query/parseQuery';
import { SearchIndex } from '../../../src/library/searchIndex/searchIndex';
import { PaperStore } from '../../../src/library/store/paperStore';
import { ReadingMarks } from '../../../src/library/store/readingMarks';
import { silentLog } from '../../support/log';
import { madePaper } from '../../support/papers';
import { storeWords } from '../../support/store-words';
import { scratchFolder } from '../../support/scratch.mjs';

const DATE = new Date('2026-03-02T00:00:00Z');
const [FIRST, SECOND] = ['2109.00859', '2003.10555'] as const;

describe('the library of the MCP server', () => {
  const reload = Object.getOwnPropertyDescriptor(Library.prototype, 'reload')!;
  let library: ReadOnlyLibrary;
  let marks: ReadingMarks;
  let release: () => void;
  let reached: Promise<void>;

  beforeEach(async () => {
    const storage = scratchFolder('agents');
    library = new ReadOnlyLibrary({ storage, program: process.cwd(), version: '0.0.0', log: silentLog });
    marks = new ReadingMarks(path.join(storage, 'reading-list.json'), silentLog);
    await library.ready();
  });
  afterEach(() => {
    Object.defineProperty(Library.prototype, 'reload', reload);
    release();
    library.dispose();
    marks.dispose();
  });

  /** Stops the next read of the files, at its beginning or at its end, until `release` is called. */
  function stopReading(at: 'beginning' | 'end'): void {
    const original = reload.value as Library['reload'];
    const released = new Promise<void>((resolve) => (release = resolve));
    let stopped: () => void;
    reached = new Promise((resolve) => (stopped = resolve));
    Library.prototype.reload = async function (this: Library) {
      Object.defineProperty(Library.prototype, 'reload', reload);
      const early = at === 'end' ? await original.call(this) : undefined;
      stopped();
      await released;
      return early ?? original.call(this);
    };
  }

  it('answers a call with what was written before it, also if a read was running', async () => {
    stopReading('end');
    await marks.toggle(FIRST, 'saved', DATE);
    const running = library.ready();
    await reached;
    await marks.toggle(SECOND, 'saved', DATE);
    const call = library.ready();
    release();
    await Promise.all([running, call]);
    assert.ok(library.isSaved(SECOND));
  });

  it('says that changes are still being read, and waits for them in the next call', async () => {
    stopReading('beginning');
    await marks.toggle(FIRST, 'saved', DATE);
    await library.ready();
    assert.match(library.problems().join(' '), /without those changes/);
    const call = library.ready();
    setTimeout(release, 200);
    await call;
    assert.ok(library.isSaved(FIRST));
    assert.deepEqual(library.problems(), []);
  });
});

describe('an abstract that a window changes', () => {
  const before = madePaper('2603.00001', { abstract: 'About a wombatish.' });
  const after = madePaper('2603.00001', { abstract: 'About a numbatish.' });
  const imported = madePaper('2603.00001', { abstract: 'Older.' });
  const other = madePaper('2603.00002');
  const cases: readonly [what: string, imported: readonly Paper[], written: readonly Paper[]][] = [
    ['alone', [], [after]],
    ['with another new paper', [], [after, other]],
    ['of a paper that was also imported', [imported], [after]],
    ['of a paper that was also imported, with another new paper', [imported], [after, other]],
  ];

  for (const [what, imports, written] of cases)
    it(`${what} is found by the MCP server`, async () => {
      const storage = scratchFolder('agents');
      const store = new PaperStore(storage, storeWords, silentLog);
      if (imports.length > 0) await store.addImport(imports, 'page', DATE);
      await store.merge([before]);
      const library = new ReadOnlyLibrary({
        storage,
        program: process.cwd(),
        version: '0.0.0',
        log: silentLog,
      });
      const found = async (word: string): Promise<number> =>
        (await library.search(parseQuery(`+${word}`), { limit: 5, typing: false })).length;
      await library.ready();
      assert.deepEqual([await found('wombatish'), await found('numbatish')], [1, 0]);
      await store.merge(written);
      await library.ready();
      assert.deepEqual([await found('wombatish'), await found('numbatish')], [0, 1]);
      library.dispose();
    });

  for (const [what, imports, written] of cases)
    it(`${what} is found by a window that starts meanwhile`, async () => {
      const folder = scratchFolder('window');
      const writer = new PaperStore(folder, storeWords, silentLog);
      if (imports.length > 0) await writer.addImport(imports, 'page', DATE);
      await writer.merge([before]);
      await writer.read();
      await writer.settle();
      const store = new PaperStore(folder, storeWords, silentLog);
      const library = new Library({
        readBundled: () => Promise.resolve({ papers: [], problems: [] }),
        readKept: () => store.read(),
        settleKept: () => store.settle(),
        log: silentLog,
      });
      const index = new SearchIndex();
      let indexed: Promise<void> = Promise.resolve();
      library.onDidChange(() => (indexed = index.update(library.papers())));
      await library.read();
      await indexed;
      await writer.merge(written);
      await library.settle();
      await library.reload();
      await indexed;
      const found = (word: string): number => index.search(parseQuery(`+${word}`), { typing: false }).length;
      assert.deepEqual([found('wombatish'), found('numbatish')], [0, 1]);
      index.dispose();
    });
});
