import assert from 'node:assert/strict';
import { countPapers, MAX_TOPICS, type CountedPaper } from '../../../../src/core/overview/countPapers';
import { lazyPaper } from '../../../../src/core/paper/lazyPaper';
import { madePaper } from '../../../support/papers';

const REPOSITORY = { host: 'github.com', owner: 'a', name: 'b', url: 'https://github.com/a/b' };

const paper = (published: string, topics: readonly string[], withCode = false): CountedPaper => ({
  published,
  topics,
  repositories: withCode ? [REPOSITORY] : [],
});

describe('counts of papers over time', () => {
  const IDS = ['vision', 'agents', 'other'];

  it('count a paper once in its month and once in each of its topics', () => {
    const overview = countPapers(
      [
        paper('2023-05-01', ['vision', 'agents'], true),
        paper('2023-07-09', ['agents']),
        paper('2023-07-10', ['other']),
        paper('', ['vision']),
      ],
      IDS,
      'month',
    );
    // Both have two papers, so the order of the topics decides.
    assert.deepEqual(overview.topics, ['vision', 'agents']);
    assert.deepEqual(overview.all, { papers: 4, withCode: 1, byTopic: [2, 2, 1] });
    assert.deepEqual(overview.periods, [
      { period: '2023-05', papers: 1, withCode: 1, byTopic: [1, 1, 0] },
      { period: '2023-06', papers: 0, withCode: 0, byTopic: [0, 0, 0] },
      { period: '2023-07', papers: 2, withCode: 0, byTopic: [0, 1, 1] },
    ]);
    assert.deepEqual(overview.earlier, { papers: 0, withCode: 0, byTopic: [0, 0, 0] });
    assert.deepEqual(overview.undated, { papers: 1, withCode: 0, byTopic: [1, 0, 0] });
  });

  it('have the papers from before the chart together', () => {
    const overview = countPapers([paper('1998-03-01', ['agents']), paper('2026-11-01', [])], IDS, 'month');
    assert.equal(overview.periods.length, 48);
    assert.deepEqual(overview.earlier, { papers: 1, withCode: 0, byTopic: [1, 0] });
    const years = countPapers([paper('1998-03-01', ['agents']), paper('2026-11-01', [])], IDS, 'year');
    assert.deepEqual([years.periods.length, years.earlier.papers], [29, 0]);
  });

  it('name the most frequent topics, and count the rest together', () => {
    const ids = Array.from({ length: MAX_TOPICS + 3 }, (_, at) => `t${at}`);
    const papers = ids.flatMap((id, at) => Array.from({ length: at + 1 }, () => paper('2024-01-01', [id])));
    const { topics, all } = countPapers(papers, ids, 'year');
    assert.deepEqual(topics, ids.toReversed().slice(0, MAX_TOPICS));
    assert.equal(all.byTopic.at(-1), 1 + 2 + 3);
  });

  it('count a paper under the rest if all of its topics are hidden', () => {
    const { topics, all } = countPapers([paper('2024-01-01', ['gone'])], IDS, 'year');
    assert.deepEqual([topics, all.byTopic], [[], [1]]);
  });

  it('of no papers are empty', () => {
    const overview = countPapers([], IDS, 'month');
    assert.deepEqual([overview.periods, overview.all.papers], [[], 0]);
  });

  it('read no text', () => {
    const source = {
      read: (): never => {
        throw new Error('A text was read.');
      },
    };
    const lazy = lazyPaper(madePaper('1', { topics: ['vision'] }), source);
    assert.equal(countPapers([lazy], IDS, 'month').all.papers, 1);
  });
});
