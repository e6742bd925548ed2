import assert from 'node:assert/strict';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fingerprintOf } from '../../../../src/core/index/segment/document';
import { knownFingerprint, toPlainPaper, withTopics } from '../../../../src/core/paper/lazyPaper';
import type { Paper } from '../../../../src/core/paper/paper';
import { Library } from '../../../../src/library/library';
import { PaperStore } from '../../../../src/library/store/paperStore';
import { SCHEMA } from '../../../../src/library/store/paperFile';
import { SUMMARY_SCHEMA } from '../../../../src/library/store/summary/summaryFormat';
import { refusing } from '../../../support/heldFiles';
import { silentLog } from '../../../support/log';
import { madePaper } from '../../../support/papers';
import { scratchFolder } from '../../../support/scratch.mjs';
import { storeWords } from '../../../support/store-words';

/** Papers with every field, with none, and with difficult values. */
const PAPERS: readonly Paper[] = [
  madePaper('2603.00001', {
    title: 'Größe “of” \\ 模型 \u{1f600} \ud800',
    tex: { title: '$x$', abstract: '$y$' },
    authors: [],
    authorCount: 0,
    featuredOn: ['2026-03-02', '2026-03-04'],
    upvotes: 0,
    stars: Number.MAX_SAFE_INTEGER,
    comments: 7,
    category: 'cs.CL',
    topics: ['vision', 'code'],
    repositories: [{ host: 'github.com', owner: 'o', name: 'n', ref: 'r', url: 'https://github.com/o/n' }],
    links: [{ kind: 'page', url: 'https://example.org/' }],
    aiSummary: 'Short.',
    keywords: ['a', 'b'],
  }),
  madePaper('2603.00002', { published: '', featuredOn: ['2026-03-02'], topics: ['code'] }),
  madePaper('2603.00003', { upvotes: 3, category: 'cs.CV' }),
  madePaper('2604.00001', { abstract: '' }),
  madePaper('größe-\u{1f600}'),
];

