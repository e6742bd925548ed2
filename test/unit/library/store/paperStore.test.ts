import assert from 'node:assert/strict';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { MACHINE_NAME } from '../../../../src/library/machineName';
import { toPlainPaper } from '../../../../src/core/paper/lazyPaper';
import type { Paper } from '../../../../src/core/paper/paper';
import { crc32Hex } from '../../../../src/library/store/checksum';
import { tryLock, withLock } from '../../../../src/library/store/fileLock';
import { monthOf, PaperStore } from '../../../../src/library/store/paperStore';
import { refusing } from '../../../support/heldFiles';
import { silentLog } from '../../../support/log';
import { madePaper } from '../../../support/papers';
import { storeWords } from '../../../support/store-words';

describe('the store', () => {
  let folder: string;
  let months: string;
  let march: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'daily papers ü '));
    months = path.join(folder, 'papers');
    march = path.join(months, '2026-03.jsonl');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const opened = (): PaperStore => new PaperStore(folder, storeWords, silentLog);
  const ids = (papers: readonly Paper[]): string[] => papers.map((paper) => paper.id).sort();
  const five = Array.from({ length: 5 }, (_, n) =>
    madePaper(`2603.0000${n}`, { upvotes: n, tex: { title: '$x$' } }),
  );
  const corrupt = (): string[] => readdirSync(months).filter((name) => name.includes('.corrupt-'));

  it('is empty at first, and creates no folder', async () => {
    assert.deepEqual(await opened().read(), { imported: [], stored: [], problems: [] });
    assert.deepEqual(readdirSync(folder), []);
  });

  it('returns exactly the stored papers, in a file for each month', async () => {
    const papers = [...five, madePaper('2511.00001'), madePaper('a-slug')];
    await opened().merge(papers);
    const { stored } = await opened().read();
    assert.deepEqual(
      new Map(stored.map((paper) => [paper.id, toPlainPaper(paper)])),
      new Map(papers.map((paper) => [paper.id, paper])),
    );
    assert.deepEqual(readdirSync(months).sort(), ['2025-11.jsonl', '2026-03.jsonl', 'other.jsonl']);
  });

  it('merges later answers, and writes nothing when they say nothing new', async () => {
    const store = opened();
    await store.merge([madePaper('2603.00001', { upvotes: 3, stars: 7 })]);
    await store.merge([madePaper('2603.00001', { upvotes: 9 })]);
    assert.deepEqual(
      (await store.read()).stored.map((p) => [p.upvotes, p.stars]),
      [[9, 7]],
    );
    const before = statSync(march);
    await store.merge([madePaper('2603.00001', { upvotes: 9 })]);
    assert.equal(statSync(march).ino, before.ino);
  });

  it('sees what another window wrote', async () => {
    const [one, other] = [opened(), opened()];
    await one.merge([five[0]!]);
    assert.equal((await other.read()).stored.length, 1);
    await one.merge([five[1]!]);
    assert.equal((await other.read()).stored.length, 2);
  });

  it('carries over fields that it does not know', async () => {
    await opened().merge([five[1]!]);
    const { crc32 } = await import('node:zlib');
    const [header = '', line = ''] = readFileSync(march, 'utf8').split('\n');
    const paper = line.slice(line.indexOf('"paper":') + 8, -1).replace('{', '{"venue":"of a later version",');
    const sum = crc32(paper).toString(16).padStart(8, '0');
    writeFileSync(march, `${header}\n{"sum":"${sum}","paper":${paper}}\n`);
    await opened().merge([{ ...five[1]!, upvotes: 50 }]);
    assert.match(readFileSync(march, 'utf8'), /"venue":"of a later version"/);
    assert.equal((await opened().read()).stored[0]?.upvotes, 50);
  });

  it('does not change a newer layout, shows the rest, and keeps new papers for the session', async () => {
    mkdirSync(months, { recursive: true });
    const newer = '{"dailyPapers":"papers","schema":2,"count":1}\n["another layout"]\n';
    writeFileSync(march, newer);
    const store = opened();
    await store.merge([five[0]!, madePaper('2511.00001')]);
    const { stored, problems } = await store.read();
    assert.deepEqual(ids(stored), ['2511.00001', '2603.00000']);
    assert.equal(problems.length, 2);
    assert.equal(readFileSync(march, 'utf8'), newer);
    assert.deepEqual(corrupt(), []);
  });

  const damages: [what: string, damage: (text: string) => string, left: number][] = [
    ...Array.from({ length: 9 }, (_, n): [string, (text: string) => string, number] => [
      `cut at ${(n + 1) * 10} %`,
      (text) => text.slice(0, Math.floor((text.length * (n + 1)) / 10)),
      -1,
    ]),
    ['cut between two lines', (text) => text.split('\n').slice(0, 4).join('\n') + '\n', 3],
    ['a flipped bit in a paper', (text) => text.replace('What 2603.00002', 'Whau 2603.00002'), 4],
    ['a flipped bit in the header', (text) => text.replace('"papers"', '"qapers"'), 5],
    ['a line out of nowhere', (text) => text.replace('\n', '\n{"paper":{}}\n'), 5],
    ['nothing', () => '', 0],
    ['null', () => 'null', 0],
    ['{}', () => '{}', 0],
    ['zero bytes', (text) => '\0'.repeat(text.length), 0],
  ];
  for (const [what, damage, left] of damages) {
    it(`heals: ${what}`, async () => {
      await opened().merge([...five, madePaper('2511.00001')]);
      const damaged = damage(readFileSync(march, 'utf8'));
      writeFileSync(march, damaged);
      const store = opened();
      const { stored, problems } = await store.read();
      const whole = stored.filter((paper) => paper.id.startsWith('2603')).map(toPlainPaper);
      if (left >= 0) assert.equal(whole.length, left);
      for (const paper of whole)
        assert.deepEqual(
          paper,
          five.find(({ id }) => id === paper.id),
        );
      assert.ok(
        stored.some((paper) => paper.id === '2511.00001'),
        'the other month is there',
      );
      assert.deepEqual(problems, [`damaged: ${corrupt().join(', ')}`]);
      assert.deepEqual(
        corrupt().map((name) => readFileSync(path.join(months, name), 'utf8')),
        [damaged],
      );

      await store.merge(five);
      const healed = await opened().read();
      assert.equal(healed.stored.length, 6);
      assert.deepEqual(healed.problems, []);
    });
  }

  it('heals a folder in a file’s place', async () => {
    mkdirSync(march, { recursive: true });
    const store = opened();
    assert.deepEqual((await store.read()).problems, [`damaged: ${corrupt().join(', ')}`]);
    await store.merge(five);
    assert.equal((await opened().read()).stored.length, 5);
  });

  it('does not change unreadable files, reports them, shows the rest, and keeps new papers for the session', async () => {
    await opened().merge([madePaper('2511.00001')]);
    // Rejects every read, even by root.
    symlinkSync(path.basename(march), march);
    const store = opened();
    assert.deepEqual((await store.read()).problems, ['unreadable: 2026-03 ELOOP']);
    await store.merge(five);
    const { stored, problems } = await store.read();
    assert.deepEqual(ids(stored), ids([...five, madePaper('2511.00001')]));
    assert.deepEqual(problems, ['unreadable: 2026-03 ELOOP', 'not saved: ELOOP']);
    assert.equal(readlinkSync(march), path.basename(march));
    assert.deepEqual(corrupt(), []);
  });

  it('says when its folder cannot be listed, and has no papers then', async () => {
    writeFileSync(months, 'a file where the folder should be');
    const { stored, problems } = await opened().read();
    assert.deepEqual([stored, problems], [[], ['unreadable: papers ENOTDIR']]);
  });

  it('reports one reason for both of its folders in one sentence', async () => {
    await opened().merge(five);
    await opened().addImport(five, 'page.txt', new Date('2026-03-01'));
    const { problems } = await refusing({ of: /(?:papers|imported)$/, code: 'EACCES' }, () =>
      opened().read(Promise.resolve([{ kind: 'unreadable', file: 'reading-list.json', why: 'EACCES' }])),
    );
    assert.deepEqual(problems, ['unreadable: papers, imported, reading-list.json EACCES']);
  });

  it('goes on showing what it has read while a file or its folder is held', async () => {
    await opened().merge([...five, madePaper('2511.00001')]);
    const store = opened();
    const before = await store.read();
    const other = opened();
    await other.merge([madePaper('2603.00009')]);
    for (const of of [/2026-03\.jsonl$/, /papers$/]) {
      const { stored } = await refusing({ of, code: 'EIO' }, () => store.read());
      assert.deepEqual(ids(stored.filter(({ id }) => id !== '2603.00009')), ids(before.stored));
    }
    assert.equal((await store.read()).stored.length, 7);
  });

  it('does not take a file for damaged that is held while it is healed', async () => {
    await opened().merge(five);
    const damaged = readFileSync(march, 'utf8').replace('What 2603.00002', 'Whau 2603.00002');
    writeFileSync(march, damaged);
    const held = { of: /2026-03\.jsonl$/, code: 'EIO', after: 1, calls: ['readFile'] } as const;
    const { stored } = await refusing(held, () => opened().read());
    assert.equal(stored.length, 4);
    assert.equal(readFileSync(march, 'utf8'), damaged);
    assert.deepEqual(corrupt(), []);
  });

  it('heals damage that a merge meets first, and loses no whole paper', async () => {
    await opened().merge(five);
    writeFileSync(march, readFileSync(march, 'utf8').replace('What 2603.00002', 'Whau 2603.00002'));
    const store = opened();
    await store.merge([madePaper('2603.00009')]);
    assert.deepEqual(
      ids((await store.read()).stored),
      ids([...five.filter((_, n) => n !== 2), madePaper('2603.00009')]),
    );
    assert.equal(corrupt().length, 1);
  });

  it('keeps every damaged file until the user removes it, and names what is there', async () => {
    await opened().merge(Array.from({ length: 6 }, (_, n) => madePaper(`260${n + 1}.00001`)));
    for (const name of readdirSync(months).filter((one) => one.endsWith('.jsonl')))
      writeFileSync(path.join(months, name), `damaged ${name}`);
    const { problems } = await opened().read();
    assert.equal(corrupt().length, 6);
    assert.deepEqual(problems, [`damaged: ${corrupt().sort().join(', ')}`]);
    writeFileSync(march, 'damaged 2026-03.jsonl');
    await opened().read();
    assert.equal(corrupt().length, 6, 'the same content is kept once');
    writeFileSync(march, 'damaged in another way');
    await opened().read();
    assert.equal(corrupt().length, 7);
  });

  it('shows what could not be written for the session, says so, and writes it when the disk is there again', async () => {
    // A file instead of the folder rejects every write, even by root.
    writeFileSync(months, '');
    const store = opened();
    await store.merge(five.slice(0, 2));
    await store.merge([{ ...five[1]!, upvotes: 60 }]);
    rmSync(months);
    const { stored, problems } = await store.read();
    assert.deepEqual(
      stored.map((paper) => [paper.id, paper.upvotes]),
      [
        ['2603.00000', 0],
        ['2603.00001', 60],
      ],
    );
    assert.equal(problems.length, 1);
    await store.merge([five[2]!]);
    assert.deepEqual((await store.read()).problems, []);
    assert.deepEqual(ids((await opened().read()).stored), ids(five.slice(0, 3)));
  });

  it('stores each import separately, and removes it', async () => {
    const store = opened();
    await store.merge([madePaper('2603.00001', { upvotes: 5 })]);
    await store.addImport(
      [madePaper('2603.00001'), madePaper('2603.00002')],
      'first.txt',
      new Date('2026-03-01'),
    );
    await store.addImport([madePaper('2603.00003')], 'second.json', new Date('2026-03-02'));
    assert.deepEqual(
      (await opened().imports()).map(({ from, at, count }) => [from, at.slice(0, 10), count]),
      [
        ['second.json', '2026-03-02', 1],
        ['first.txt', '2026-03-01', 2],
      ],
    );
    const [, first] = await store.imports();
    await store.removeImports([first!.name]);
    const { imported, stored } = await opened().read();
    assert.deepEqual(ids(imported), ['2603.00003']);
    assert.deepEqual(ids(stored), ['2603.00001']);
  });

  it('is one import when the same papers are imported again, until it is removed or damaged', async () => {
    const store = opened();
    const papers = [madePaper('2603.00001'), madePaper('2603.00002')];
    const first = await store.addImport(papers, 'page.txt', new Date('2026-03-01'));
    assert.equal(first.importedBefore, undefined);
    const again = await opened().addImport(papers, 'a copy.txt', new Date('2026-03-02'));
    assert.deepEqual(again, { name: first.name, importedBefore: '2026-03-01T00:00:00.000Z' });
    const other = [madePaper('2603.00001', { title: 'Revised' }), madePaper('2603.00002')];
    assert.equal(
      (await store.addImport(other, 'page.txt', new Date('2026-03-03'))).importedBefore,
      undefined,
    );
    assert.equal((await opened().imports()).length, 2);
    await store.removeImports([first.name]);
    const after = await store.addImport(papers, 'page.txt', new Date('2026-03-04'));
    assert.equal(after.importedBefore, undefined);
    const file = path.join(folder, 'imported', `${after.name}.jsonl`);
    writeFileSync(file, readFileSync(file, 'utf8').replace('2603.00002', '2603.0000x'));
    // The import holds the folder's lock while it finds the damaged file. The repair must not wait for that
    // lock.
    const warnings: string[] = [];
    const log = { ...silentLog, warn: (text: string) => void warnings.push(text) };
    const mending = new PaperStore(folder, storeWords, log);
    const mended = await mending.addImport(papers, 'page.txt', new Date('2026-03-05'));
    assert.equal(mended.importedBefore, undefined);
    assert.equal(warnings.length, 1, warnings.join('\n'));
    assert.match(warnings[0] ?? '', /is damaged; it was set aside as /);
    assert.deepEqual(ids((await opened().read()).imported).filter((id) => id === '2603.00002').length, 2);
  });

  it('keeps a paper that an import names twice as one, with both accounts, in a file that is whole', async () => {
    const twice = [
      madePaper('2603.00001', { featuredOn: ['2026-03-04'], upvotes: 5, stars: 2 }),
      madePaper('2603.00002'),
      madePaper('2603.00001', { featuredOn: ['2026-03-05'], upvotes: 6 }),
    ];
    await opened().addImport(twice, 'two-days.json', new Date('2026-03-06'));
    const { imported, problems } = await opened().read();
    assert.deepEqual(problems, []);
    assert.deepEqual(
      imported.map(({ id, featuredOn, upvotes, stars }) => [id, featuredOn, upvotes, stars]),
      [
        ['2603.00001', ['2026-03-04', '2026-03-05'], 6, 2],
        ['2603.00002', [], undefined, undefined],
      ],
    );
    assert.deepEqual(
      (await opened().imports()).map(({ count }) => count),
      [2],
    );
  });

  it('sweeps what killed writers left, and nothing else', async () => {
    mkdirSync(months, { recursive: true });
    const machine = crc32Hex(MACHINE_NAME);
    const left = (writer: string, age: number): string => {
      const name = `2026-03.jsonl.${writer}.0123456789abcdef.tmp`;
      writeFileSync(path.join(months, name), 'half');
      const then = Date.now() / 1000 - age;
      utimesSync(path.join(months, name), then, then);
      return name;
    };
    const dead = 2 ** 22 + 7;
    const cases: [writer: string, age: number, stays: boolean][] = [
      [`${machine}-${dead}`, 10, false],
      [`${machine}-${process.ppid}`, 10, true],
      [`${machine}-1`, 7_200, false],
      [`0badcafe-${dead}`, 10, true],
      [`0badcafe-${dead + 1}`, 7_200, false],
      [`${dead}`, 10, true],
      [`${dead + 1}`, 7_200, false],
    ];
    const names = cases.map(([writer, age]) => left(writer, age));
    await opened().merge(five);
    const there = readdirSync(months);
    assert.deepEqual(
      names.map((name) => there.includes(name)),
      cases.map(([, , stays]) => stays),
    );
  });

  const papers: [id: string, month: string][] = [
    ['2603.00001', '2026-03'],
    ['0704.0001', '2007-04'],
    ['2613.00001', 'other'],
    ['cs/0112017', 'other'],
    ['../../x', 'other'],
  ];
  for (const [id, month] of papers) {
    it(`files ${id} under ${month}`, () => assert.equal(monthOf(id), month));
  }
});

