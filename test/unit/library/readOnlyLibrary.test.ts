import assert from 'node:assert/strict';
import path from 'node:path';
import { Library } from '../../../src/library/library';
import { ReadOnlyLibrary } from '../../../src/library/readOnlyLibrary';
import { ReadingMarks } from '../../../src/library/store/readingMarks';
import { silentLog } from '../../support/log';
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