describe('the summaries of paper files', () => {
  let folder: string;
  let march: string;
  let file: string;

  beforeEach(async () => {
    folder = scratchFolder('summary ü ');
    march = path.join(folder, 'papers', '2026-03.jsonl');
    file = path.join(folder, 'summaries', 'papers.summary');
    await opened().merge(PAPERS);
    await opened().addImport([madePaper('2603.00009')], 'page.txt', new Date('2026-03-05'));
    await settled();
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const opened = (): PaperStore => new PaperStore(folder, storeWords, silentLog);
  const byId = (papers: readonly Paper[]): Map<string, Paper> =>
    new Map(papers.map((paper) => [paper.id, toPlainPaper(paper)]));

  /** Runs a session that reads everything and ends. */
  async function settled(): Promise<void> {
    const store = opened();
    await store.read();
    assert.equal(await store.settle(), false);
  }

  it('give every field of every paper', async () => {
    const { stored, imported, problems } = await opened().read();
    assert.deepEqual(byId(stored), byId(PAPERS));
    assert.deepEqual(byId(imported), byId([madePaper('2603.00009')]));
    assert.deepEqual(problems, []);
    const [batch] = await opened().imports();
    assert.deepEqual([batch?.from, batch?.count], ['page.txt', 1]);
  });

  it('replace reading the files at the start, which is done later', async () => {
    const held = { of: /\.jsonl$/, code: 'EIO', calls: ['readFile'] } as const;
    const store = opened();
    const { stored, problems } = await refusing(held, () => store.read());
    assert.deepEqual(problems, []);
    assert.deepEqual(byId(stored), byId(PAPERS));
    assert.equal(await store.settle(), false);
    // From now on, the texts are in memory.
    rmSync(path.join(folder, 'papers'), { recursive: true });
    assert.deepEqual(byId(stored), byId(PAPERS));
  });

  it('give the fingerprint of each text, which the index is compared with, without the text', async () => {
    const { stored } = await opened().read();
    rmSync(path.join(folder, 'papers'), { recursive: true });
    const prints = new Map(PAPERS.map((paper) => [paper.id, fingerprintOf(paper)]));
    assert.equal(new Set(prints.values()).size, PAPERS.length);
    for (const paper of stored) {
      assert.equal(knownFingerprint(paper), prints.get(paper.id));
      assert.equal(knownFingerprint(withTopics(paper, ['x'])), prints.get(paper.id));
    }
    assert.equal(knownFingerprint(madePaper('2603.00001')), undefined);
  });

  it('lead to texts that do not stay in memory where the store is read-only', async () => {
    const many = Array.from({ length: 40 }, (_, n) => madePaper(`2605.${String(10_000 + n)}`));
    await opened().merge(many);
    const textsLater = async (readOnly: boolean): Promise<readonly string[]> => {
      const { stored } = await new PaperStore(folder, storeWords, silentLog, readOnly).read();
      const papers = stored.filter(({ id }) => id.startsWith('2605.'));
      const may = path.join(folder, 'papers', '2026-05.jsonl');
      const read = (): readonly string[] => papers.map(({ abstract }) => abstract);
      assert.deepEqual(
        read(),
        many.map(({ abstract }) => abstract),
      );
      renameSync(may, `${may}.away`);
      const later = read();
      renameSync(`${may}.away`, may);
      return later;
    };
    assert.deepEqual(
      await textsLater(false),
      many.map(({ abstract }) => abstract),
    );
    assert.deepEqual(
      await textsLater(true),
      many.map(() => ''),
    );
  });

  it('are not used for a file that another window wrote', async () => {
    await opened().merge([madePaper('2603.00002', { title: 'A new title' }), madePaper('2603.00004')]);
    const store = opened();
    const papers = byId((await store.read()).stored);
    assert.equal(papers.get('2603.00002')?.title, 'A new title');
    assert.ok(papers.has('2603.00004'));
    assert.equal(papers.size, PAPERS.length + 1);
    assert.equal(await store.settle(), false);
    assert.deepEqual(byId((await opened().read()).stored), papers);
  });

  it('forget files that are gone', async () => {
    rmSync(march);
    assert.deepEqual([...byId((await opened().read()).stored).keys()].sort(), [
      '2604.00001',
      'größe-\u{1f600}',
    ]);
    const before = statSync(file).size;
    await settled();
    assert.ok(statSync(file).size < before);
  });

  it('do not hide damage that leaves a file’s size and time as they were', async () => {
    const second = new Date('2026-03-05');
    utimesSync(march, second, second);
    await settled();
    writeFileSync(march, readFileSync(march, 'utf8').replace('What 2603.00002', 'Whau 2603.00002'));
    utimesSync(march, second, second);
    const store = opened();
    const library = new Library({
      readBundled: () => Promise.resolve({ papers: [], problems: [] }),
      readKept: () => store.read(),
      settleKept: () => store.settle(),
      log: silentLog,
    });
    await library.read();
    assert.equal(library.papers().length, PAPERS.length + 1);
    assert.equal(library.paper('2603.00002')?.abstract, '', 'what is damaged is not shown');
    await library.settle();
    assert.equal(library.paper('2603.00002'), undefined);
    assert.equal(library.papers().length, PAPERS.length);
    assert.deepEqual(
      library.problems.map((problem) => problem.replace(/\.corrupt-.*/, '')),
      [storeWords.damaged(['2026-03.jsonl'])],
    );
    assert.deepEqual(store.damagedMonths, ['2026-03']);
  });

  it('lead to the texts of a file that was replaced meanwhile, and to none that is gone', async () => {
    const { stored } = await opened().read();
    const [first, second] = stored;
    // The records move, and their order changes.
    await opened().merge([madePaper('2603.00001', { title: 'A much longer title than before', upvotes: 9 })]);
    const lines = readFileSync(march, 'utf8').trimEnd().split('\n');
    writeFileSync(march, [lines[0], lines[3], lines[2], lines[1], ''].join('\n'));
    assert.equal(first?.abstract, 'What 2603.00001 is about.');
    assert.equal(second?.abstract, 'What 2603.00002 is about.');
    renameSync(march, `${march}.gone`);
    assert.equal(stored[2]?.abstract, '');
  });

  it('are not used if a file’s content changed without a notification', async () => {
    const store = opened();
    await store.read();
    await opened().merge([madePaper('2603.00003', { upvotes: 44 })]);
    assert.equal(await store.settle(), true);
    assert.equal(byId((await store.read()).stored).get('2603.00003')?.upvotes, 44);
  });

  describe('when they are damaged', () => {
    /** Runs two sessions. The second one must find the rebuilt summaries. */
    async function harmless(what: string): Promise<void> {
      const store = opened();
      const { stored, problems } = await store.read();
      assert.deepEqual(byId(stored), byId(PAPERS), what);
      assert.deepEqual(problems, [], what);
      await store.settle();
    }

    it('change nothing, whichever bit is flipped', async () => {
      const whole = readFileSync(file);
      for (let at = 0; at < whole.length; at += Math.ceil(whole.length / 120)) {
        const damaged = Buffer.from(whole);
        damaged.writeUInt8(whole.readUInt8(at) ^ (1 << (at % 8)), at);
        writeFileSync(file, damaged);
        await harmless(`byte ${at}`);
      }
      await settled();
      assert.deepEqual(readFileSync(file), whole, 'made anew');
    });

    const damages: readonly (readonly [what: string, damage: (bytes: Buffer) => Buffer])[] = [
      ...[0, 1, 10, 17, 50, 99].map((share): [string, (bytes: Buffer) => Buffer] => [
        `are cut at ${share} %`,
        (bytes) => bytes.subarray(0, Math.floor((bytes.length * share) / 100)),
      ]),
      ['hold zero bytes', (bytes) => Buffer.alloc(bytes.length)],
      ['are something else', () => Buffer.from('{"a":1}\n'.repeat(900))],
      ['are longer', (bytes) => Buffer.concat([bytes, Buffer.alloc(64, 1)])],
    ];
    for (const [what, damage] of damages)
      it(`change nothing when they ${what}, and are made anew`, async () => {
        const whole = readFileSync(file);
        writeFileSync(file, damage(whole));
        await harmless(what);
        if (what !== 'are longer') assert.deepEqual(readFileSync(file), whole);
      });

    for (const [what, mark] of [
      ['summaries', `"schema":${SUMMARY_SCHEMA}`],
      ['paper files', `"papers":${SCHEMA}`],
    ] as const)
      it(`are not read when a version with another form of ${what} wrote them`, async () => {
        const text = readFileSync(file).toString('latin1');
        const header = text.slice(17, Number.parseInt(text.slice(9, 17), 16));
        assert.ok(header.includes(mark));
        const { crc32 } = await import('node:zlib');
        const later = header.replace(mark, mark.replace(/\d$/, '9'));
        const sum = crc32(later.trimEnd()).toString(16).padStart(8, '0');
        const papers = text.slice(17 + header.length).replaceAll('Made-up', 'Mada-up');
        writeFileSync(file, Buffer.from(`${sum} ${text.slice(9, 17)}${later}${papers}`, 'latin1'));
        await harmless('another version');
      });

    it('may be those of another folder', async () => {
      const other = scratchFolder('summary ');
      const store = new PaperStore(other, storeWords, silentLog);
      await store.merge([madePaper('2603.00001', { title: 'Foreign' })]);
      await store.read();
      await store.settle();
      copyFileSync(path.join(other, 'summaries', 'papers.summary'), file);
      await harmless('foreign');
    });

    it('may be a folder', async () => {
      rmSync(file);
      mkdirSync(path.join(file, 'with something in it'), { recursive: true });
      await harmless('a folder');
    });

    it('may be out of reach', async () => {
      await refusing({ of: /\.summary$/, code: 'EACCES' }, () => harmless('out of reach'));
    });
  });

  it('are not needed: a folder that can’t be written costs nothing but time', async () => {
    rmSync(path.dirname(file), { recursive: true });
    writeFileSync(path.dirname(file), '');
    chmodSync(path.dirname(file), 0o600);
    await settled();
    assert.deepEqual(byId((await opened().read()).stored), byId(PAPERS));
    assert.ok(!existsSync(file));
  });
});
