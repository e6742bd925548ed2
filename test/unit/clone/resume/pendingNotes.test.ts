import assert from 'node:assert/strict';
import path from 'node:path';
import { MACHINE_NAME } from '../../../../src/library/machineName';
import {
  NOTES_FORMAT,
  THIS_PROCESS,
  type CloneNotes,
  type OpenedNote,
  type ProcessId,
  type RunningNote,
} from '../../../../src/clone/resume/pendingNotes';
import {
  claimNotes,
  announceNotes,
  type NoteReader,
  type NoteAnnouncer,
} from '../../../../src/clone/resume/announceNotes';
import { JsonFile } from '../../../../src/library/store/jsonFile';
import { silentLog } from '../../../support/log';
import { scratchFolder } from '../../../support/scratch.mjs';
import { until } from '../../../ui/until';

const HOUR = 3_600_000;
const NOW = 100 * HOUR;
const STARTED = NOW - 500;

const SELF = { pid: 10, instance: 'now' };
const OTHER = { pid: 2, instance: 'other' };
const DEAD = { pid: 1, instance: 'dead' };

const running = (process: ProcessId): RunningNote => ({
  token: `r${process.pid}`,
  process,
  paperId: 'p',
  name: 'lab/code',
  url: 'u',
  parent: '/w',
});
/** A note of a process that does not run here. */
const ofMachine = (host: string | undefined, at: number): RunningNote => ({
  ...running({ ...DEAD, ...(host !== undefined && { host }) }),
  at,
});
const opened = (folder: string, more: Partial<OpenedNote> = {}): OpenedNote => ({
  token: `o${folder}`,
  folder,
  paperId: 'p',
  name: 'lab/code',
  at: NOW - 1000,
  from: DEAD,
  ...more,
});
const none: CloneNotes = { running: [], opened: [] };

/** Facts about a window of `/w/a` in a process; processes 2 and 10 are running. */
const reader = (self: ProcessId): NoteReader => ({
  self,
  now: NOW,
  startedAt: STARTED,
  isRunning: (pid) => pid === 2 || pid === 10,
  isOpen: (folder) => folder === '/w/a',
});

