import assert from 'node:assert/strict';
import { matchPapers, type MatchResult } from '../../../../../src/core/index/read/matchPapers';
import { segmentOf } from '../../../../../src/core/index/write/segmentWriter';
import { emptyReader, type SegmentReader } from '../../../../../src/core/index/read/segmentReader';
import { runToEnd } from '../../../../../src/core/lang/runGenerator';
import { TermDictionary } from '../../../../../src/core/index/segment/termDictionary';
import type { Paper } from '../../../../../src/core/paper/paper';
import { generatedPapers } from '../../../../support/generatedPapers';

const papers = generatedPapers(300, 5, 20).map((paper, i): Paper => ({ ...paper, topics: [`t${i % 3}`] }));

function shardOf(some: readonly Paper[]): SegmentReader {
  return emptyReader(segmentOf(some));
}

function join(shards: readonly SegmentReader[], some: readonly Paper[]): MatchResult {
  return runToEnd(matchPapers(shards, some));
}

/** Returns a paper that counts accesses to its abstract. */
function watched(paper: Paper, reads: { count: number }): Paper {
  const { abstract } = paper;
  return Object.defineProperty({ ...paper }, 'abstract', {
    enumerable: true,
    get: () => {
      reads.count++;
      return abstract;
    },
  });
}

describe('matchPapers', () => {
  it('reads no id that is longer than any paper’s, as an unverified file may have half of them', () => {
    const shard = shardOf(papers);
    const { ids } = shard.segment;
    const starts = ids.starts.map((start, i) => (i > 50 && i % 2 === 0 ? ids.units.length : start));
    let longest = 0;
    class Watched extends TermDictionary {
      override text(i: number): string {
        const text = super.text(i);
        longest = Math.max(longest, text.length);
        return text;
      }
    }
    const damaged = { ...shard, segment: { ...shard.segment, ids: new Watched(starts, ids.units) } };
    const { missing } = join([damaged], papers.toReversed());
    assert.ok(missing.length > 200);
    assert.ok(longest > 0 && longest < 50, `an id of ${longest} letters was read`);
  });

  const shards = [shardOf(papers.slice(0, 200)), shardOf(papers.slice(200))];
  const first = join(shards, papers);

  it('finds every paper, and does not change the given readers', () => {
    assert.deepEqual(first.missing, []);
    assert.deepEqual(
      first.readers.flatMap((shard) => shard.papers),
      papers,
    );
    assert.ok(shards.every((shard) => shard.papers.every((paper) => paper === undefined)));
  });

  it('returns the same readers for the same papers, without reading a paper', () => {
    const reads = { count: 0 };
    const some = papers.map((paper) => watched(paper, reads));
    const before = join(shards, some);
    assert.ok(reads.count > 0);
    reads.count = 0;
    const again = join(before.readers, [...some]);
    assert.ok(again.readers.every((shard, i) => shard === before.readers[i]));
    const more = generatedPapers(30, 77, 20).map((paper, i) => ({ ...paper, id: `new-${i}` }));
    assert.deepEqual(join(before.readers, [...more, ...some]).missing, more);
    assert.equal(reads.count, 0);
  });

  it('changes only the topics when only topics changed', () => {
    const changed = papers.map((paper, i) => (i === 7 ? { ...paper, topics: ['new'] } : paper));
    const { readers: now, missing } = join(first.readers, changed);
    assert.deepEqual(missing, []);
    const [one, two] = now;
    assert.deepEqual(one?.topics.get('new'), [7]);
    assert.equal(one.topics.get('t1')?.includes(7), false);
    assert.equal(one.segment, first.readers[0]?.segment);
    assert.equal(one.deletedDocs, first.readers[0]?.deletedDocs);
    assert.equal(two, first.readers[1]);
    assert.ok(first.readers[0]?.topics.get('t1')?.includes(7), 'who holds the old shard sees the old topics');
  });

  it('shares the topics when something else changed', () => {
    const changed = papers.map((paper, i) => (i === 7 ? { ...paper, upvotes: 99 } : paper));
    const [now] = join(first.readers, changed).readers;
    assert.equal(now?.papers[7]?.upvotes, 99);
    assert.equal(now.topics, first.readers[0]?.topics);
  });

  const edits: readonly (readonly [what: string, edit: (paper: Paper) => Paper])[] = [
    ['another title', (paper) => ({ ...paper, title: `${paper.title}s` })],
    [
      'one letter of the abstract',
      (paper) => ({ ...paper, abstract: paper.abstract.replace(/^(..)./, '$1#') }),
    ],
    ['another author', (paper) => ({ ...paper, authors: [...paper.authors, 'Ada Lovelace'] })],
    [
      'another repository',
      (paper) => ({
        ...paper,
        repositories: [{ host: 'github.com', owner: 'o', name: 'n', url: 'https://github.com/o/n' }],
      }),
    ],
  ];
  for (const [what, edit] of edits)
    it(`notices ${what} of a paper that it holds`, () => {
      const changed = papers.map((paper, i) => (i === 3 ? edit(paper) : paper));
      const { readers: now, missing } = join(first.readers, changed);
      assert.deepEqual(missing, [changed[3]]);
      assert.equal(now[0]?.papers[3], undefined);
      assert.equal(now[0]?.deletedDocs?.[3], 1);
    });

  const orders: readonly (readonly [what: string, some: readonly Paper[]])[] = [
    ['in the opposite order', [...papers].reverse()],
    ['without many of the first', papers.slice(150)],
    ['with some twice', [...papers, ...papers.slice(0, 5)]],
    ['none', []],
  ];
  for (const [what, some] of orders)
    it(`finds papers ${what}`, () => {
      for (const from of [shards, first.readers]) {
        const { readers: now, missing } = join(from, some);
        assert.deepEqual(missing, []);
        const held = now.flatMap((shard) => shard.papers.filter((paper) => paper !== undefined));
        assert.deepEqual(new Set(held), new Set(some));
        assert.equal(held.length, new Set(some).size);
      }
    });

  it('restores a paper that was removed', () => {
    const gone = join(first.readers, papers.slice(1));
    assert.equal(gone.readers[0]?.deletedDocs?.[0], 1);
    const back = join(gone.readers, papers);
    assert.deepEqual(back.missing, []);
    assert.equal(back.readers[0]?.deletedDocs, undefined);
  });
});
