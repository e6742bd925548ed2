import { readFileSync } from 'node:fs';
import { PaperIndex } from '../../src/core/index/paperIndex';
import type { Paper } from '../../src/core/paper/paper';
import { parseQuery } from '../../src/core/query/parseQuery';
import { planTopics } from '../../src/core/topics/topicPlan';
import { assignTopics } from '../../src/core/topics/assignTopics';
import { parseTopics } from '../../src/core/topics/topics';
import { groupings } from '../../src/tree/model/groups';
import { TreeModel } from '../../src/tree/model/treeModel';
import { finished } from '../support/finished';
import { madePaper } from '../support/papers';
import { median, type BenchRow } from './row';

const SIZES = [1_000, 10_000, 50_000];
const RUNS = 9;
const TOPICS = Array.from({ length: 27 }, (_, i) => `topic-${i}`);
const WORDS = 'agent model image policy token reward scene speech memory graph proof robot'.split(' ');

/** The sidebar's work by size of the library: grouping, the first rows of a group, filtering. */
export function rows(): readonly BenchRow[] {
  return SIZES.flatMap((size) => {
    const papers = madeLibrary(size);
    const index = PaperIndex.of(papers);
    const at = `${size.toLocaleString('en')} papers`;
    const library = (groupBy: (typeof groupings)[number]) =>
      new TreeModel(papers, TOPICS, { groupBy, order: 'date' });
    const { topics } = parseTopics(JSON.parse(readFileSync('seeds/topics.json', 'utf8')));
    return [
      row(`tree, ${at}: give topics`, () => finished(assignTopics(index, finished(planTopics(topics)))), 1),
      ...groupings.map((by) => row(`tree, ${at}: group by ${by}`, () => library(by).groups())),
      row(`tree, ${at}: first rows of a topic`, () => library('topic').runs('topic-1')),
      row(`tree, ${at}: filter and group`, () => {
        const hits = index.search(parseQuery('agent memory'));
        const found = hits.map(({ paper }) => paper);
        new TreeModel(
          papers,
          TOPICS,
          { groupBy: 'topic', order: 'date' },
          { query: '', papers: found },
        ).groups();
      }),
    ];
  });
}

function row(what: string, work: () => unknown, runs = RUNS): BenchRow {
  const times = Array.from({ length: runs }, () => {
    const began = performance.now();
    work();
    return performance.now() - began;
  });
  return { what, value: median(times), unit: 'ms' };
}

/** Generates papers of three years, newest first, with three of the words each. */
function madeLibrary(size: number): readonly Paper[] {
  return Array.from({ length: size }, (_, i) => {
    const word = (step: number): string => WORDS[(i * step) % WORDS.length] ?? '';
    const day = new Date(Date.UTC(2026, 0, 1) - Math.floor((i / size) * 1095) * 86_400_000);
    return madePaper(`paper-${i}`, {
      title: `The ${word(1)} and the ${word(5)}`,
      abstract: `We look at every ${word(7)} of number ${i} and report what we found.`,
      published: day.toISOString().slice(0, 10),
      featuredOn: [day.toISOString().slice(0, 10)],
      topics: [TOPICS[(i * 7) % TOPICS.length] ?? ''],
    });
  });
}
