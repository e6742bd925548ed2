import assert from 'node:assert/strict';
import { PaperIndex } from '../../../../src/core/index/paperIndex';
import {
  ALL_PERIODS,
  cellCount,
  cellQuery,
  EARLIER,
  PART_KEYS,
  topicKey,
} from '../../../../src/core/overview/cellQuery';
import { countPapers, type Overview, type Tally } from '../../../../src/core/overview/countPapers';
import type { Unit } from '../../../../src/core/overview/period';
import { isEmpty, parseQuery } from '../../../../src/core/query/parseQuery';
import { generatedPapers } from '../../../support/generatedPapers';
import { Random } from '../../../eval/random';

/** Includes two ids, one of which is a prefix of the other. */
const IDS = [
  'code',
  'code-models',
  'vision',
  'agents',
  'audio',
  'robotics',
  'graphs',
  'theory',
  'memory',
  'other',
];

const random = new Random(5);
const papers = generatedPapers(400, 9).map((paper, at) => ({
  ...paper,
  published: at % 40 === 0 ? '' : paper.published,
  topics: [...new Set([IDS[random.below(IDS.length)] ?? '', IDS[random.below(IDS.length)] ?? ''])],
}));
const index = PaperIndex.of(papers);
const found = (query: string): readonly (typeof papers)[number][] => {
  const parsed = parseQuery(query);
  return isEmpty(parsed) ? papers : (index.search(parsed).map(({ paper }) => paper) as typeof papers);
};

/** Returns every part of an overview with its number of papers. */
function parts({ topics }: Overview): readonly (readonly [key: string, count: (tally: Tally) => number])[] {
  return [
    [PART_KEYS.all, ({ papers }) => papers],
    [PART_KEYS.withCode, ({ withCode }) => withCode],
    [PART_KEYS.withoutCode, ({ papers, withCode }) => papers - withCode],
    [PART_KEYS.other, ({ byTopic }) => byTopic.at(-1) ?? 0],
    ...topics.map((id, at) => [topicKey(id), ({ byTopic }: Tally) => byTopic[at] ?? 0] as const),
  ];
}

describe('the search for a cell of an overview', () => {
  const QUERIES = [
    '',
    'model',
    'mod',
    'mod ',
    'topic:code ',
    'has:code',
    'year:2012-2020',
    '-learning',
    'topic:vision',
    'sort:date',
  ];
  for (const unit of ['month', 'year'] as readonly Unit[])
    for (const query of QUERIES)
      it(`finds as many papers as the cell says, by ${unit}, of "${query}"`, () => {
        const overview = countPapers(found(query), IDS, unit);
        const spans: readonly (readonly [string, Tally])[] = [
          [ALL_PERIODS, overview.all],
          ...(overview.periods.length > 0 ? [[EARLIER, overview.earlier] as const] : []),
          ...overview.periods.slice(-14).map((tally) => [tally.period, tally] as const),
        ];
        for (const [period, tally] of spans)
          for (const [part, count] of parts(overview)) {
            const search = cellQuery(overview, query, { period, part });
            assert.ok(search !== undefined);
            assert.equal(found(search).length, count(tally), `${search} of ${period}, ${part}`);
            assert.equal(cellCount(overview, { period, part }), count(tally));
          }
      });

  const overview = countPapers(papers, IDS, 'month');
  const [period = ''] = overview.periods.slice(-1).map((tally) => tally.period);

  for (const [name, cell, query, wanted] of [
    ['a topic in a month', { period, part: 'topic:code' }, '', `topic:code year:${period} `],
    ['a topic of all months', { period: 'all', part: 'topic:code' }, '', 'topic:code '],
    ['a part of a query', { period, part: 'code' }, ' model ', `has:code year:${period} model `],
    ['the whole query', { period: 'all', part: 'all' }, 'model', 'model'],
  ] as const)
    it(`is in the words of the grammar for ${name}`, () =>
      assert.equal(cellQuery(overview, query, cell), wanted));

  for (const cell of [
    { period: '1066-10', part: 'all' },
    { period, part: 'topic:unknown' },
    { period, part: 'topic:code sort:date' },
    { period: '', part: '' },
    { period: 'undated', part: 'all' },
  ])
    it(`is missing for ${JSON.stringify(cell)}`, () => {
      assert.equal(cellQuery(overview, '', cell), undefined);
      assert.equal(cellCount(overview, cell), 0);
    });

  it('is missing where the query leaves no room for more filters', () => {
    const full = Array.from({ length: 12 }, (_, at) => `-word${at}`).join(' ');
    assert.equal(cellQuery(overview, full, { period, part: 'all' }), undefined);
    assert.ok(cellQuery(overview, full, { period: 'all', part: 'all' }) !== undefined);
  });
});
