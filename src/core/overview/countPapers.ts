import type { Paper } from '../paper/paper';
import { OTHER_TOPIC } from '../topics/topic';
import { MAX_PERIODS, periodOf, periodsBetween, type Unit } from './period';

/** A stacked chart has seven distinct looks. */
export const MAX_TOPICS = 7;

export interface Tally {
  readonly papers: number;
  readonly withCode: number;
  /** Papers of each counted topic, then papers with none of these topics. A paper has up to three topics. */
  readonly byTopic: readonly number[];
}

export interface PeriodTally extends Tally {
  readonly period: string;
}

export interface Overview {
  readonly unit: Unit;
  /** Ids, most frequent first. */
  readonly topics: readonly string[];
  readonly all: Tally;
  /** Oldest first, without gaps, at most `MAX_PERIODS`. */
  readonly periods: readonly PeriodTally[];
  /** Papers before the first period. */
  readonly earlier: Tally;
  /** Papers without a publication day. */
  readonly undated: Tally;
}

/** These fields are in memory, so counting reads no text. */
export type CountedPaper = Pick<Paper, 'published' | 'topics' | 'repositories'>;

/**
 * Counts papers by publication period and topic.
 * @param topicIds topics in effect; a paper with none of them has the topic `OTHER_TOPIC`
 */
export function countPapers(
  papers: readonly CountedPaper[],
  topicIds: readonly string[],
  unit: Unit,
): Overview {
  const topics = frequentTopics(papers, topicIds);
  const places = new Map(topics.map((id, at) => [id, at]));
  const size = topics.length + 1;
  const days = papers.map(({ published }) => published).filter((day) => day !== '');
  const names = periodNames(days, unit);
  const tallies = new Map(names.map((period) => [period, newTally(size)]));
  const all = newTally(size);
  const earlier = newTally(size);
  const undated = newTally(size);
  for (const paper of papers) {
    const period = periodOf(paper.published, unit);
    const tally = period === '' ? undated : (tallies.get(period) ?? earlier);
    const counted = countedTopics(paper, places);
    for (const one of [all, tally]) {
      one.papers++;
      if (paper.repositories.length > 0) one.withCode++;
      for (const at of counted) one.byTopic[at] = (one.byTopic[at] ?? 0) + 1;
    }
  }
  const periods = names.map((period) => ({ period, ...(tallies.get(period) ?? newTally(size)) }));
  return { unit, topics, all, periods, earlier, undated };
}

interface MutableTally extends Tally {
  papers: number;
  withCode: number;
  readonly byTopic: number[];
}

function newTally(size: number): MutableTally {
  return { papers: 0, withCode: 0, byTopic: new Array<number>(size).fill(0) };
}

function periodNames(days: readonly string[], unit: Unit): readonly string[] {
  if (days.length === 0) return [];
  const first = days.reduce((a, b) => (a < b ? a : b));
  const last = days.reduce((a, b) => (a > b ? a : b));
  return periodsBetween(periodOf(first, unit), periodOf(last, unit), MAX_PERIODS[unit]);
}

/** Ties are in the order of `topicIds`. */
function frequentTopics(papers: readonly CountedPaper[], topicIds: readonly string[]): readonly string[] {
  const counts = new Map(topicIds.filter((id) => id !== OTHER_TOPIC).map((id) => [id, 0]));
  for (const { topics } of papers)
    for (const id of topics) {
      const count = counts.get(id);
      if (count !== undefined) counts.set(id, count + 1);
    }
  return [...counts]
    .filter(([, count]) => count > 0)
    .sort(([, a], [, b]) => b - a)
    .slice(0, MAX_TOPICS)
    .map(([id]) => id);
}

/** Returns positions in a tally; the last position for uncounted topics. */
function countedTopics({ topics }: CountedPaper, places: ReadonlyMap<string, number>): readonly number[] {
  const found = topics.flatMap((id) => places.get(id) ?? []);
  return found.length > 0 ? found : [places.size];
}
