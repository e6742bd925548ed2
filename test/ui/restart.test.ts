import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { feedDay } from '../../src/core/feed/feedCalendar';
import { JsonFile } from '../../src/library/store/jsonFile';
import { PaperStore } from '../../src/library/store/paperStore';
import { READING_FORMAT } from '../../src/library/store/readingMarks';
import { item2026 } from '../support/feed-items';
import { FeedServer } from '../support/feed-server';
import { makeRepository } from '../support/git-fixtures';
import { startGitServer, type GitServer } from '../support/git-server';
import { silentLog } from '../support/log';
import { scratchFolder } from '../support/scratch.mjs';
import { storeWords } from '../support/store-words';
import { complaints, emptyFolder, startVSCode, until, type VSCode, type Window } from './driver';

/** How often work of each of four kinds is interrupted. */
const ROUNDS = Math.ceil(Number(process.env['CUTS'] ?? 20) / 4);
const PAPER = '2109.00859';
const KEYS = { refresh: 'Control+Alt+F1', save: 'Control+Alt+F2', clone: 'Control+Alt+F3' };
/** Enough new papers for a worker to build their index. */
const MANY = 300;
const README = '# CodeT5\n';

const yesterday = feedDay(Date.now() - 86_400_000);

describe('a window that is reloaded in the middle of its work', function () {
  this.timeout(600_000);
  let feed: FeedServer;
  let git: GitServer;
  let code: VSCode;
  let window: Window;
  let storage: string;
  const folder = emptyFolder('research');

  before(async () => {
    feed = await FeedServer.start();
    git = await startGitServer(scratchFolder('git'));
    makeRepository(git.root, 'github.com/salesforce/CodeT5', [
      { files: { 'README.md': README, 'weights.bin': randomBytes(3_000_000) } },
    ]);
    code = await startVSCode({
      env: { ...git.environment, HF_ENDPOINT: feed.endpoint },
      settings: { 'papers.network': 'manual' },
      keys: [
        { key: KEYS.refresh, command: 'papers.refresh' },
        { key: KEYS.save, command: 'papers.toggleSaved', args: PAPER },
        { key: KEYS.clone, command: 'papers.cloneRepository', args: PAPER },
      ],
    });
    storage = path.join(code.dataFolder, 'data/User/globalStorage/daily-papers.daily-papers');
    window = await code.open({ folder });
    await window.openContainer('Daily Papers');
    await window.treeRow('Code');
  });
  after(async () => {
    await code.stop();
    await git.close();
    await feed.stop();
  });
  beforeEach(() => {
    feed.before = () => Promise.resolve();
    git.fault = undefined;
  });

  /** Reloads, and waits until the library is available again. */
  async function reload(): Promise<void> {
    await window.page.reload();
    await until('the library', async () => (await window.tree()).some(({ label }) => label === 'Code'), {
      within: 120_000,
    });
    const errors = window.page.locator('.notification-toast .codicon-error');
    assert.equal(await errors.count(), 0, (await window.toasts()).join());
  }

  /** Returns every id in the store, which must be intact. */
  async function kept(): Promise<ReadonlySet<string>> {
    const { stored, problems } = await new PaperStore(storage, storeWords, silentLog).read();
    assert.deepEqual(problems, []);
    return new Set(stored.map(({ id }) => id));
  }

  function news(round: number, count: number): readonly string[] {
    // Each round has its own month, back from November 2026.
    const month = 26 * 12 + 10 - round;
    const stem = `${Math.floor(month / 12)}${String((month % 12) + 1).padStart(2, '0')}`;
    const ids = Array.from({ length: count }, (_, n) => `${stem}.${10_000 + n}`);
    const items = ids.map((id) => item2026({ id, title: `Quokkas ${id}`, day: yesterday }));
    feed.days.set(yesterday, [...(feed.days.get(yesterday) ?? []), ...items]);
    return ids;
  }

  async function press(key: keyof typeof KEYS): Promise<void> {
    await window.press(KEYS[key]);
  }

  /**
   * Refreshes, again every few seconds: the interrupted refresh may still be running, and a new one waits for
   * it.
   */
  async function refreshUntil(what: string, done: () => Promise<boolean>): Promise<void> {
    await until(
      what,
      async () => {
        await press('refresh');
        return until(what, done, { within: 4_000 }).catch(() => false);
      },
      { within: 120_000, seen: async () => (await kept()).size },
    );
  }

  async function marked(): Promise<readonly string[]> {
    const list = new JsonFile(path.join(storage, 'reading-list.json'), READING_FORMAT, silentLog);
    return [...(await list.read()).keys()];
  }

  it('keeps old or complete new data when a refresh, a clone or a save is interrupted', async () => {
    const clone = path.join(folder, 'CodeT5');
    const coming = new Set<string>();
    for (let round = 0; round < ROUNDS; round += 1) {
      const before = await kept();
      // Papers of an earlier round may arrive in this one.
      for (const id of news(round, 3)) coming.add(id);
      // One day more each time, up to the last day of a first refresh.
      const enough = 2 + (round % 5) * 3;
      let asked = 0;
      feed.before = () => {
        asked += 1;
        return asked < enough ? Promise.resolve() : new Promise(() => undefined);
      };
      // The extension from before the reload may still be fetching, so that a refresh waits for it in vain.
      // After a completed refresh, the next one fetches only three days.
      await until(
        'the feed to be asked',
        async () => {
          await press('refresh');
          const since = Date.now();
          while (asked < enough && Date.now() - since < 3_000)
            await new Promise((resolve) => setTimeout(resolve, 20));
          return asked >= enough;
        },
        { within: 120_000 },
      );
      git.fault = { kind: 'throttle', bytesPerSecond: 200_000 + round * 1_000_000 };
      const sent = git.requests.length;
      await press('clone');
      // The interrupted work of the previous round may have completed.
      const begun = (): boolean => git.requests.length > sent || existsSync(clone);
      await until('a request for the pack', () => Promise.resolve(begun()));
      await press('save');
      await reload();

      const after = await kept();
      for (const id of before) assert.ok(after.has(id), `${id} is lost`);
      for (const id of after) assert.ok(before.has(id) || coming.has(id), `${id} is invented`);
      const marks = await marked();
      assert.ok(marks.length === 0 || marks.join() === PAPER, marks.join());
      if (!existsSync(clone)) continue;
      assert.equal(readFileSync(path.join(clone, 'README.md'), 'utf8'), README);
      // VS Code's git may be writing its index there.
      rmSync(clone, { recursive: true, maxRetries: 5 });
    }
    feed.before = () => Promise.resolve();
    await refreshUntil('every paper on disk', async () => (await kept()).size === ROUNDS * 3);
  });

  it('finds every downloaded paper when indexing is interrupted', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const before = (await kept()).size;
      const ids = news(ROUNDS + round, MANY);
      await refreshUntil('the papers on disk', async () => (await kept()).size === before + ids.length);
      await reload();
      const last = `Quokkas ${ids.at(-1) ?? ''}`;
      await window.command('Papers: Search');
      await window.type(last);
      await window.row(last);
      await window.dismiss();
    }
  });

  it('left no error of the extension behind, and nothing half-written', () => {
    assert.deepEqual(complaints(code), []);
    const names = readdirSync(storage, { recursive: true, encoding: 'utf8' });
    assert.deepEqual(
      names.filter((name) => name.includes('.corrupt-')),
      [],
    );
  });
});