describe('notes that outlive the window', () => {
  const cases: [what: string, note: OpenedNote, told: boolean][] = [
    ['of this window’s folder are told', opened('/w/a'), true],
    ['of another window’s folder are not', opened('/w/b'), false],
    ['of a window that lives on are told in the new one', opened('/w/a', { from: OTHER }), true],
    ['are not told by who wrote them, which may be about to end', opened('/w/a', { from: SELF }), false],
    [
      'are told by a later process of the same number',
      opened('/w/a', { from: { ...SELF, instance: 'x' } }),
      true,
    ],
    ['that another window tells are not told again', opened('/w/a', { teller: OTHER }), false],
    ['that are being told here are not told again', opened('/w/a', { teller: SELF }), false],
    ['whose teller ended before they were seen are told', opened('/w/a', { teller: DEAD }), true],
    ['that were made after this window started are not', opened('/w/a', { at: STARTED + 1 }), false],
    ['of more than an hour ago are no news', opened('/w/a', { at: NOW - 2 * HOUR }), false],
    ['of a clock that was set back a little are', opened('/w/a', { at: NOW + 1000 }), true],
    ['of a clock that was set back much are not', opened('/w/a', { at: NOW + 2 * HOUR }), false],
  ];
  for (const [what, note, told] of cases) {
    it(what, () => {
      const found = claimNotes({ ...none, opened: [note] }, reader(SELF));
      assert.deepEqual(found.opened, told ? [note] : []);
      if (told) assert.deepEqual(found.claimed.opened, [{ ...note, teller: SELF }]);
    });
  }

  it('of one folder are shown once, the newest', () => {
    const [older, newer] = [opened('/w/a', { token: '1' }), opened('/w/a', { token: '2' })];
    const found = claimNotes({ ...none, opened: [older, newer, opened('/w/b')] }, reader(SELF));
    assert.deepEqual(found.opened, [newer]);
    assert.deepEqual(found.claimed.opened, [{ ...newer, teller: SELF }, opened('/w/b')]);
  });

  it('of clones whose process has ended are shown, by one window', () => {
    const [dead, living] = [running(DEAD), running(OTHER)];
    const found = claimNotes({ ...none, running: [dead, living] }, reader(SELF));
    assert.deepEqual(found.interrupted, [dead]);
    assert.deepEqual(found.claimed.running, [{ ...dead, process: SELF }, living]);
    assert.deepEqual(claimNotes(found.claimed, reader(OTHER)).interrupted, []);
  });

  const machines: [what: string, note: RunningNote, told: boolean][] = [
    ['of another machine that began lately are not', ofMachine('other', NOW - HOUR), false],
    ['of another machine that began a day ago are', ofMachine('other', NOW - 24 * HOUR), true],
    ['of another machine whose clock is ahead are not', ofMachine('other', NOW + HOUR), false],
    ['of this machine are', ofMachine('here', NOW - HOUR), true],
    ['of an earlier version, without a machine, are', ofMachine(undefined, NOW - HOUR), true],
  ];
  for (const [what, note, told] of machines) {
    it(`of ended processes ${what} shown`, () => {
      const here = reader({ ...SELF, host: 'here' });
      const { interrupted } = claimNotes({ ...none, running: [note] }, here);
      assert.deepEqual(interrupted, told ? [note] : []);
    });
  }

  it('of a running clone of another machine are not shown, whatever processes have its number', () => {
    for (const pid of [SELF.pid, OTHER.pid, DEAD.pid]) {
      const note = { ...running({ pid, instance: 'x', host: 'other' }), at: NOW - HOUR };
      const here = reader({ ...SELF, host: 'here' });
      assert.deepEqual(claimNotes({ ...none, running: [note] }, here).interrupted, []);
    }
  });

  it('that another machine shows are not shown here too', () => {
    const note = opened('/w/a', { teller: { ...DEAD, host: 'other' } });
    const here = reader({ ...SELF, host: 'here' });
    assert.deepEqual(claimNotes({ ...none, opened: [note] }, here).opened, []);
  });

  it('name the machine of their process', () => assert.equal(THIS_PROCESS.host, MACHINE_NAME));

  it('of clones that began after this window started are left to the next window', () => {
    const notes = { ...none, running: [{ ...running(DEAD), at: STARTED + 1 }] };
    assert.deepEqual(claimNotes(notes, reader(SELF)).interrupted, []);
    const next = { ...reader(OTHER), startedAt: NOW };
    assert.deepEqual(claimNotes(notes, next).interrupted, notes.running);
  });

  it('are not written if nothing has to be shown or removed', () => {
    const notes = { running: [running(OTHER)], opened: [opened('/w/b')] };
    assert.equal(claimNotes(notes, reader(SELF)).claimed, notes);
  });

  describe('on disk', () => {
    let store: JsonFile<CloneNotes>;
    let told: string[];
    let seen: (() => void)[];
    beforeEach(() => {
      store = new JsonFile(path.join(scratchFolder('notes'), 'notes.json'), NOTES_FORMAT, silentLog);
      told = [];
      seen = [];
    });

    const teller = (who: string): NoteAnnouncer => {
      const show = ({ token }: { readonly token: string }): Promise<void> => {
        told.push(`${who} ${token}`);
        return new Promise((resolve) => seen.push(resolve));
      };
      return { opened: show, interrupted: show };
    };
    const shown = (count: number): Promise<unknown> =>
      until(`${count} messages`, () => Promise.resolve(told.length === count));

    it('are shown once by windows that start together, and removed when they were seen', async () => {
      await store.update(() => ({ running: [running(DEAD)], opened: [opened('/w/a')] }));
      const all = [SELF, OTHER].map((self) => announceNotes(store, reader(self), teller(self.instance)));
      await shown(2);
      assert.equal(new Set(told.map((line) => line.split(' ')[1])).size, 2);
      assert.equal((await store.read()).opened.length, 1);
      for (const one of seen) one();
      await Promise.all(all);
      assert.deepEqual(await store.read(), none);
    });

    it('are shown again if the window that showed them closed before they were seen', async () => {
      await store.update(() => ({ running: [running(DEAD)], opened: [opened('/w/a')] }));
      const brief = { pid: 99, instance: 'brief' };
      void announceNotes(store, reader(brief), teller('brief'));
      await shown(2);
      void announceNotes(store, reader(SELF), teller('next'));
      await shown(4);
      assert.deepEqual(told.slice(2).sort(), ['next o/w/a', 'next r1']);
    });

    it('of a folder that a window adds later are shown then', async () => {
      await store.update(() => ({ ...none, opened: [opened('/w/a')] }));
      await announceNotes(store, { ...reader(SELF), isOpen: () => false }, teller('early'));
      void announceNotes(store, reader(SELF), teller('later'));
      await shown(1);
      assert.deepEqual(told, ['later o/w/a']);
    });
  });

  const damaged: [what: string, value: unknown][] = [
    ['nothing', undefined],
    ['null', null],
    ['a list', []],
    ['a text', 'x'],
    ['wrong types', { running: 'x', opened: { length: 3 } }],
    ['empty entries', { running: [null, {}, 1], opened: [null, {}, 'x'] }],
    ['relative folders', { running: [{ ...running(DEAD), parent: 'w' }], opened: [opened('w')] }],
    ['impossible processes', { running: [-1, 0, NaN].map((pid) => running({ pid, instance: '' })) }],
    ['own prototypes', JSON.parse('{"__proto__": {"running": [1]}}')],
  ];
  for (const [what, value] of damaged) {
    it(`are empty if the file contains ${what}`, () =>
      assert.deepEqual(NOTES_FORMAT.read(value), { running: [], opened: [] }));
  }

  it('are read as they were written', () => {
    const notes = {
      running: [running(OTHER), { ...running(DEAD), at: NOW }, ofMachine('other', NOW)],
      opened: [opened('/w/a'), opened('/w/b', { teller: OTHER })],
    };
    assert.deepEqual(NOTES_FORMAT.read(JSON.parse(JSON.stringify(NOTES_FORMAT.write(notes)))), notes);
  });
});
