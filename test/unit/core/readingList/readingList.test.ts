import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import {
  parseReadingList,
  savedIds,
  withMark,
  serializeReadingList,
  type ReadingList,
} from '../../../../src/core/readingList/readingList';
import { readingMarkdown } from '../../../../src/core/readingList/markdown';
import { Emitter } from '../../../../src/emitter';
import { JsonFile, NewerFileError } from '../../../../src/library/store/jsonFile';
import { READING_FORMAT, ReadingMarks } from '../../../../src/library/store/readingMarks';
import { refusing } from '../../../support/heldFiles';
import { silentLog } from '../../../support/log';
import { madePaper } from '../../../support/papers';

const MONDAY = '2026-03-02T09:00:00.000Z';
const TUESDAY = '2026-03-03T09:00:00.000Z';

describe('a reading list', () => {
  const some = parseReadingList({
    a: { saved: MONDAY },
    b: { saved: TUESDAY, read: TUESDAY },
    c: { read: MONDAY },
  });

  it('lists the saved papers, the latest first', () => assert.deepEqual(savedIds(some), ['b', 'a']));

  it('sets and takes away each mark for itself', () => {
    const read = withMark(some, 'a', 'read', TUESDAY, TUESDAY);
    assert.deepEqual(read.get('a'), { saved: MONDAY, read: TUESDAY });
    assert.deepEqual(withMark(read, 'a', 'saved', undefined, TUESDAY).get('a'), {
      read: TUESDAY,
      savedChanged: TUESDAY,
    });
    assert.deepEqual(withMark(some, 'c', 'read', undefined, TUESDAY).get('c'), { readChanged: TUESDAY });
    assert.deepEqual(some.get('a'), { saved: MONDAY }, 'the list itself is not changed');
  });

  it('keeps the moment of a mark that is there', () => {
    assert.equal(withMark(some, 'a', 'saved', TUESDAY, TUESDAY), some);
    assert.equal(withMark(some, 'a', 'read', undefined, TUESDAY), some);
  });

  it('reads what it wrote, and leaves out what it cannot use', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.oneof(fc.string(), fc.constant('__proto__')), fc.constantFrom('saved', 'read'))),
        (marks) => {
          let list = parseReadingList(undefined);
          for (const [id, mark] of marks) list = withMark(list, id, mark, MONDAY, MONDAY);
          assert.deepEqual(parseReadingList(JSON.parse(JSON.stringify(serializeReadingList(list)))), list);
        },
      ),
    );
    fc.assert(fc.property(fc.jsonValue(), (value) => void parseReadingList(value)));
    const odd = parseReadingList({
      a: { saved: 5 },
      b: null,
      c: { saved: MONDAY, read: 'yes' },
      ['x'.repeat(301)]: { saved: MONDAY },
    });
    assert.deepEqual([...odd], [['c', { saved: MONDAY }]]);
  });
});

describe('a reading list as Markdown', () => {
  const paper = madePaper('2603.00001', {
    title: 'On [links](command:x) and *stars*',
    authors: ['Ada A', 'Ben B', 'Cleo C', 'Dan D'],
    links: [{ kind: 'arxiv', url: 'https://arxiv.org/abs/2603.00001' }],
    repositories: [{ host: 'github.com', owner: 'a', name: 'b_c', url: 'https://github.com/a/b_c' }],
  });

  it('ticks what was read, links page and code, and lets no title become a link of its own', () => {
    const text = readingMarkdown([
      { paper, read: true },
      { paper: madePaper('x', { title: 'Plain', authors: [], published: '' }), read: false },
    ]);
    const [first = '', second] = text.split('\n');
    assert.ok(first.startsWith('- [x] [On '));
    assert.ok(first.includes('](<https://arxiv.org/abs/2603.00001>) · Ada A, Ben B, Cleo C et al., 2026 · '));
    assert.ok(first.endsWith('](<https://github.com/a/b_c>)'));
    assert.doesNotMatch(first, /[^\\]\]\(command:/);
    assert.equal(second, '- [ ] Plain');
  });
});

