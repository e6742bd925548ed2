import type { Overview, Tally } from './countPapers';
import { partQuery, type Part, type Span } from './partQuery';

export const ALL_PERIODS = 'all';

/** Papers before the first period. */
export const EARLIER = 'earlier';

/** Keys of the parts that are not topics; see `topicKey`. */
export const PART_KEYS = { all: 'all', other: 'other', withCode: 'code', withoutCode: 'noCode' } as const;

/** Returns the key of a topic's part. */
export function topicKey(id: string): string {
  return `topic:${id}`;
}

/**
 * Returns the search for a cell of an overview, by the keys of its period and part. Returns `undefined` if there is no
 * such cell, or if no search finds it.
 * @param query the query whose papers the overview counts
 */
export function cellQuery(
  overview: Overview,
  query: string,
  cell: { readonly period: string; readonly part: string },
): string | undefined {
  const part = partOf(overview, cell.part);
  const span = spanOf(overview, cell.period);
  return part && span && partQuery(query, part, span, overview.topics);
}

/** Number of papers that the query of `cellQuery` finds. */
export function cellCount(
  { topics, all, earlier, periods }: Overview,
  { period, part }: { readonly period: string; readonly part: string },
): number {
  const tally = new Map<string, Tally>([
    ...periods.map((one) => [one.period, one] as const),
    [ALL_PERIODS, all],
    [EARLIER, earlier],
  ]).get(period);
  if (tally === undefined) return 0;
  switch (part) {
    case PART_KEYS.all:
      return tally.papers;
    case PART_KEYS.withCode:
      return tally.withCode;
    case PART_KEYS.withoutCode:
      return tally.papers - tally.withCode;
    case PART_KEYS.other:
      return tally.byTopic[topics.length] ?? 0;
    default:
      return tally.byTopic[topics.findIndex((topic) => topicKey(topic) === part)] ?? 0;
  }
}

function partOf({ topics }: Overview, key: string): Part | undefined {
  const id = topics.find((topic) => topicKey(topic) === key);
  if (id !== undefined) return { kind: 'topic', id };
  const kinds = ['all', 'other', 'withCode', 'withoutCode'] as const;
  const kind = kinds.find((name) => PART_KEYS[name] === key);
  return kind && { kind };
}

function spanOf({ periods }: Overview, key: string): Span | undefined {
  if (key === ALL_PERIODS) return { kind: 'all' };
  const [first] = periods;
  if (key === EARLIER) return first && { kind: 'before', period: first.period };
  return periods.some(({ period }) => period === key) ? { kind: 'period', period: key } : undefined;
}
