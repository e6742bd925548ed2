import assert from 'node:assert/strict';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PaperIndex } from '../../../../src/core/index/paperIndex';
import { selectMerge } from '../../../../src/core/index/segment/mergePolicy';
import type { Paper } from '../../../../src/core/paper/paper';
import { parseQuery } from '../../../../src/core/query/parseQuery';
import { SearchIndex } from '../../../../src/library/searchIndex/searchIndex';
import type { SearchIndexOptions } from '../../../../src/library/searchIndex/indexer';
import { leaveTemporary } from '../../../support/staleTemporary';
import { generatedPapers } from '../../../support/generatedPapers';
import { madePaper } from '../../../support/papers';

const workerFile = path.resolve('dist/library/indexWorker.js');
const papers = generatedPapers(900, 31, 15);

/** Returns ids and scores of some answers. */
function answers(index: PaperIndex): unknown[] {
  return papers
    .slice(0, 20)
    .map(({ title }) =>
      index
        .search(parseQuery(title.split(' ').slice(1, 4).join(' ')), { limit: 20 })
        .map((hit) => [hit.paper.id, hit.score]),
    );
}

/** Number of arrays in a segment's file, each with its length in the header. */
const PARTS = 27;

function turnBit(file: string, at: number): void {
  const bytes = readFileSync(file);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(file, bytes);
}

