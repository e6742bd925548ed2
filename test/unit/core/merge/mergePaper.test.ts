import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  changeBetween,
  mergeSources,
  type MergedSources,
  type LibraryChange,
} from '../../../../src/core/merge/mergeSources';
import { runToEnd } from '../../../../src/core/lang/runGenerator';
import { mergePaper, samePaper } from '../../../../src/core/merge/mergePaper';
import { newestFirst } from '../../../../src/core/paper/newestFirst';
import type { Paper, Repository } from '../../../../src/core/paper/paper';
import { madePaper } from '../../../support/papers';

const mergedLayers = (...given: Parameters<typeof mergeSources>): MergedSources =>
  runToEnd(mergeSources(...given));
const changesBetween = (...given: Parameters<typeof changeBetween>): LibraryChange =>
  runToEnd(changeBetween(...given));
const sorted = (papers: Iterable<Paper>): Paper[] => runToEnd(newestFirst(papers));

const repository = (owner: string, name: string): Repository => ({
  host: 'github.com',
  owner,
  name,
  url: `https://github.com/${owner}/${name}`,
});

describe('merging two versions of a paper', () => {
  const rich = madePaper('2603.00001', {
    upvotes: 9,
    stars: 4,
    category: 'cs.CL',
    aiSummary: 'Short.',
    keywords: ['k'],
    comments: 3,
    topics: ['agents'],
    featuredOn: ['2026-03-05'],
    repositories: [repository('a', 'one')],
    links: [{ kind: 'project', url: 'https://a.example/' }],
  });
  const bare = madePaper('2603.00001', {
    title: '',
    abstract: '',
    authors: [],
    authorCount: 0,
    published: '',
  });

  const cases: [what: string, older: Paper, newer: Paper, expected: Partial<Paper>][] = [
    ['an answer that lacks everything erases nothing', rich, bare, rich],
    ['and fills in what was not known', bare, rich, rich],
    ['later counts win, lower ones too', rich, { ...rich, upvotes: 7, stars: 5 }, { upvotes: 7, stars: 5 }],
    [
      'days of both, in order',
      rich,
      { ...rich, featuredOn: ['2026-03-04'] },
      { featuredOn: ['2026-03-04', '2026-03-05'] },
    ],
    [
      'repositories of both, the newer first',
      rich,
      { ...rich, repositories: [repository('b', 'two'), repository('A', 'One')] },
      { repositories: [repository('b', 'two'), repository('A', 'One')] },
    ],
  ];
  const place: Repository = {
    ...repository('a', 'one'),
    ref: 'main',
    folder: 'sub',
    url: 'https://github.com/a/one/tree/main/sub',
  };
  const elsewhere: Repository = {
    ...repository('a', 'one'),
    ref: 'v2',
    url: 'https://github.com/a/one/tree/v2',
  };
  cases.push(
    [
      'the place inside a repository stays where the newer names the repository only',
      { ...rich, repositories: [place] },
      { ...rich, repositories: [repository('b', 'two'), repository('A', 'one')] },
      { repositories: [repository('b', 'two'), place] },
    ],
    [
      'another place of the newer wins',
      { ...rich, repositories: [place] },
      { ...rich, repositories: [elsewhere] },
      { repositories: [elsewhere] },
    ],
  );
  for (const [what, older, newer, expected] of cases) {
    it(what, () => {
      const merged = mergePaper(older, newer);
      for (const [key, value] of Object.entries(expected)) {
        assert.deepEqual(merged[key as keyof Paper], value, key);
      }
    });
  }

  it('does not change when the same version is merged again', () => {
    assert.ok(samePaper(mergePaper(rich, rich), rich));
    assert.ok(!samePaper(rich, { ...rich, upvotes: 10 }));
    assert.ok(!samePaper(rich, { ...rich, authors: ['Ada Example'] }));
  });

  it('keeps no key without a value', () => {
    assert.ok(!Object.values(mergePaper(bare, bare)).includes(undefined));
  });
});

