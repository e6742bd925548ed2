import assert from 'node:assert/strict';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PaperIndex } from '../../../../src/core/index/paperIndex';
import type { Segment } from '../../../../src/core/index/segment/segment';
import type { TopicScores } from '../../../../src/core/topics/topicCache';
import type { Paper } from '../../../../src/core/paper/paper';
import { Emitter } from '../../../../src/emitter';
import { readTopicFile, readTopicSetting, writeTopicFile } from '../../../../src/library/topics/topicFile';
import { Topics } from '../../../../src/library/topics/topicService';
import { english } from '../../../support/english';
import { silentLog } from '../../../support/log';
import { madePaper } from '../../../support/papers';
import { scratchFolder } from '../../../support/scratch.mjs';

const seeds = JSON.stringify({
  topics: [
    { id: 'vision', label: 'Vision', icon: 'eye', terms: [{ weight: 4, any: ['image'] }] },
    { id: 'other', label: 'Other', icon: 'ellipsis', terms: [] },
  ],
});

describe('topics of an earlier session', () => {
  const folder = scratchFolder('topics');
  let number = 0;
  const newFile = (): string => path.join(folder, `topics-${++number}.jsonl`);
  const papers = Array.from({ length: 1200 }, (_, i) =>
    madePaper(`paper-${i}`, { title: i % 3 === 0 ? 'An image' : 'A word', abstract: `Number ${i}.` }),
  );

  /** Runs a new session. Returns its result, and the papers that it scanned. */
  async function session(
    file: string,
    some: readonly Paper[],
    options: { readonly version?: string; readonly setting?: unknown } = {},
  ): Promise<{
    topics: ReadonlyMap<string, readonly string[]>;
    scanned: readonly string[];
    /** Number of times that the session waited for a verified index. */
    verified: number;
  }> {
    const { version = '1.0.0', setting } = options;
    const topics = new Topics({
      readFile: () => Promise.resolve(seeds),
      setting: () => setting,
      l10n: english,
      onDidChangeSetting: new Emitter<void>().event,
      cache: { file, version },
      log: silentLog,
    });
    const index = PaperIndex.of(some);
    const scanned = new Set<string>();
    for (const { segment } of index.segments) watchScans(segment, scanned);
    let verified = 0;
    const assigned = await topics.assign(index, () => {
      verified++;
      return Promise.resolve(index);
    });
    await topics.idle;
    return { topics: assigned, scanned: [...scanned], verified };
  }

  it('are taken over without scanning a paper again', async () => {
    const file = newFile();
    const first = await session(file, papers);
    assert.equal(first.scanned.length, papers.length);
    const second = await session(file, [...papers].reverse());
    assert.deepEqual(second.scanned, []);
    assert.deepEqual(new Map([...second.topics].sort()), new Map([...first.topics].sort()));
    assert.deepEqual([second.topics.get('paper-0'), second.topics.get('paper-1')], [['vision'], ['other']]);
  });

  it('need a verified index only where a paper is scanned or a topic is a search', async () => {
    const file = newFile();
    const search = [{ id: 'own', label: 'Own', query: 'image' }];
    assert.equal((await session(file, papers.slice(0, 3))).verified, 1);
    assert.equal((await session(file, papers.slice(0, 3))).verified, 0);
    assert.equal((await session(file, papers.slice(0, 4))).verified, 1);
    assert.equal((await session(file, papers.slice(0, 4), { setting: search })).verified, 1);
  });

  it('are those of papers whose text is the same', async () => {
    const file = newFile();
    await session(file, papers.slice(0, 3));
    const changed = papers.slice(0, 4).map((paper, i) => (i === 1 ? { ...paper, title: 'No image' } : paper));
    const { topics, scanned } = await session(file, changed);
    assert.deepEqual(scanned, ['paper-1', 'paper-3']);
    assert.deepEqual(topics.get('paper-1'), ['vision']);
    assert.deepEqual((await session(file, changed)).scanned, []);
  });

  it('stay with papers that another segment holds', async () => {
    const topics = new Topics({
      readFile: () => Promise.resolve(seeds),
      setting: () => undefined,
      l10n: english,
      onDidChangeSetting: new Emitter<void>().event,
      log: silentLog,
    });
    const first = await topics.assign(PaperIndex.of(papers));
    const joined = PaperIndex.of([...papers].reverse());
    const scanned = new Set<string>();
    for (const { segment } of joined.segments) watchScans(segment, scanned);
    const second = await topics.assign(joined);
    assert.deepEqual([...scanned], []);
    assert.deepEqual(new Map([...second].sort()), new Map([...first].sort()));
  });

  const worthless: readonly (readonly [what: string, options: Parameters<typeof session>[2]])[] = [
    ['another version earned them', { version: '1.0.1' }],
    ['the topics are others', { setting: [{ id: 'vision', hidden: true }] }],
  ];
  for (const [what, options] of worthless)
    it(`are discarded if ${what}`, async () => {
      const file = newFile();
      await session(file, papers.slice(0, 3));
      assert.equal((await session(file, papers.slice(0, 3), options)).scanned.length, 3);
    });

  it('are kept without those that a search finds', async () => {
    const file = newFile();
    const setting = [{ id: 'mine', label: 'Mine', query: 'title:image' }];
    const plain = await session(file, papers.slice(0, 3));
    const { topics, scanned } = await session(file, papers.slice(0, 3), { setting });
    assert.deepEqual(scanned, []);
    assert.deepEqual([topics.get('paper-0'), topics.get('paper-1')], [['mine', 'vision'], ['other']]);
    assert.deepEqual((await session(file, papers.slice(0, 3))).topics, plain.topics);
  });

  it('are not kept when a term needs a search', async () => {
    const file = newFile();
    const setting = [{ id: 'mine', label: 'Mine', terms: [{ weight: 4, any: ['year:2020'] }] }];
    for (let sessions = 0; sessions < 2; sessions += 1) {
      const { scanned } = await session(file, papers.slice(0, 3), { setting });
      assert.equal(scanned.length, 3);
    }
    assert.doesNotMatch(readFileSync(file, 'utf8'), /paper-/);
  });

  const settings: readonly (readonly [what: string, setting: unknown])[] = [
    ['terms', [{ id: 'mine', label: 'Mine', terms: [{ weight: 4, any: ['word'] }] }]],
    [
      'a term that needs a search',
      [{ id: 'mine', label: 'Mine', terms: [{ weight: 4, any: ['year:2020'] }] }],
    ],
    ['a search', [{ id: 'mine', label: 'Mine', query: 'title:image' }]],
    ['another search', [{ id: 'mine', label: 'Mine', query: 'title:word' }]],
    ['nothing', undefined],
  ];
  it('come with the current setting, for programs that cannot read it', async () => {
    const file = newFile();
    await session(file, papers.slice(0, 3));
    for (const [what, setting] of settings) {
      await session(file, papers.slice(0, 3), { setting });
      assert.deepEqual(await readTopicSetting(file), setting, what);
      const { ino } = statSync(file);
      await session(file, papers.slice(0, 3), { setting });
      assert.equal(statSync(file).ino, ino, `${what}: an equal setting is not written again`);
    }
  });

  it('come without a setting where there was never one, and nothing is written for that', async () => {
    const file = newFile();
    await session(file, []);
    assert.throws(() => readFileSync(file), { code: 'ENOENT' });
    assert.equal(await readTopicSetting(file), undefined);
  });

  const entries: readonly (readonly [string, TopicScores])[] = [
    ['2401.00001', { fingerprint: 7, topics: ['vision', 'other'] }],
    ['__proto__', { fingerprint: 0xffffffff, topics: ['vision'] }],
    ['“quoted”\n', { fingerprint: 0, topics: ['vision', 'other'] }],
  ];

  it('are read as they were written', async () => {
    const file = newFile();
    await writeTopicFile(file, 'rules', entries);
    assert.deepEqual([...((await readTopicFile(file, 'rules')) ?? [])], entries);
    assert.equal(await readTopicFile(file, 'other rules'), undefined);
    assert.equal(await readTopicFile(newFile(), 'rules'), undefined);
  });

  it('are discarded if any byte of their file differs', async () => {
    const file = newFile();
    await writeTopicFile(file, 'rules', entries);
    const whole = readFileSync(file);
    for (let at = 0; at < whole.length; at++) {
      const damaged = Buffer.from(whole);
      damaged.writeUInt8(whole.readUInt8(at) ^ 4, at);
      writeFileSync(file, damaged);
      const read = await readTopicFile(file, 'rules');
      // A changed character in the header may have the same meaning. Then the content must be complete.
      if (read !== undefined)
        assert.deepEqual(
          [...read.keys()],
          entries.map(([id]) => id),
          `byte ${at}`,
        );
      writeFileSync(file, whole.subarray(0, at));
      assert.equal(await readTopicFile(file, 'rules'), undefined, `cut at ${at}`);
    }
  });
});

/**
 * Records the papers whose words are read: a scan reads where a paper's sequence ends, then where it begins.
 */
function watchScans(segment: Segment, scanned: Set<string>): void {
  const { sequenceStarts, ids } = segment;
  let before = -1;
  const watched = new Proxy(sequenceStarts, {
    get: (target, key) => {
      const place = Number(key);
      if (place === before - 1) scanned.add(ids.text(place));
      before = place;
      return target[place];
    },
  });
  Object.defineProperty(segment, 'sequenceStarts', { value: watched });
}
