export const FIRST_DAY = '2023-05-04';

const DAY_MS = 86_400_000;

let newYorkFormat: Intl.DateTimeFormat | undefined;

/** Created on first use, which takes 6 ms in a new process. */
function newYorkDate(): Intl.DateTimeFormat {
  return (newYorkFormat ??= new Intl.DateTimeFormat('en-CA', {
    timeZone: 'America/New_York',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }));
}

/**
 * Returns the feed's day, `YYYY-MM-DD`, which starts at midnight in New York. Invalid times give `FIRST_DAY`.
 * @param now epoch ms
 */
export function feedDay(now: number): string {
  if (Number.isNaN(new Date(now).getTime())) return FIRST_DAY;
  const parts = new Map(
    newYorkDate()
      .formatToParts(now)
      .map((part) => [part.type, part.value]),
  );
  const day = `${parts.get('year') ?? ''}-${parts.get('month') ?? ''}-${parts.get('day') ?? ''}`;
  return day < FIRST_DAY || day.length !== FIRST_DAY.length ? FIRST_DAY : day;
}

/** `YYYY-MM`, newest first. */
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

/** `YYYY-MM`, newest first. */
export function monthsBetween(from: string, to: string): string[] {
  return archiveMonths(to).filter((month) => month >= from.slice(0, 7));
}

/** Negative if `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

/** Later if `back` is negative. */
export function dayBefore(day: string, back: number): string {
  return new Date(Date.parse(day) - back * DAY_MS).toISOString().slice(0, 10);
}