describe('reading marks on disk', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'daily papers ü '));
    file = path.join(folder, 'reading-list.json');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const opened = (): ReadingMarks => new ReadingMarks(file, silentLog);
  const now = new Date(MONDAY);
  /** Returns the set marks, without times of changes. */
  const marksOf = (all: unknown): unknown =>
    Object.fromEntries(
      [...(all as ReadingList)].flatMap(([id, { saved, read }]) =>
        saved === undefined && read === undefined
          ? []
          : [[id, { ...(saved && { saved }), ...(read && { read }) }]],
      ),
    );

  it('are there again after a restart', async () => {
    const marks = opened();
    assert.equal(await marks.toggle('a', 'saved', now), true);
    assert.equal(await marks.toggle('b', 'read', now), true);
    assert.equal(await marks.toggle('b', 'read', now), false);
    const again = opened();
    await again.load();
    assert.deepEqual([again.isSaved('a'), again.isRead('a'), again.isRead('b')], [true, false, false]);
  });

  it('of several windows are all kept', async () => {
    const windows = [opened(), opened(), opened()];
    await Promise.all(
      windows.flatMap((marks, w) =>
        Array.from({ length: 20 }, (_, n) => marks.toggle(`${w}-${n}`, n % 2 === 0 ? 'saved' : 'read', now)),
      ),
    );
    const again = opened();
    await again.load();
    assert.equal(again.saved().length, 30);
  });

  it('follow a paper to its arXiv id and back, and are taken away under both', async () => {
    const before = opened();
    await before.toggle('attention-again', 'saved', now);
    await before.toggle('2603.00001', 'read', now);
    const marks = opened();
    const renamed = new Emitter<void>();
    let known = false;
    marks.follow({
      idOf: (id) => (known && id === 'attention-again' ? '2603.00001' : id),
      onDidChange: renamed.event,
    });
    await marks.load();
    assert.deepEqual([marks.saved(), marks.isSaved('2603.00001')], [['attention-again'], false]);
    let changes = 0;
    marks.onDidChange(() => (changes += 1));
    known = true;
    renamed.fire();
    renamed.fire();
    assert.deepEqual([marks.saved(), marks.isRead('attention-again'), changes], [['2603.00001'], true, 1]);
    known = false;
    renamed.fire();
    assert.deepEqual([marks.saved(), marks.isRead('attention-again')], [['attention-again'], false]);
    known = true;
    renamed.fire();
    assert.equal(await marks.toggle('2603.00001', 'saved', now), false);
    assert.equal(await marks.toggle('attention-again', 'read', now), false);
    const again = opened();
    await again.load();
    assert.deepEqual(
      ['attention-again', '2603.00001'].map((id) => again.isSaved(id) || again.isRead(id)),
      [false, false],
    );
  });

  it('are set and taken away in turn by one press after the other, however quick', async () => {
    const marks = opened();
    const set = await Promise.all([1, 2, 3].map(() => marks.toggle('a', 'saved', now)));
    assert.deepEqual(set, [true, false, true]);
    assert.equal(marks.isSaved('a'), true);
  });

  it('never show again what was before the last press', async () => {
    const marks = opened();
    await marks.load();
    const shown: boolean[] = [];
    marks.onDidChange(() => shown.push(marks.isSaved('a')));
    const over = new AbortController();
    // Reads the file repeatedly meanwhile, as if other windows wrote it.
    const reading = (async () => {
      while (!over.signal.aborted) await marks.reload();
    })();
    const presses = Array.from({ length: 60 }, (_, n) => n % 2 === 0);
    for (const set of presses) assert.equal(await marks.toggle('a', 'saved', now), set);
    over.abort();
    await reading;
    assert.deepEqual(shown, presses);
  });

  it('of several papers are removed at once, and come back with their times and nothing else', async () => {
    const marks = opened();
    for (const [at, id] of ['a', 'b', 'c', 'd'].entries())
      await marks.toggle(id, 'saved', new Date(Date.parse(MONDAY) + at));
    await marks.toggle('b', 'read', now);
    const list = (): Promise<unknown> => new JsonFile(file, READING_FORMAT, silentLog).read();
    const before = await list();
    const changes = await marks.change(['b', 'd', 'unknown'], 'saved', false, now);
    assert.deepEqual(marks.saved(), ['c', 'a']);
    assert.equal(marks.isRead('b'), true);
    await marks.undo(changes);
    assert.deepEqual(marks.saved(), ['d', 'c', 'b', 'a']);
    assert.deepEqual(marksOf(await list()), marksOf(before));
  });

  it('of several papers come back beside what another window changed meanwhile', async () => {
    const [marks, other] = [opened(), opened()];
    for (const id of ['a', 'b', 'c']) await marks.toggle(id, 'saved', now);
    const changes = await marks.change(['a', 'b'], 'saved', false, now);
    await other.toggle('b', 'saved', new Date(TUESDAY));
    await other.toggle('c', 'saved', now);
    await other.toggle('e', 'saved', now);
    await other.toggle('a', 'read', now);
    await marks.undo(changes);
    const list = await new JsonFile(file, READING_FORMAT, silentLog).read();
    assert.deepEqual(marksOf(list), {
      a: { saved: MONDAY, read: MONDAY },
      b: { saved: TUESDAY },
      e: { saved: MONDAY },
    });
    // Pressing Undo twice changes nothing more.
    await marks.undo(changes);
    assert.deepEqual(await new JsonFile(file, READING_FORMAT, silentLog).read(), list);
  });

  it('of several papers are set at once; those that were set keep their time, also in an undo', async () => {
    const marks = opened();
    await marks.toggle('a', 'read', now);
    const changes = await marks.change(['a', 'b', 'c'], 'read', true, new Date(TUESDAY));
    assert.deepEqual(
      changes.map(({ id }) => id),
      ['b', 'c'],
    );
    await marks.toggle('c', 'read', now);
    await marks.toggle('c', 'read', now);
    await marks.undo(changes);
    assert.deepEqual(
      ['a', 'b', 'c'].map((id) => marks.isRead(id)),
      [true, false, true],
    );
  });

  it('are taken back one change after the other, the last first', async () => {
    const marks = opened();
    await marks.toggle('a', 'saved', now);
    await marks.change(['b', 'c'], 'saved', true, now);
    const removed = await marks.change(['a'], 'saved', false, now);
    await marks.toggle('a', 'read', now);
    const state = (): string => `${[...marks.saved()].sort().join('')} ${marks.isRead('a') ? 'read' : ''}`;
    assert.equal(state(), 'bc read');
    assert.equal((await marks.undoLast()).length, 1);
    assert.equal(state(), 'bc ');
    // A change that its own button has undone is not undone again.
    await marks.undo(removed);
    assert.equal(state(), 'abc ');
    assert.equal((await marks.undoLast()).length, 2);
    assert.equal(state(), 'a ');
    await marks.undoLast();
    assert.deepEqual([state(), await marks.undoLast()], [' ', []]);
  });

  it('are taken back one by one, also if the key is pressed faster than the file is written', async () => {
    const marks = opened();
    for (const id of ['a', 'b', 'c']) await marks.toggle(id, 'saved', now);
    const undone = await Promise.all([marks.undoLast(), marks.undoLast(), marks.undoLast()]);
    assert.deepEqual(
      undone.map(([change]) => change?.id),
      ['c', 'b', 'a'],
    );
    assert.deepEqual(marks.saved(), []);
  });

  it('that another window changed since are not taken back', async () => {
    const [marks, other] = [opened(), opened()];
    await marks.toggle('a', 'saved', now);
    await other.toggle('a', 'saved', now);
    await other.toggle('a', 'saved', new Date(TUESDAY));
    await marks.undoLast();
    assert.equal(marks.isSaved('a'), true);
  });

  it('of an earlier id are removed with those of the paper, and come back', async () => {
    const marks = opened();
    await marks.toggle('a-slug', 'saved', now);
    marks.follow({
      idOf: (id) => (id === 'a-slug' ? '2603.00001' : id),
      onDidChange: new Emitter<void>().event,
    });
    const changes = await marks.change(['2603.00001'], 'saved', false, now);
    assert.equal(marks.isSaved('2603.00001'), false);
    assert.deepEqual(await marks.change(['2603.00001'], 'saved', false, now), []);
    await marks.undo(changes);
    assert.equal(marks.isSaved('2603.00001'), true);
  });

  it('say when they changed, here or in another window', async () => {
    const [one, other] = [opened(), opened()];
    await other.load();
    let changes = 0;
    other.onDidChange(() => (changes += 1));
    await one.toggle('a', 'saved', now);
    await other.reload();
    await other.reload();
    assert.equal(changes, 1);
    assert.ok(other.isSaved('a'));
  });

  it('of a newer version are said to be so, and are left alone', async () => {
    const newer = '{"schema":2,"sum":"00000000","value":[]}\n';
    writeFileSync(file, newer);
    const marks = opened();
    let changes = 0;
    marks.onDidChange(() => (changes += 1));
    await marks.load();
    assert.equal(marks.problem?.kind, 'newer');
    assert.equal(changes, 1);
    await assert.rejects(marks.toggle('a', 'saved', now), NewerFileError);
    assert.equal(marks.isSaved('a'), false);
    assert.equal(readFileSync(file, 'utf8'), newer);
  });

  it('stay as they were while their file can’t be read, which is said', async () => {
    const marks = opened();
    await marks.toggle('a', 'saved', now);
    await refusing({ of: /reading-list\.json$/, code: 'EACCES' }, () => marks.reload());
    assert.deepEqual([marks.isSaved('a'), marks.problem?.kind], [true, 'unreadable']);
    await marks.reload();
    assert.deepEqual([marks.isSaved('a'), marks.problem], [true, undefined]);
  });

  it('that are whole are there again when their file is damaged', async () => {
    await Promise.all(['a', 'b"\\', 'c'].map((id) => opened().toggle(id, 'saved', now)));
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.slice(0, text.lastIndexOf('"saved"')));
    const marks = opened();
    await marks.load();
    assert.equal(marks.problem?.kind, 'damaged');
    assert.equal(marks.saved().length, 2);
    assert.deepEqual(
      readdirSync(folder).filter((name) => !name.includes('.corrupt-')),
      ['reading-list.json'],
    );
    const again = opened();
    await again.load();
    assert.deepEqual([again.saved(), again.problem], [marks.saved(), undefined]);
  });

  it('change nothing when they cannot be kept', async () => {
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'a file where the folder should be');
    const marks = opened();
    await assert.rejects(marks.toggle('a', 'saved', now));
    assert.equal(marks.isSaved('a'), false);
  });
});