describe('a lock', () => {
  let file: string;
  beforeEach(() => {
    file = path.join(mkdtempSync(path.join(tmpdir(), 'daily-papers-')), 'folder', '.lock');
  });
  afterEach(() => rmSync(path.dirname(path.dirname(file)), { recursive: true, force: true }));

  const left = (text: string, age: number): void => {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    const then = Date.now() / 1000 - age;
    utimesSync(file, then, then);
  };
  const holder = (pid: number, host: string): string => JSON.stringify({ pid, host, token: 'x' });
  const here = MACHINE_NAME;

  it('is held by one at a time, and free afterwards', async () => {
    const lock = await tryLock(file);
    assert.ok(lock);
    assert.equal(await tryLock(file), undefined);
    await lock.check();
    await lock.release();
    const again = await tryLock(file);
    assert.ok(again);
    await again.release();
  });

  /** Returns the results of trying now, and after this many seconds in which the lock was not touched. */
  async function triesAfter(seconds: number): Promise<[atOnce: boolean, later: boolean]> {
    const clock = performance.now.bind(performance);
    const atOnce = await tryLock(file);
    await atOnce?.release();
    if (atOnce) return [true, true];
    performance.now = () => clock() + seconds * 1000;
    try {
      const later = await tryLock(file);
      await later?.release();
      return [false, later !== undefined];
    } finally {
      performance.now = clock;
    }
  }

  const alive = process.ppid;
  const dead = 2 ** 22 + 7;
  // Age by the wall clock, which may differ by minutes between machines, and the waiting time in seconds.
  const stale: [
    what: string,
    pid: number,
    elsewhere: boolean,
    age: number,
    waited: number,
    result: string,
  ][] = [
    ['a dead holder', dead, false, 0, 0, 'free'],
    ['a living holder', alive, false, 5, 9, 'held'],
    ['a dead holder whose number is in use again', alive, false, 60, 11, 'free later'],
    ['a holder from before the clock was set back', alive, false, -3_600, 11, 'free later'],
    ['a holder on another machine', dead, true, 5, 29, 'held'],
    ['a holder on a machine whose clock is 45 s late', 1, true, 45, 29, 'held'],
    ['a holder on a machine whose clock is 45 s early', 1, true, -45, 29, 'held'],
    ['another machine that fell silent', 1, true, 5, 31, 'free later'],
    ['another machine that is gone for long', 1, true, 660, 0, 'free'],
  ];
  for (const [what, pid, elsewhere, age, waited, result] of stale) {
    it(`finds the lock of ${what} ${result}`, async () => {
      left(holder(pid, elsewhere ? 'another-machine' : here), age);
      const [atOnce, later] = await triesAfter(waited);
      assert.equal(atOnce ? 'free' : later ? 'free later' : 'held', result);
    });
  }

  it('is held as long as its holder touches it, however long it was watched', async () => {
    left(holder(1, 'another-machine'), 45);
    assert.deepEqual(await triesAfter(20), [false, false]);
    left(holder(1, 'another-machine'), 40);
    assert.deepEqual(await triesAfter(20), [false, false]);
  });

  it('is taken from a process that ended before it wrote its id', async () => {
    left('', 0);
    assert.deepEqual(await triesAfter(1), [false, false]);
    assert.deepEqual(await triesAfter(3), [false, true]);
  });

  it('reports to a holder that its lock was taken over, and does not change the new lock', async () => {
    const lock = await tryLock(file);
    assert.ok(lock);
    writeFileSync(file, holder(process.ppid, 'another-machine'));
    await assert.rejects(lock.check(), /took over/);
    await lock.release();
    assert.match(readFileSync(file, 'utf8'), /another-machine/);
  });

  it('runs the work of many holders one after another', async () => {
    let inside = 0;
    await Promise.all(
      Array.from({ length: 12 }, () =>
        withLock(file, async () => {
          inside += 1;
          assert.equal(inside, 1);
          await new Promise((resolve) => setTimeout(resolve, 2));
          inside -= 1;
        }),
      ),
    );
  });

  it('replaces an invalid lock after a while: a folder, an unreadable and a damaged file', async () => {
    mkdirSync(path.join(file, 'with something in it'), { recursive: true });
    assert.deepEqual(await triesAfter(31), [false, true]);
    const [aside = ''] = readdirSync(path.dirname(file));
    assert.deepEqual(readdirSync(path.join(path.dirname(file), aside)), ['with something in it']);
    rmSync(path.join(path.dirname(file), aside), { recursive: true });

    left(holder(process.ppid, 'x'), 0);
    const lock = await refusing({ of: /\.lock$/, code: 'EACCES', calls: ['readFile'], times: 9 }, () =>
      triesAfter(31),
    );
    assert.deepEqual(lock, [false, true]);

    left('{"pid":1,"host":"\\x"}', 5);
    assert.deepEqual(await triesAfter(31), [false, true]);
    assert.deepEqual(readdirSync(path.dirname(file)), []);
  });

  it('can be created again while the previous one is being deleted', async () => {
    // Windows refuses the name of a removed file while a process has it open.
    const held = { of: /\.lock$/, code: 'EBUSY', times: 2 };
    assert.equal(await refusing(held, () => withLock(file, () => Promise.resolve('done'))), 'done');
    assert.deepEqual(readdirSync(path.dirname(file)), []);
  });

  it('gives up waiting after a while, and frees the lock when the work fails', async () => {
    const lock = await tryLock(file);
    await assert.rejects(
      withLock(file, () => Promise.resolve(), 30),
      /holding/,
    );
    await lock?.release();
    await assert.rejects(
      withLock(file, () => Promise.reject(new Error('work'))),
      /work/,
    );
    assert.ok(await tryLock(file).then((free) => free?.release().then(() => true)));
  });
});
