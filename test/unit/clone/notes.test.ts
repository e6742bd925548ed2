import assert from 'node:assert/strict';
import { NOTES_FORMAT, takeNotes, type CloneNotes } from '../../../src/clone/notes';

const HOUR = 3_600_000;
const NOW = 100 * HOUR;

const running = (pid: number) => ({
  token: `t${pid}`,
  pid,
  paperId: 'p',
  name: 'lab/code',
  url: 'u',
  parent: '/w',
});
const opened = (folder: string, at: number) => ({ folder, paperId: 'p', name: 'lab/code', at });

describe('notes that outlive the window', () => {
  const notes: CloneNotes = {
    running: [running(1), running(2)],
    opened: [opened('/w/a', NOW - 1000), opened('/w/b', NOW - 1000), opened('/w/a', NOW - 2 * HOUR)],
  };
  const take = (before: CloneNotes) =>
    takeNotes(
      before,
      NOW,
      (pid) => pid === 2,
      (folder) => folder === '/w/a',
    );

  it('tell once: of clones whose process is gone, and of folders that this window opened', () => {
    const { cutOff, opened: told, rest } = take(notes);
    assert.deepEqual(cutOff, [running(1)]);
    assert.deepEqual(told, [opened('/w/a', NOW - 1000)]);
    assert.deepEqual(rest, { running: [running(2)], opened: [opened('/w/b', NOW - 1000)] });
    const again = take(rest);
    assert.deepEqual([again.cutOff, again.opened], [[], []]);
    assert.equal(again.rest, rest);
  });

  it('are news for an hour, by a clock that may be set back', () => {
    const ahead: CloneNotes = {
      running: [],
      opened: [opened('/w/a', NOW + 1000), opened('/w/a', NOW + 2 * HOUR)],
    };
    assert.deepEqual(take(ahead).opened, [opened('/w/a', NOW + 1000)]);
  });

  const damaged: [what: string, value: unknown][] = [
    ['nothing', undefined],
    ['null', null],
    ['a list', []],
    ['a text', 'x'],
    ['wrong types', { running: 'x', opened: { length: 3 } }],
    ['empty entries', { running: [null, {}, 1], opened: [null, {}, 'x'] }],
    ['relative folders', { running: [{ ...running(1), parent: 'w' }], opened: [opened('w', 1)] }],
    ['impossible processes', { running: [running(-1), running(0), running(NaN)] }],
    ['own prototypes', JSON.parse('{"__proto__": {"running": [1]}}')],
  ];
  for (const [what, value] of damaged) {
    it(`are none where the file holds ${what}`, () =>
      assert.deepEqual(NOTES_FORMAT.read(value), { running: [], opened: [] }));
  }

  it('are read as they were written', () => {
    assert.deepEqual(NOTES_FORMAT.read(JSON.parse(JSON.stringify(NOTES_FORMAT.write(notes)))), notes);
  });
});