describe('layers of papers', () => {
  it('merges a saved page, which has no arXiv id, with the paper of the same title', () => {
    const saved = madePaper('attention-again', { title: 'Attention, Again!', comments: 5 });
    const known = madePaper('2603.00002', { title: 'Attention Again', upvotes: 3 });
    const merged = mergedLayers([[known], [saved]]);
    assert.deepEqual([...merged.papers.keys()], ['2603.00002']);
    assert.equal(merged.papers.get('2603.00002')?.title, 'Attention Again');
    assert.equal(merged.papers.get('2603.00002')?.comments, 5);
    assert.deepEqual([...merged.aliases], [['attention-again', '2603.00002']]);
  });

  it('keeps a slug for the paper that still has it', () => {
    const merged = mergedLayers([
      [madePaper('2603.00002', { title: 'Attention' }), madePaper('attention', { title: 'Other' })],
      [madePaper('attention', { title: 'Attention!' })],
    ]);
    assert.equal(merged.papers.get('attention')?.title, 'Other');
    assert.equal(merged.aliases.size, 0);
  });

  it('joins titles that differ in ligatures and other compatibility characters only', () => {
    const saved = madePaper('efficient-search', { title: 'Eﬃcient Search' });
    const known = madePaper('2603.00002', { title: 'Efficient Search' });
    assert.deepEqual([...mergedLayers([[known], [saved]]).papers.keys()], ['2603.00002']);
  });

  for (const id of ['cs/0112017', 'math.GT/0309136', 'cond-mat/9609089'])
    it(`keeps ${id}, a paper of its own, beside a newer one of the same title`, () => {
      const old = madePaper(id, { title: 'Attention' });
      const saved = madePaper('attention', { title: 'Attention' });
      const newer = madePaper('2603.00002', { title: 'Attention' });
      assert.deepEqual([...mergedLayers([[old], [newer]]).papers.keys()].sort(), [id, '2603.00002'].sort());
      assert.deepEqual(
        [...mergedLayers([[old], [saved]]).papers.keys()],
        [id],
        'it is the paper of a saved page',
      );
    });

  it('does not guess between two papers of one title', () => {
    const merged = mergedLayers([
      [madePaper('2603.00002', { title: 'Same' }), madePaper('2603.00003', { title: 'Same' })],
      [madePaper('same', { title: 'Same' })],
    ]);
    assert.equal(merged.papers.size, 3);
  });

  it('keeps the highest count if it is unknown which version is the latest', () => {
    const id = '2603.00001';
    const stored = madePaper(id, { upvotes: 40, comments: 2, stars: 5 });
    const fresh = madePaper(id, { upvotes: 90, comments: 7 });
    const old = madePaper(id, { upvotes: 3, comments: 0, stars: 1, title: 'Renamed' });
    const merged = mergedLayers([[fresh, old], [stored]]).papers.get(id);
    assert.deepEqual([merged?.upvotes, merged?.comments, merged?.stars], [90, 7, 5]);
    const imported = mergedLayers([[fresh, old]]).papers.get(id);
    assert.deepEqual(
      [imported?.upvotes, imported?.comments, imported?.stars, imported?.title],
      [90, 7, 1, 'Renamed'],
    );
    const none = mergedLayers([[madePaper(id)], [madePaper(id)]]).papers.get(id);
    assert.ok(none && !('upvotes' in none) && !('stars' in none));
  });

  for (const id of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'length']) {
    it(`takes ${id} for an ordinary id`, () => {
      const merged = mergedLayers([[madePaper(id)], [madePaper(id, { upvotes: 2 })]]);
      assert.equal(merged.papers.get(id)?.upvotes, 2);
      assert.equal(merged.papers.size, 1);
      assert.equal(({} as Record<string, unknown>)['upvotes'], undefined);
    });
  }

  it('returns the same objects for unchanged papers, and reports the changes', () => {
    const a = madePaper('2603.00001');
    const b = madePaper('2603.00002');
    const first = mergedLayers([[a], [b]]);
    const second = mergedLayers([[a], [{ ...b, upvotes: 1 }, madePaper('2603.00003')]], first);
    assert.equal(second.papers.get(a.id), first.papers.get(a.id));
    const change = changesBetween(first, second);
    assert.deepEqual(
      change.added.map((p) => p.id),
      ['2603.00003'],
    );
    assert.deepEqual(
      change.updated.map((p) => p.id),
      ['2603.00002'],
    );
    assert.deepEqual(changesBetween(second, first).removed, ['2603.00003']);
  });

  it('gives the same result whatever was merged before', () => {
    const layer = fc.array(
      fc.record({ n: fc.integer({ min: 1, max: 4 }), upvotes: fc.integer({ min: 0, max: 3 }) }),
      { maxLength: 6 },
    );
    const papers = (rows: readonly { n: number; upvotes: number }[]): Paper[] =>
      rows.map(({ n, upvotes }) => madePaper(`2603.0000${n}`, { upvotes }));
    fc.assert(
      fc.property(layer, layer, layer, (a, b, c) => {
        const before = mergedLayers([papers(a), papers(b)]);
        const layers = [papers(a), papers(c)];
        assert.deepEqual(mergedLayers(layers, before).papers, mergedLayers(layers).papers);
      }),
    );
  });
});

describe('newest first', () => {
  it('goes by the day on the page, then publication, votes and id', () => {
    const papers = [
      madePaper('2603.00001', { published: '2026-03-01' }),
      madePaper('2603.00002', { published: '2026-02-01', featuredOn: ['2026-03-03'] }),
      madePaper('2603.00003', { published: '2026-03-01', upvotes: 2 }),
      madePaper('2603.00004', { published: '' }),
      madePaper('2603.00005', { published: '2026-03-01' }),
    ];
    assert.deepEqual(
      sorted(papers).map((paper) => paper.id.slice(-1)),
      ['2', '3', '1', '5', '4'],
    );
  });
});

describe('the steps of merging a large library', () => {
  const arxiv = Array.from({ length: 2000 }, (_, n) => madePaper(`2603.${String(n).padStart(5, '0')}`));
  const rows: readonly (readonly [what: string, layers: Paper[][]])[] = [
    ['all with arXiv ids', [arxiv]],
    ['the last without', [arxiv, [madePaper('a-slug')]]],
    ['in two layers', [arxiv, arxiv]],
  ];
  for (const [what, layers] of rows)
    it(`read at most 256 papers each, 128 of each of two loops: ${what}`, () => {
      let touched = new Set<Paper>();
      const watched = layers.map((layer) =>
        layer.map(
          (paper) =>
            new Proxy(paper, {
              get: (target, key) => {
                touched.add(target);
                return Reflect.get(target, key) as unknown;
              },
            }),
        ),
      );
      const steps: number[] = [];
      const work = mergeSources(watched);
      for (let step = work.next(); ; step = work.next()) {
        steps.push(touched.size);
        touched = new Set();
        if (step.done === true) {
          assert.ok(step.value.papers.size >= arxiv.length);
          break;
        }
      }
      assert.ok(Math.max(...steps) <= 256, `${Math.max(...steps)} papers in one step`);
    });
});
