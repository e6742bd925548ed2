/** The first day that the Daily Papers page had. */
export const FIRST_DAY = '2023-05-04';

/** How many days a first refresh reads, and one after a long absence: enough to fill the tree, cheap to ask for. */
const FIRST_FILL = 14;

/** After an absence of at most this many days the gap is closed; past it the archive is the way. */
const LONGEST_GAP = 92;

/** A gap of more days is closed by weeks, a page or two each, up to the last days, which are read one by one. */
const DAILY_GAP = 14;
const LAST_DAYS = 7;

/** Votes, stars and summaries of a day still move for this long, so its page is read again. */
const STILL_MOVING = 2;

const DAY = 86_400_000;

const newYork = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'America/New_York',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The feed's day at a moment, `YYYY-MM-DD`: it begins at midnight in New York. A clock that is no date gives FIRST_DAY. */
export function feedDay(now: number): string {
  if (Number.isNaN(new Date(now).getTime())) return FIRST_DAY;
  const parts = new Map(newYork.formatToParts(now).map((part) => [part.type, part.value]));
  const day = `${parts.get('year') ?? ''}-${parts.get('month') ?? ''}-${parts.get('day') ?? ''}`;
  return day < FIRST_DAY || day.length !== FIRST_DAY.length ? FIRST_DAY : day;
}

/** A piece of the feed that is asked for at once. */
export interface FeedSpan {
  readonly query: { readonly date: string } | { readonly week: string };
  /** With this piece and those before it the feed is read up to this day, `YYYY-MM-DD`. */
  readonly through: string;
}

/** What a refresh asks for. */
export interface SpansToRead {
  /** Oldest first, so that a refresh that breaks off leaves no gap; none of the future. */
  readonly spans: readonly FeedSpan[];
  /** Days that a long absence left out, both ends included; the archive has them. */
  readonly leftOut?: { readonly from: string; readonly to: string };
}

/**
 * The pieces of the feed that a refresh asks for.
 * @param readTo the day up to which the feed was read, if ever
 * @param today the feed's day
 */
export function spansToRead(readTo: string | undefined, today: string): SpansToRead {
  // A day of the future was noted by a clock that was wrong.
  const known = readTo === undefined || readTo > today ? undefined : readTo;
  const gap = known === undefined ? Infinity : daysBetween(known, today);
  if (known === undefined || gap > LONGEST_GAP) {
    const spans = daysUpTo(today, FIRST_FILL);
    const leftOut = known !== undefined && { from: dayAfter(known), to: dayBefore(today, FIRST_FILL) };
    return { spans, ...(leftOut && { leftOut }) };
  }
  if (gap <= DAILY_GAP) return { spans: daysUpTo(today, gap + 1 + STILL_MOVING) };
  const weeks = weeksThrough(dayBefore(known, STILL_MOVING), dayBefore(today, LAST_DAYS));
  return { spans: [...weeks, ...daysUpTo(today, LAST_DAYS)] };
}

function daysUpTo(today: string, count: number): FeedSpan[] {
  return Array.from({ length: count }, (_, back) => dayBefore(today, count - 1 - back))
    .filter((day) => day >= FIRST_DAY)
    .map((date) => ({ query: { date }, through: date }));
}

/** A week of the feed begins on the Friday before its Monday, so the days after its Thursday are the next week's. */
const THURSDAY = 3;

/** The ISO weeks that hold all days from the first to the last, as the feed counts them and as calendars do. */
function weeksThrough(first: string, last: string): FeedSpan[] {
  const weeks: FeedSpan[] = [];
  const end = mondayOf(dayBefore(last, -THURSDAY));
  for (let monday = mondayOf(first); monday <= end; monday = dayBefore(monday, -7)) {
    const thursday = dayBefore(monday, -THURSDAY);
    weeks.push({ query: { week: isoWeek(thursday) }, through: thursday < last ? thursday : last });
  }
  return weeks;
}

/** The week `YYYY-Www` (ISO 8601) of its Thursday, which decides the year. */
function isoWeek(thursday: string): string {
  const year = thursday.slice(0, 4);
  const number = Math.floor(daysBetween(`${year}-01-01`, thursday) / 7) + 1;
  return `${year}-W${String(number).padStart(2, '0')}`;
}

function mondayOf(day: string): string {
  return dayBefore(day, (new Date(day).getUTCDay() + 6) % 7);
}

/** Whether a paper of a week's answer may be of that week, as the feed or a calendar counts it. */
export function mayBeOfWeek(day: string, week: string): boolean {
  return [day, dayBefore(day, -THURSDAY)].some(
    (one) => isoWeek(dayBefore(mondayOf(one), -THURSDAY)) === week,
  );
}

/** Every month of the archive, `YYYY-MM`, newest first, up to a day. */
export function archiveMonths(today: string): string[] {
  const months: string[] = [];
  let year = Number(today.slice(0, 4));
  let month = Number(today.slice(5, 7));
  for (;;) {
    const name = `${year}-${String(month).padStart(2, '0')}`;
    if (!(name >= FIRST_DAY.slice(0, 7))) return months;
    months.push(name);
    month -= 1;
    if (month === 0) {
      month = 12;
      year -= 1;
    }
  }
}

/** The months `YYYY-MM` from that of one day to that of another, newest first. */
export function monthsBetween(from: string, to: string): string[] {
  return archiveMonths(to).filter((month) => month >= from.slice(0, 7));
}

/** How many days lie between two days; negative when the second is the earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY);
}

const dayAfter = (day: string): string => dayBefore(day, -1);

function dayBefore(day: string, back: number): string {
  return new Date(Date.parse(day) - back * DAY).toISOString().slice(0, 10);
}
