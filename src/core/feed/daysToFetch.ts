import { FIRST_DAY, dayBefore, daysBetween } from './feedCalendar';

/** Days read first, or after a long absence. Enough to fill the tree with few requests. */
const INITIAL_DAYS = 14;

/** In days. Longer gaps need an archive download. */
export const MAX_GAP_DAYS = 92;

/** In days. Longer gaps are read by week (one or two pages each), except for the last days. */
const MAX_DAILY_GAP_DAYS = 14;
const RECHECKED_DAYS = 7;

/** Votes, stars and summaries change for this many days, so a day is read again. */
const UNSETTLED_DAYS = 2;

export interface FeedSpan {
  readonly query: { readonly date: string } | { readonly week: string };
  /** Day up to which the feed is complete after this span and all earlier ones, `YYYY-MM-DD`. */
  readonly through: string;
}

export interface DaysToFetch {
  /** Oldest first, so that an interrupted refresh leaves no gap. Never in the future. */
  readonly spans: readonly FeedSpan[];
  /** Both ends included. The archive download covers these days. */
  readonly skipped?: { readonly from: string; readonly to: string };
}

/**
 * Returns the parts of the feed that a refresh has to read.
 * @param readTo day up to which the feed was read, if ever
 * @param today the feed's current day
 */
export function daysToFetch(readTo: string | undefined, today: string): DaysToFetch {
  // A future day was recorded by a wrong clock.
  const known = readTo === undefined || readTo > today ? undefined : readTo;
  const gap = known === undefined ? Infinity : daysBetween(known, today);
  if (known === undefined || gap > MAX_GAP_DAYS) {
    const spans = daysUpTo(today, INITIAL_DAYS);
    const skipped = known !== undefined && { from: dayAfter(known), to: dayBefore(today, INITIAL_DAYS) };
    return { spans, ...(skipped && { skipped }) };
  }
  if (gap <= MAX_DAILY_GAP_DAYS) return { spans: daysUpTo(today, gap + 1 + UNSETTLED_DAYS) };
  const weeks = weeksThrough(dayBefore(known, UNSETTLED_DAYS), dayBefore(today, RECHECKED_DAYS));
  return { spans: [...weeks, ...daysUpTo(today, RECHECKED_DAYS)] };
}

function daysUpTo(today: string, count: number): FeedSpan[] {
  return Array.from({ length: count }, (_, back) => dayBefore(today, count - 1 - back))
    .filter((day) => day >= FIRST_DAY)
    .map((date) => ({ query: { date }, through: date }));
}

/** A feed week starts on the Friday before its Monday, so it ends on a Thursday. */
const THURSDAY = 3;

/** Covers all days of a range, by the feed's week and the calendar week. */
function weeksThrough(first: string, last: string): FeedSpan[] {
  const weeks: FeedSpan[] = [];
  const end = mondayOf(dayBefore(last, -THURSDAY));
  for (let monday = mondayOf(first); monday <= end; monday = dayBefore(monday, -7)) {
    const thursday = dayBefore(monday, -THURSDAY);
    weeks.push({ query: { week: isoWeek(thursday) }, through: thursday < last ? thursday : last });
  }
  return weeks;
}

/** The Thursday determines the year of an ISO 8601 week. */
function isoWeek(thursday: string): string {
  const year = thursday.slice(0, 4);
  const number = Math.floor(daysBetween(`${year}-01-01`, thursday) / 7) + 1;
  return `${year}-W${String(number).padStart(2, '0')}`;
}

function mondayOf(day: string): string {
  return dayBefore(day, (new Date(day).getUTCDay() + 6) % 7);
}

/** By the feed's week or the calendar week. */
export function mayMatchIsoWeek(day: string, week: string): boolean {
  return [day, dayBefore(day, -THURSDAY)].some(
    (one) => isoWeek(dayBefore(mondayOf(one), -THURSDAY)) === week,
  );
}

const dayAfter = (day: string): string => dayBefore(day, -1);