describe('SearchIndex', () => {
  let folder = '';
  const open: SearchIndex[] = [];
  const said: string[] = [];
  const note = (text: string): void => void said.push(text);
  const log = { trace: note, debug: note, info: note, warn: note, error: note };

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'search-index-'));
    said.length = 0;
  });
  afterEach(() => {
    while (open.length > 0) open.pop()?.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  function start(options: SearchIndexOptions = {}): SearchIndex {
    const index = new SearchIndex({ folder, workerFile, log, ...options });
    open.push(index);
    return index;
  }
  async function holding(held: readonly Paper[], options?: SearchIndexOptions): Promise<SearchIndex> {
    const index = start(options);
    await index.update(held);
    await index.idle;
    return index;
  }
  const files = (): string[] => readdirSync(folder).filter((name) => name.endsWith('.segment'));
  const expected = answers(PaperIndex.of(papers));

  /** Enough papers for the worker. */
  const some = papers.slice(0, 300);
  const ofSome = answers(PaperIndex.of(some));
  /** The folder that a session with `some` left. The first test that needs one builds it. */
  let left: string | undefined;
  async function afterSession(): Promise<void> {
    if (left === undefined) {
      await holding(some);
      assert.deepEqual(said, []);
      left = mkdtempSync(path.join(tmpdir(), 'search-index-'));
      cpSync(folder, left, { recursive: true });
    } else cpSync(left, folder, { recursive: true });
  }
  after(() => {
    if (left !== undefined) rmSync(left, { recursive: true, force: true });
  });

  it('builds a large library in the worker and keeps it in one file', async () => {
    const index = await holding(papers);
    assert.deepEqual(answers(index.current), expected);
    assert.equal(files().length, 1);
    assert.deepEqual(said, []);
  });

  it('reads what an earlier session kept, without building', async () => {
    await afterSession();
    const kept = files();
    const index = await holding(some, { workerFile: '/no/such/worker.js' });
    assert.deepEqual(answers(index.current), ofSome);
    assert.deepEqual(files(), kept);
    assert.deepEqual(said, []);
  });

  for (const readOnly of [false, true])
    it(`${readOnly ? 'leaves' : 'removes'} temporary files of killed processes${readOnly ? ' alone if it is read-only' : ''}`, async () => {
      const names = ['a.segment', 'topics.jsonl'].map((name) => leaveTemporary(path.join(folder, name)));
      await holding(papers.slice(0, 3), { readOnly });
      assert.deepEqual(
        readdirSync(folder).filter((name) => name.endsWith('.tmp')),
        readOnly ? names : [],
      );
    });

  it('indexes a new day by itself', async () => {
    const index = await holding(papers.slice(0, 870));
    const [first] = files();
    await index.update(papers);
    assert.deepEqual(answers(index.current), expected);
    await index.idle;
    assert.equal(files().length, 2);
    assert.ok(files().includes(first ?? ''));
  });

  it('joins many small days into fewer files', async () => {
    const index = start();
    for (let end = 50; end <= 900; end += 50) {
      await index.update(papers.slice(0, end));
      await index.idle;
    }
    assert.ok(files().length <= 8, `${files().length} files`);
    assert.deepEqual(answers(index.current), expected);
    assert.deepEqual(answers((await holding(papers)).current), expected);
  });

  const losses: readonly (readonly [what: string, lose: (file: string) => void])[] = [
    ['gone', (file) => rmSync(file)],
    ['damaged', (file) => truncateSync(file, 100)],
    [
      'a folder',
      (file) => {
        rmSync(file);
        mkdirSync(path.join(file, 'inside'), { recursive: true });
      },
    ],
  ];
  for (const [what, lose] of losses)
    it(`writes a file again that is ${what} when it is to be joined`, async () => {
      const index = start();
      for (let end = 50; end <= 400; end += 50) {
        await index.update(papers.slice(0, end));
        await index.idle;
      }
      for (const file of files().slice(0, 3)) lose(path.join(folder, file));
      for (let end = 450; end <= 900; end += 50) {
        await index.update(papers.slice(0, end));
        await index.idle;
      }
      assert.deepEqual(said, []);
      assert.ok(index.current.segments.length <= 8, `${index.current.segments.length} shards`);
      assert.deepEqual(answers((await holding(papers)).current), expected);
      assert.deepEqual(said, []);
    });

  it('continues if another window merged the same files', async () => {
    const windows = [start(), start()];
    for (let end = 50; end <= 900; end += 50)
      for (const index of windows) {
        await index.update(papers.slice(0, end));
        await index.idle;
      }
    assert.deepEqual(said, []);
    for (const { current } of windows) {
      assert.ok(current.segments.length <= 8, `${current.segments.length} shards`);
      assert.deepEqual(answers(current), expected);
    }
  });

  const damages: readonly (readonly [what: string, damage: (file: string) => void])[] = [
    ['cut short', (file) => truncateSync(file, 5000)],
    ['empty', (file) => truncateSync(file, 0)],
    ['changed by one bit in its ids', (file) => turnBit(file, 3000)],
    ['changed by one bit in the middle', (file) => turnBit(file, statSync(file).size >> 1)],
    ['changed by one bit at its end', (file) => turnBit(file, statSync(file).size - 1)],
    ['longer than it was', (file) => appendFileSync(file, 'more')],
    ['something else', (file) => writeFileSync(file, 'null')],
    [
      'a folder',
      (file) => {
        rmSync(file);
        mkdirSync(path.join(file, 'inside'), { recursive: true });
      },
    ],
  ];
  it('notices ids that lead out of a large file, before it looks for papers by them', async () => {
    const many = Array.from({ length: 20_000 }, (_, i) =>
      madePaper(`2101.${String(i).padStart(5, '0')}`, { title: `Wombat ${i % 10}`, abstract: '' }),
    );
    const damages: readonly ((starts: Uint32Array) => unknown)[] = [
      // A page that was never written, and a number with a flipped bit.
      (starts) => starts.fill(0, 1000, 2024),
      (starts) => (starts[100] = (starts[100] ?? 0) | (1 << 20)),
    ];
    await holding(many);
    const file = path.join(folder, files()[0] ?? '');
    const whole = readFileSync(file);
    for (const damage of damages) {
      for (const name of files()) rmSync(path.join(folder, name));
      const bytes = new Uint8Array(whole);
      // The ids' offsets come first, after a header with their lengths.
      const at = 4 * (5 + PARTS);
      damage(new Uint32Array(bytes.buffer, at, many.length + 1));
      writeFileSync(file, bytes);
      // In another order, each paper is looked up by its id.
      const index = await holding(many.toReversed());
      assert.equal(index.current.search(parseQuery('wombat 7'), { limit: 30 }).length, 30);
      assert.equal(said.length, 1, said.join('\n'));
      said.length = 0;
    }
  });

  it('keeps the other files when one is changed', async () => {
    const before = start();
    for (const end of [300, 600, 900]) {
      await before.update(papers.slice(0, end));
      await before.idle;
    }
    const kept = files();
    const [first = ''] = kept;
    turnBit(path.join(folder, first), statSync(path.join(folder, first)).size >> 1);
    const index = await holding(papers);
    assert.deepEqual(answers(index.current), expected);
    assert.equal(said.length, 1, said.join('\n'));
    said.length = 0;
    assert.deepEqual(
      kept.slice(1).filter((name) => !files().includes(name)),
      [],
    );
  });

  for (const [what, damage] of damages)
    it(`notices a file that is ${what}, and builds it again`, async () => {
      await afterSession();
      damage(path.join(folder, files()[0] ?? ''));
      const index = await holding(some);
      assert.deepEqual(answers(index.current), ofSome);
      assert.equal(said.length, 1, said.join('\n'));
      said.length = 0;
      await holding(some, { workerFile: '/no/such/worker.js' });
      assert.deepEqual(said, []);
    });

  it('works without a worker and without a folder', async () => {
    const index = new SearchIndex();
    await index.update(papers);
    assert.deepEqual(answers(index.current), expected);
  });

  it('says that the worker failed, and builds on', async () => {
    const index = await holding(papers, { workerFile: '/no/such/worker.js' });
    assert.deepEqual(answers(index.current), expected);
    assert.match(said.join('\n'), /worker failed/);
  });

  it('answers with the papers of the latest update, whatever order they end in', async () => {
    const index = start();
    const updates = [papers, papers.slice(0, 10), papers.slice(5, 20)].map((some) => index.update(some));
    await Promise.all(updates);
    assert.equal(index.current.size, 15);
  });

  it('takes new topics of an unchanged paper without indexing it again', async () => {
    const index = await holding(papers.slice(0, 20));
    const kept = files();
    await index.update(papers.slice(0, 20).map((paper) => ({ ...paper, topics: ['agents'] })));
    await index.idle;
    assert.equal(index.search(parseQuery('topic:agents')).length, 20);
    assert.deepEqual(files(), kept);
  });

  it('notices an edit between two sessions that keeps the length of the abstract', async () => {
    const before = papers
      .slice(0, 300)
      .map((paper, i) => (i === 3 ? { ...paper, abstract: `${paper.abstract} A zyqx end.` } : paper));
    await holding(before);
    for (const word of ['wyqx', 'zwqx', 'zywx', 'zyqw']) {
      const after = before.map((paper, i) =>
        i === 3 ? { ...paper, abstract: paper.abstract.replace('zyqx', word) } : paper,
      );
      const index = await holding(after);
      assert.deepEqual(
        index.search(parseQuery(`+${word}`), { typing: false }).map((hit) => hit.paper.id),
        [papers[3]?.id],
        word,
      );
      assert.equal(index.search(parseQuery('+zyqx'), { typing: false }).length, 0);
      assert.deepEqual(answers(index.current), answers(PaperIndex.of(after)));
    }
  });

  // The names of files are hashes and decide their order, so a few words cover both orders.
  for (const word of ['Quokka', 'Numbat', 'Possum', 'Koala'])
    it(`finds papers that were edited in an earlier session by their last text (${word})`, async () => {
      const edited = (count: number): Paper[] =>
        Array.from({ length: 40 }, (_, n) =>
          madePaper(`2603.000${10 + n}`, { title: `${n < count ? 'Wombat' : word} ${n}` }),
        );
      const first = await holding(edited(0));
      for (let day = 1; day <= 7; day += 1) {
        await first.update(edited(day));
        await first.idle;
      }
      first.dispose();
      // As the library does: without topics, then with them.
      const index = start();
      await index.update(edited(7), { more: true });
      await index.whole();
      await index.update(edited(7).map((paper) => ({ ...paper, topics: ['agents'] })));
      await index.idle;
      const found = (query: string): number =>
        index.search(parseQuery(`+${query}`), { typing: false, limit: 50 }).length;
      assert.deepEqual([found('wombat'), found(word)], [7, 33]);
    });

  it('stops its worker when it is disposed', async () => {
    const index = start();
    const update = index.update(papers);
    index.dispose();
    await update;
    assert.equal(index.current.size, 0);
  });
});

describe('selectMerge', () => {
  const load = (liveDocs: number, deletedDocs = 0): { docs: number; liveDocs: number } => ({
    docs: liveDocs + deletedDocs,
    liveDocs,
  });
  const rows: readonly (readonly [what: string, loads: ReturnType<typeof load>[], places: number[]])[] = [
    ['nothing', [], []],
    ['a few small ones', [load(50_000), load(30), load(30)], []],
    [
      'nine, eight of them small',
      [load(50_000), ...Array.from({ length: 8 }, () => load(30))],
      [1, 2, 3, 4, 5, 6, 7, 8],
    ],
    ['nine alike', Array.from({ length: 9 }, () => load(30)), [0, 1, 2, 3, 4, 5, 6, 7, 8]],
    ['one half dead', [load(50, 50), load(100)], [0]],
    ['one all dead', [load(0, 10), load(100)], [0]],
  ];
  for (const [what, loads, places] of rows)
    it(`sees ${what}`, () => {
      assert.deepEqual(selectMerge(loads), places);
    });
});
