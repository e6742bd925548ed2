import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { RECHECK_MS } from '../../../../src/core/codeWatch/weeklyChecks';
import { runToEnd } from '../../../../src/core/lang/runGenerator';
import { PaperIndex } from '../../../../src/core/index/paperIndex';
import type { Paper, Repository } from '../../../../src/core/paper/paper';
import { Emitter } from '../../../../src/emitter';
import { CODE_WATCH_FORMAT, CodeWatcher } from '../../../../src/library/codeWatch/codeWatcher';
import { foundBySearches } from '../../../../src/library/codeWatch/foundBySearches';
import { JsonFile } from '../../../../src/library/store/jsonFile';
import { SharedValue } from '../../../../src/library/store/sharedValue';
import { silentLog } from '../../../support/log';
import { madePaper } from '../../../support/papers';

const CODE: Repository = {
  host: 'github.com',
  owner: 'lab',
  name: 'code',
  url: 'https://github.com/lab/code',
};

describe('the watch for code that arrives', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'code-watch-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const file = (): string => path.join(folder, 'code-watch.json');

  /** Opens a window with a library, marks and saved searches over the file that all windows share. */
  function opened(
    papers: readonly Paper[],
    marks: { saved?: string[]; read?: string[] },
    setting: unknown = [],
    searchesFail = false,
  ) {
    const [changed, marked] = [new Emitter<void>(), new Emitter<void>()];
    const aliases = new Map<string, string>();
    const state = { papers, aliases, kind: 'ready', now: new Date('2026-03-05T12:00:00Z') };
    const saved = (): string[] => marks.saved ?? [];
    const shared = new SharedValue(
      new JsonFile(file(), CODE_WATCH_FORMAT, silentLog),
      CODE_WATCH_FORMAT,
      'The code watch',
      silentLog,
    );
    const watcher = new CodeWatcher({
      shared,
      catalogue: {
        get status() {
          return { kind: state.kind };
        },
        papers: () => state.papers,
        paper: (id) => state.papers.find((one) => one.id === (state.aliases.get(id) ?? id)),
        onDidChange: changed.event,
      },
      marks: {
        saved,
        read: () => marks.read ?? [],
        isSaved: (id) => saved().includes(id),
        onDidChange: marked.event,
      },
      followed: (ids) =>
        foundBySearches(setting, ids, (query, among) =>
          searchesFail
            ? Promise.reject(new Error('The search failed.'))
            : Promise.resolve(runToEnd(PaperIndex.of(state.papers).findingAmong(query, among))),
        ),
      now: () => state.now,
      log: silentLog,
    });
    /** Changes the library to these papers. */
    const change = async (next: readonly Paper[] = state.papers): Promise<void> => {
      state.papers = next;
      changed.fire();
      await watcher.idle;
    };
    return { watcher, shared, state, change };
  }
  const withCode = (papers: readonly Paper[], ...ids: string[]): Paper[] =>
    papers.map((one) => (ids.includes(one.id) ? { ...one, repositories: [CODE] } : one));
  const papers = [
    madePaper('saved'),
    madePaper('read'),
    madePaper('followed', { title: 'Quokka agents' }),
    madePaper('other', { title: 'Wombats' }),
  ];

  it('reports saved, read and followed papers that get a repository, and no others', async () => {
    const { watcher, change } = opened(papers, { saved: ['saved'], read: ['read'] }, [{ query: 'quokka' }]);
    await change();
    assert.deepEqual(watcher.unseen(), []);
    await change(withCode(papers, 'saved', 'read', 'followed', 'other'));
    assert.deepEqual([...watcher.unseen()].sort(), ['followed', 'read', 'saved']);
    assert.equal(watcher.arrivalOf('saved')?.day, '2026-03-05');
  });

  it('reports what came while no window was open', async () => {
    const first = opened(papers, { saved: ['saved'] });
    await first.change();
    const second = opened(withCode(papers, 'saved'), { saved: ['saved'] });
    await second.change();
    assert.deepEqual(second.watcher.unseen(), ['saved']);
    let changes = 0;
    first.watcher.onDidChange(() => (changes += 1));
    await first.shared.reload();
    assert.deepEqual([first.watcher.unseen(), changes], [['saved'], 1]);
    await second.watcher.markSeen(['saved']);
    await first.shared.reload();
    assert.deepEqual([first.watcher.unseen(), first.watcher.news()], [[], ['saved']]);
    first.state.now = new Date('2026-05-01T12:00:00Z');
    assert.deepEqual(first.watcher.news(), [], 'no news after a month');
  });

  it('waits until the library is read', async () => {
    const { watcher, state, change } = opened([], { saved: ['saved'] });
    state.kind = 'loading';
    await change();
    state.kind = 'ready';
    await change(withCode(papers, 'saved'));
    assert.deepEqual(watcher.unseen(), [], 'the paper had its repository all the time');
  });

  it('lists repositories of saved papers without code, each once a week, for one window', async () => {
    const all = withCode(papers, 'saved', 'read');
    const [one, two] = [opened(all, { saved: ['saved'] }), opened(all, { saved: ['saved'] })];
    await one.change();
    assert.deepEqual(one.watcher.due(), [], 'nothing is known about it');
    await one.watcher.noteContents(CODE, false, true);
    await two.shared.reload();
    assert.deepEqual(two.watcher.due(), []);
    for (const { state } of [one, two]) state.now = new Date(state.now.getTime() + RECHECK_MS);
    assert.deepEqual(one.watcher.due(), [CODE]);
    const claims = await Promise.all([one.watcher.claim(CODE), two.watcher.claim(CODE)]);
    assert.equal(claims.filter((claim) => claim !== undefined).length, 1);
    assert.deepEqual(one.watcher.due(), []);
    await one.watcher.release(CODE, claims.find((claim) => claim !== undefined) ?? 0);
    assert.deepEqual(one.watcher.due(), [CODE]);
    await one.watcher.noteContents(CODE, true, false);
    assert.deepEqual([one.watcher.due(), one.watcher.unseen()], [[], ['saved']]);
    await one.watcher.noteContents(CODE, true, false);
    assert.deepEqual(one.watcher.unseen(), ['saved'], 'arrives once');
  });

  it('reports the code of a repository again that it reported while the repository had none', async () => {
    const one = opened(papers, { saved: ['saved'] });
    await one.change();
    await one.change(withCode(papers, 'saved'));
    assert.deepEqual(one.watcher.unseen(), ['saved']);
    await one.watcher.markSeen(['saved']);
    await one.watcher.noteContents(CODE, false, true);
    await one.watcher.noteContents(CODE, true, false);
    assert.deepEqual([one.watcher.unseen(), one.watcher.news()], [['saved'], ['saved']]);
  });

  it('does not look again for papers that are only read', async () => {
    const one = opened(withCode(papers, 'read'), { read: ['read'] });
    await one.watcher.noteContents(CODE, false, true);
    one.state.now = new Date(one.state.now.getTime() + RECHECK_MS);
    assert.deepEqual(one.watcher.due(), []);
    await one.watcher.noteContents(CODE, true, true);
    assert.deepEqual([one.watcher.unseen(), one.watcher.news()], [[], ['read']], 'the user saw the code');
  });

  it('reports code that a repository without code got for papers of a saved search too', async () => {
    const all = withCode(papers, 'followed', 'other', 'read');
    const one = opened(all, { read: ['read'] }, [{ query: 'quokka' }]);
    await one.watcher.noteContents(CODE, false, true);
    await one.watcher.noteContents(CODE, true, true);
    assert.deepEqual([...one.watcher.news()].sort(), ['followed', 'read']);
    assert.deepEqual(one.watcher.unseen(), [], 'the user saw the code');
  });

  it('reports code for marked papers where the searches fail', async () => {
    const one = opened(withCode(papers, 'read', 'other'), { read: ['read'] }, [{ query: 'quokka' }], true);
    await one.watcher.noteContents(CODE, false, true);
    await one.watcher.noteContents(CODE, true, false);
    assert.deepEqual(one.watcher.unseen(), ['read']);
  });

  it('keeps what arrived, and what was seen of it, for a paper that gets another id', async () => {
    const { watcher, state, change } = opened(papers, { saved: ['saved'] });
    await change();
    await change(withCode(papers, 'saved'));
    state.aliases.set('saved', '2603.00001');
    await change(withCode([madePaper('2603.00001')], '2603.00001'));
    assert.deepEqual(watcher.unseen(), ['2603.00001']);
    assert.deepEqual(watcher.arrivalOf('2603.00001'), { day: '2026-03-05', seen: false });
    await watcher.markSeen(watcher.unseen());
    assert.deepEqual([watcher.unseen(), watcher.news()], [[], ['2603.00001']]);
  });

  it('reports a followed paper that gets a repository together with another id', async () => {
    const { watcher, state, change } = opened(papers, {}, [{ query: 'quokka' }]);
    await change();
    state.aliases.set('followed', '2603.00001');
    await change(withCode([madePaper('2603.00001', { title: 'Quokka agents' })], '2603.00001'));
    assert.deepEqual(watcher.unseen(), ['2603.00001']);
  });

  it('reports nothing where its file is damaged, and goes on', async () => {
    for (const text of ['', '{"waiting":[', '[]', 'null', '{"schema":1,"sum":"0","value":{"waiting":7}}']) {
      writeFileSync(file(), text);
      const { watcher, change } = opened(papers, { saved: ['saved'] });
      await change();
      assert.deepEqual(watcher.unseen(), [], text);
      await change(withCode(papers, 'saved'));
      assert.deepEqual(watcher.unseen(), ['saved'], text);
      rmSync(file(), { force: true });
    }
  });
});
