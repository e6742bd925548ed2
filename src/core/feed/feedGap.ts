import { dayBefore, monthsBetween } from './feedCalendar';

/** Unread days of the feed, `YYYY-MM-DD`, both ends included. */
export interface FeedGap {
  readonly from: string;
  readonly to: string;
}

/** Returns the smallest gap that contains both gaps. */
export function joinedGap(one: FeedGap | undefined, other: FeedGap | undefined): FeedGap | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return {
    from: one.from < other.from ? one.from : other.from,
    to: one.to > other.to ? one.to : other.to,
  };
}

/**
 * Removes read months from the ends of a gap. Returns `undefined` if every month was read.
 * @param isRead by month, `YYYY-MM`
 */
export function gapWithout(
  gap: FeedGap | undefined,
  isRead: (month: string) => boolean,
): FeedGap | undefined {
  if (gap === undefined) return undefined;
  const months = monthsBetween(gap.from, gap.to);
  const unread = months.filter((month) => !isRead(month));
  const [last, first] = [unread[0], unread.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  return {
    from: gap.from.startsWith(first) ? gap.from : `${first}-01`,
    to: gap.to.startsWith(last) ? gap.to : lastDayOf(last),
  };
}

/** Returns the last day of a month `YYYY-MM`. */
export function lastDayOf(month: string): string {
  const next = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7))));
  return dayBefore(next.toISOString().slice(0, 10), 1);
}
