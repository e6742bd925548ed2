import { MAX_GAP_DAYS } from '../../core/feed/daysToFetch';
import { FIRST_DAY, dayBefore } from '../../core/feed/feedCalendar';
import { joinedGap, lastDayOf, type FeedGap } from '../../core/feed/feedGap';
import { omitUndefined } from '../../core/lang/omitUndefined';
import type { FeedProgress, FeedState } from './feedState';

/** Months after its id in which a paper may still appear in the feed. Longest observed: 136 days. */
const LATEST = 5;

/** Name of a file of papers: the month of their ids. */
const MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/;

/**
 * Removes the progress that covers damaged paper files, so that their papers are downloaded again. A refresh
 * reads the months again that began in the last MAX_GAP_DAYS. The days of earlier months become part of the gap
 * until the archive download has read them.
 * @param files names of the damaged files: the month `YYYY-MM` of their ids. Any other name resets all months
 * of the archive, and the days that a refresh can read.
 * @param today the feed's current day
 */
export function withoutProgress(state: FeedState, files: readonly string[], today: string): FeedState {
  const lost = files.map((file) => lostDays(file, today));
  const all = files.some((file) => !MONTH.test(file));
  const isLost = (month: string): boolean =>
    all || lost.some(({ from, to }) => from.slice(0, 7) <= month && month <= to.slice(0, 7));
  const feeds = [...state.feeds].map(([endpoint, progress]): [string, FeedProgress] => {
    const months = progress.months.filter((month) => !isLost(month));
    return [endpoint, omitUndefined({ ...progress, ...daysWithout(lost, progress, today), months })];
  });
  return { ...state, feeds: new Map(feeds) };
}

/** Days in which papers of a file may be in the feed; the last MAX_GAP_DAYS if its name is no month. */
function lostDays(file: string, today: string): FeedGap {
  if (!MONTH.test(file)) return { from: dayBefore(today, MAX_GAP_DAYS - 1), to: today };
  const latest = new Date(Date.UTC(Number(file.slice(0, 4)), Number(file.slice(5, 7)) - 1 + LATEST));
  return { from: `${file}-01`, to: lastDayOf(latest.toISOString().slice(0, 7)) };
}

/** Returns the read and skipped days without the lost ones. */
function daysWithout(
  lost: readonly FeedGap[],
  { readTo: before, gap }: FeedProgress,
  today: string,
): { readonly readTo?: string; readonly gap: FeedGap | undefined } {
  // A first refresh reads the last days anyway, and has skipped none.
  if (before === undefined) return { gap };
  const oldest = dayBefore(today, MAX_GAP_DAYS);
  const isRecent = ({ from }: FeedGap): boolean => dayBefore(from, 1) >= oldest;
  const readTo = earliest(before, ...lost.filter(isRecent).map(({ from }) => dayBefore(from, 1)));
  const skipped = lost
    .filter((days) => !isRecent(days))
    .map(({ from, to }) => ({ from: from > FIRST_DAY ? from : FIRST_DAY, to: earliest(to, readTo, today) }))
    .filter(({ from, to }) => from <= to);
  return { readTo, gap: skipped.reduce(joinedGap, gap) };
}

function earliest(day: string, ...others: readonly string[]): string {
  return others.reduce((one, other) => (other < one ? other : one), day);
}
