import { comparePopularity, comparePublished } from '../../core/paper/newestFirst';
import type { Paper } from '../../core/paper/paper';
import { OTHER_TOPIC } from '../../core/topics/topics';

/** In menu order. */
export const groupings = ['topic', 'month', 'day', 'code'] as const;
export type Grouping = (typeof groupings)[number];

/** In menu order. */
export const orders = ['date', 'popularity', 'forYou'] as const;
export type Order = (typeof orders)[number];

/** Key of the group of new papers. Not a valid topic id. */
export const NEW_GROUP = '*new';

/** `key`: a topic id, `YYYY-MM`, `YYYY-MM-DD`, `published YYYY-MM`, `code`, `none`, or empty for undated. */
export interface Group {
  readonly key: string;
  readonly papers: readonly Paper[];
}

/**
 * Groups papers and keeps their order. By topic, a paper is in the group of each of its topics; otherwise in exactly
 * one. Omits empty groups. Topics have the order of `topicIds`, days and months are newest first, code is first.
 */
export function groupPapers(
  papers: readonly Paper[],
  by: Grouping,
  topicIds: readonly string[],
): readonly Group[] {
  const known = new Set(topicIds);
  const groups = new Map<string, Paper[]>();
  for (const paper of papers) {
    for (const key of groupKeys(paper, by, known)) {
      const group = groups.get(key);
      if (group) group.push(paper);
      else groups.set(key, [paper]);
    }
  }
  const keys = sortedKeys([...groups.keys()], by, topicIds);
  return keys.map((key) => ({ key, papers: groups.get(key) ?? [] }));
}

/**
 * Sorts papers as a search with the same `sort:` does.
 * @param scores scores by id for the order `forYou`, which sorts by date without them
 */
export function sortPapers(
  papers: readonly Paper[],
  by: Order,
  scores?: ReadonlyMap<string, number>,
): readonly Paper[] {
  switch (by) {
    case 'date':
      return papers.toSorted(comparePublished);
    case 'popularity':
      return papers.toSorted(comparePopularity);
    case 'forYou': {
      const score = ({ id }: Paper): number => scores?.get(id) ?? 0;
      return papers.toSorted((a, b) => score(b) - score(a) || comparePublished(a, b));
    }
  }
}

/** Returns the keys of a paper's groups, the primary one first. */
export function groupKeys(paper: Paper, by: Grouping, topics: ReadonlySet<string>): readonly string[] {
  switch (by) {
    case 'topic': {
      // Topics hidden by the settings have no heading.
      const shown = paper.topics.filter((id) => topics.has(id));
      return shown.length > 0 ? shown : [OTHER_TOPIC];
    }
    case 'month':
      return [(paper.published || latestDay(paper)).slice(0, 7)];
    case 'day':
      return [latestDay(paper) || publicationMonth(paper)];
    case 'code':
      return [paper.repositories.length > 0 ? 'code' : 'none'];
  }
}

const PUBLISHED_PREFIX = 'published ';

/** Returns the group of a paper without a day in the feed. The key must not look like a day. */
function publicationMonth({ published }: Paper): string {
  return published === '' ? '' : `${PUBLISHED_PREFIX}${published.slice(0, 7)}`;
}

/** Returns the month of a `published YYYY-MM` key; `undefined` for other keys. */
export function publishedMonthOf(key: string): string | undefined {
  return key.startsWith(PUBLISHED_PREFIX) ? key.slice(PUBLISHED_PREFIX.length) : undefined;
}

/** A paper featured on several days is listed only under the latest, so that it has one row. */
function latestDay(paper: Paper): string {
  return paper.featuredOn.at(-1) ?? '';
}

function sortedKeys(keys: string[], by: Grouping, topicIds: readonly string[]): string[] {
  switch (by) {
    case 'topic': {
      const place = new Map(topicIds.map((id, index) => [id, index]));
      return keys.sort((a, b) => (place.get(a) ?? Infinity) - (place.get(b) ?? Infinity));
    }
    case 'month':
      return keys.sort((a, b) => compareText(b, a));
    case 'day':
      // Days of the feed come before months of publication.
      return keys.sort((a, b) => Number(isDay(b)) - Number(isDay(a)) || compareText(b, a));
    case 'code':
      return keys.sort(compareText);
  }
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export type DayStep = 'previous' | 'next';
/**
 * Returns the nearest day before or after `from`, or the newest without `from`; `undefined` if there is none. `days`
 * have any order; skips texts other than `YYYY-MM-DD`.
 */
export function adjacentDay(
  days: readonly string[],
  from: string | undefined,
  step: DayStep,
): string | undefined {
  const known = days.filter(isDay).sort();
  if (from === undefined || !isDay(from)) return known.at(-1);
  return step === 'next' ? known.find((day) => day > from) : known.findLast((day) => day < from);
}

/** Returns whether a text is a day, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text);
}
