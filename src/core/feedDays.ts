/** The first day that the Daily Papers page had. */
export const FIRST_DAY = '2023-05-04';

/** How many days a first refresh reads, and one after a long absence: enough to fill the tree, cheap to ask for. */
const FIRST_FILL = 14;

/** After an absence of at most this many days the gap is closed; past it the archive is the way. */
const LONGEST_GAP = 31;

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

/**
 * The days that a refresh asks for, oldest first, so that one that breaks off leaves no gap; never one of the future.
 * @param readTo the day up to which the feed was read, if ever
 * @param today the feed's day
 */
export function daysToRead(readTo: string | undefined, today: string): string[] {
  // A day of the future was noted by a clock that was wrong.
  const known = readTo === undefined || readTo > today ? undefined : readTo;
  const gap = known === undefined ? Infinity : daysBetween(known, today);
  const count = gap > LONGEST_GAP ? FIRST_FILL : gap + 1 + STILL_MOVING;
  const days = Array.from({ length: count }, (_, back) => dayBefore(today, count - 1 - back));
  return days.filter((day) => day >= FIRST_DAY);
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

/** How many days lie between two days; negative when the second is the earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY);
}

function dayBefore(day: string, back: number): string {
  return new Date(Date.parse(day) - back * DAY).toISOString().slice(0, 10);
}
