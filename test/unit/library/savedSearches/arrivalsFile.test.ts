import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { MAX_SEEN } from '../../../../src/core/savedSearches/arrivals';
import { ARRIVALS_FORMAT, ArrivalsFile } from '../../../../src/library/savedSearches/arrivalsFile';
import { JsonFile } from '../../../../src/library/store/jsonFile';
import { silentLog } from '../../../support/log';

describe('the file of the arrivals', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'arrivals-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const file = (): string => path.join(folder, 'saved-searches.json');
  const opened = (): ArrivalsFile =>
    new ArrivalsFile(new JsonFile(file(), ARRIVALS_FORMAT, silentLog), silentLog);

  it('shows a second window what arrived in the first, and the first what was looked at in the second', async () => {
    const [first, second] = [opened(), opened()];
    await first.registerSearches(['q']);
    let refreshed = 0;
    first.onDidArrive(() => (refreshed += 1));
    second.onDidArrive(() => (refreshed += 1));
    await first.arrived(['a', 'b']);
    await second.load();
    assert.deepEqual(second.newSince('q'), ['a', 'b']);
    assert.equal(refreshed, 1, 'only the window that refreshed was told so');
    await second.markSeen(['q']);
    let changed = 0;
    first.onDidChange(() => (changed += 1));
    await first.reload();
    assert.deepEqual([first.newSince('q'), changed], [[], 1]);
  });

  it('gives the notification of a day to one window', async () => {
    const windows = [opened(), opened(), opened()];
    await windows[0]?.arrived(['a']);
    const claimed = await Promise.all(windows.map((one) => one.claimNotification('2026-03-05')));
    assert.equal(claimed.filter(Boolean).length, 1);
  });

  it('keeps all arrivals of windows that refresh at once', async () => {
    const windows = [opened(), opened(), opened()];
    await windows[0]?.registerSearches(['q']);
    await Promise.all(windows.flatMap((one, n) => [one.arrived([`a${n}`]), one.arrived([`b${n}`])]));
    const later = opened();
    await later.load();
    assert.equal(later.newSince('q').length, 6);
  });

  it('knows two searches beyond those that it remembers, and is not written again for them', async () => {
    const first = opened();
    await first.markSeen(Array.from({ length: MAX_SEEN }, (_, n) => `removed ${n}`));
    // The file sorts its keys, so these come first.
    const existing = ['author:"Ada"', 'author:"Ben"'];
    await first.registerSearches(existing);
    await first.arrived(['a']);
    const before = readFileSync(file(), 'utf8');
    const later = opened();
    let changes = 0;
    later.onDidChange(() => (changes += 1));
    await later.registerSearches(existing);
    await later.registerSearches(existing);
    assert.deepEqual(
      existing.map((key) => later.newSince(key)),
      [['a'], ['a']],
    );
    assert.equal(readFileSync(file(), 'utf8'), before);
    assert.ok(changes <= 1, 'only reading changes the state');
  });

  it('says that nothing is new where it is damaged or of another kind', async () => {
    for (const text of ['', '{"latest":[', '[]', 'null', '{"value":7}']) {
      writeFileSync(file(), text);
      const one = opened();
      await one.load();
      assert.deepEqual(one.newSince('q'), [], text);
      await one.registerSearches(['q']);
      await one.arrived(['a']);
      assert.deepEqual(one.newSince('q'), ['a'], text);
      rmSync(file(), { force: true });
    }
  });

  it('counts for the session where it cannot be written', async () => {
    const refusing = {
      read: () => Promise.reject(new Error('EACCES')),
      update: () => Promise.reject(new Error('EACCES')),
    };
    const one = new ArrivalsFile(refusing, silentLog);
    await one.registerSearches(['q']);
    await one.arrived(['a']);
    assert.deepEqual(one.newSince('q'), ['a']);
  });
});
