/** Formats a number of units, such as 3 weeks as "3w". */
export type AgeUnits = Readonly<Record<'day' | 'week' | 'month' | 'year', (count: number) => string>>;

const DAY_MS = 86_400_000;

/** Mean days of each unit, in the Gregorian calendar. */
const UNIT_DAYS = [
  ['day', 1],
  ['week', 7],
  ['month', 30.436875],
  ['year', 365.2425],
] as const;

/** An age has one digit and a letter, because VS Code rejects badges of more than two characters. */
const MAX_COUNT = 9;

/**
 * Returns the time between two days in two characters. It is rounded to the smallest unit with a count of at
 * most nine, so "9d" is followed by "1w" and "9M" by "1y". More than nine years are "9+".
 * @param day `YYYY-MM-DD`. Other text has no age, nor has a day after tomorrow, which is an error in the data.
 * @param today `YYYY-MM-DD`; `day` can be a day later, because it is a day of UTC
 */
export function compactAge(day: string, today: string, units: AgeUnits): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return '';
  const days = (Date.parse(today) - Date.parse(day)) / DAY_MS;
  if (!(days >= -1)) return '';
  for (const [unit, length] of UNIT_DAYS) {
    const count = Math.round(Math.max(days, 0) / length);
    if (count <= MAX_COUNT) return units[unit](count);
  }
  return `${MAX_COUNT}+`;
}
