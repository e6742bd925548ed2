import assert from 'node:assert/strict';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { ClonePart } from '../../src/clone/clonePart';
import {
  FIRST_CHECK_MS,
  CHECK_INTERVAL_MS,
  scheduleInspections,
  type InspectionTimers,
} from '../../src/clone/watch/inspectionSchedule';
import { ResumePart } from '../../src/clone/resume/resumePart';
import { feedDay } from '../../src/core/feed/feedCalendar';
import { SECTION, Setting } from '../../src/ids';
import { OpenLibrary } from '../../src/openLibrary';
import { item2026 } from '../support/feed-items';
import { FeedServer } from '../support/feed-server';
import { makeRepository } from '../support/git-fixtures';
import { startGitServer, type GitServer } from '../support/git-server';
import { silentLog } from '../support/log';
import { scratchFolder } from '../support/scratch.mjs';
import { dailyPapers, until } from './extension';

const ID = '2605.00021';
const NAME = 'github.com/made-up/p2605-00021';

describe('git without a command, and with one while the network is off', () => {
  const { window, workspace } = vscode;
  const storage = scratchFolder('clone-watch');
  const clones = scratchFolder('clones');
  const environment = { ...process.env };
  const own = {
    info: Object.getOwnPropertyDescriptor(window, 'showInformationMessage'),
    warning: Object.getOwnPropertyDescriptor(window, 'showWarningMessage'),
  };
  /** Shown messages and the labels of their buttons. */
  const shown: { readonly text: string; readonly detail: string; readonly labels: readonly string[] }[] = [];
  let answer: string | undefined;
  let feed: FeedServer;
  let git: GitServer;
  let library: OpenLibrary;
  let resuming: ResumePart;
  let clone: ClonePart;

  const set = (name: string, value?: string): Thenable<void> =>
    workspace.getConfiguration(SECTION).update(name, value, vscode.ConfigurationTarget.Global);
  const makeCode = (files: Readonly<Record<string, string>>): void => {
    rmSync(path.join(git.root, `${NAME}.git`), { recursive: true, force: true });
    makeRepository(git.root, NAME, [{ files }]);
  };
  /** Moves the last inspection of the repository without code to a week ago. */
  const aWeekLater = (): Promise<unknown> =>
    library.live.codeWatch.update((state) => ({
      ...state,
      empty: new Map([...state.empty].map(([key]) => [key, 0])),
    }));

  before(async () => {
    feed = await FeedServer.start();
    git = await startGitServer(scratchFolder('git'));
    Object.assign(process.env, git.environment);
    const value = (text: string, ...rest: readonly unknown[]): Promise<string | undefined> => {
      const [options] = rest.filter((one): one is vscode.MessageOptions => typeof one === 'object');
      const labels = rest.filter((one) => typeof one === 'string');
      shown.push({ text, detail: options?.detail ?? '', labels });
      return Promise.resolve(labels.find((label) => label === answer));
    };
    for (const name of ['showInformationMessage', 'showWarningMessage'])
      Object.defineProperty(window, name, { value, configurable: true });
    await set(Setting.cloneParentFolder, clones);

    const log = silentLog;
    const synced = { read: () => undefined, write: () => Promise.resolve() };
    const program = dailyPapers().extensionPath;
    library = new OpenLibrary({ storage, program, version: '0', synced, log });
    const { catalogue, cloned, inspections, codeWatch, live } = library;
    resuming = new ResumePart(path.join(storage, 'notes.json'), log);
    clone = new ClonePart({
      papers: catalogue,
      picker: { pick: () => Promise.resolve(undefined), pickSeveral: () => Promise.resolve([]) },
      activePaper: () => undefined,
      cloned,
      inspections,
      code: codeWatch,
      isSaved: (id) => live.marks.isSaved(id),
      resuming,
      log,
      memory: { keys: () => [], get: () => undefined, update: () => Promise.resolve() } as vscode.Memento,
      storage,
      watchdog: path.join(program, 'dist', 'clone', 'watchdog.js'),
      version: '0',
      libraryState: () => '',
    });
    await catalogue.ready;
    const day = feedDay(Date.now());
    feed.days.set(day, [item2026({ id: ID, day, title: 'Bandicoot pruning' })]);
    await set(Setting.network, 'manual');
    await live.feed.refresh(feed.endpoint, { signal: new AbortController().signal });
    await catalogue.idle;
    await live.marks.change([ID], 'saved', true, new Date());
    makeCode({ 'README.md': 'Code follows.' });
  });
  after(async () => {
    for (const part of [clone, resuming, library]) part.dispose();
    Object.defineProperty(window, 'showInformationMessage', own.info ?? {});
    Object.defineProperty(window, 'showWarningMessage', own.warning ?? {});
    for (const name of Object.keys(git.environment)) {
      if (environment[name] === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = environment[name];
    }
    await set(Setting.network);
    await set(Setting.cloneParentFolder);
    await git.close();
    await feed.stop();
  });
  beforeEach(() => {
    shown.length = 0;
    answer = undefined;
  });

  it('looks each hour whether a week is over, only with the network on, and reports code that arrived', async () => {
    const { codeWatch } = library;
    const checks = new Map<number, () => Promise<void>>();
    const start: InspectionTimers['every'] = (run, ms) => {
      checks.set(ms, run);
      return () => checks.delete(ms);
    };
    let loads = 0;
    const looks = scheduleInspections(
      {
        loaded: library,
        get: () => Promise.resolve(library),
        use: async <R>(run: (part: OpenLibrary) => R): Promise<Awaited<R>> => await run(library),
        onLoad: (run) => run(library),
      },
      () => {
        loads += 1;
        return clone.watch.run();
      },
      { after: start, every: start },
    );
    assert.deepEqual([...checks.keys()], [FIRST_CHECK_MS, CHECK_INTERVAL_MS]);
    const hour = async (): Promise<number> => {
      const before = git.requests.length;
      await checks.get(CHECK_INTERVAL_MS)?.();
      return git.requests.length - before;
    };
    assert.equal(await hour(), 0, 'nothing is known about the repository');
    await clone.inspectRepository(ID, {});
    assert.match(shown[0]?.text ?? '', /^made-up\/p2605-00021: only a README/);
    await set(Setting.network, 'on');
    assert.equal(await hour(), 0, 'the week is not over');
    await aWeekLater();
    for (const mode of ['manual', 'off']) {
      await set(Setting.network, mode);
      assert.equal(await hour(), 0, mode);
    }
    assert.equal(loads, 0, 'cloning is loaded only for a look');
    await set(Setting.network, 'on');
    shown.length = 0;
    assert.ok((await hour()) > 0);
    assert.deepEqual([codeWatch.unseen(), codeWatch.due()], [[], []]);
    assert.equal(await hour(), 0, 'once a week');

    makeCode({ 'README.md': 'Here.', 'train.py': 'print()' });
    await aWeekLater();
    assert.ok((await hour()) > 0);
    assert.deepEqual([codeWatch.unseen(), codeWatch.due()], [[ID], []]);
    assert.deepEqual(shown, [], 'a look shows nothing');
    assert.deepEqual(readdirSync(path.join(storage, 'looks')), []);
    looks.dispose();
    assert.equal(checks.size, 0);
  });

  it('offers to watch a repository that holds only a README, after a look and after a clone', async () => {
    const { marks } = library.live;
    const watch = 'Tell Me When Code Arrives';
    const offers = async (is: boolean): Promise<void> => {
      shown.length = 0;
      await clone.inspectRepository(ID, {});
      const folder = await clone.clone(ID, {});
      await until('both messages', () => shown.length === 2);
      for (const { labels } of shown) assert.equal(labels.includes(watch), is, labels.join());
      rmSync(folder ?? '', { recursive: true });
    };
    makeCode({ 'README.md': 'Code follows.' });
    await offers(false);
    await marks.change([ID], 'saved', false, new Date());
    await offers(true);
    assert.match(shown[1]?.text ?? '', /only a README/);
    await marks.change([ID], 'saved', true, new Date());
    makeCode({ 'README.md': 'Here.', 'train.py': 'print()' });
  });

  it('asks before a clone if the network is off, once per repository', async () => {
    await set(Setting.network, 'off');
    const before = git.requests.length;
    const target = path.join(clones, 'p2605-00021');
    await clone.inspectRepository(ID, {});
    assert.equal(shown.splice(0)[0]?.text, 'The network is switched off in the settings.');
    assert.equal(await clone.clone(ID, {}), undefined);
    assert.equal(shown.length, 1);
    assert.match(shown[0]?.text ?? '', /network is switched off/);
    assert.match(shown[0]?.detail ?? '', /connect to github\.com .* stays “off”/);
    assert.deepEqual(shown[0]?.labels, ['Clone Anyway', 'Open Settings']);
    assert.deepEqual([git.requests.length, existsSync(target)], [before, false]);
    answer = 'Clone Anyway';
    assert.equal(await clone.clone(ID, {}), target);
    assert.ok(existsSync(path.join(target, 'train.py')));
    assert.equal(shown.filter(({ labels }) => labels.includes('Clone Anyway')).length, 2);

    rmSync(target, { recursive: true });
    shown.length = 0;
    assert.equal(await clone.clone(ID, {}), target);
    assert.deepEqual(
      shown.filter(({ labels }) => labels.includes('Clone Anyway')),
      [],
    );
  });
});
