export type AgeUnits = Readonly<Record<'day' | 'week' | 'month' | 'year', (count: number) => string>>;

const DAY_MS = 86_400_000;

/** Mean days in the Gregorian calendar. */
const UNIT_DAYS = [
  ['day', 1],
  ['week', 7],
  ['month', 30.436875],
  ['year', 365.2425],
] as const;

/** VS Code rejects badges of more than two characters. */
const MAX_COUNT = 9;

/**
 * Returns the time between two days in two characters, rounded to the smallest unit with a count of at most nine: "9d",
 * then "1w". More than nine years are "9+".
 * @param day `YYYY-MM-DD`. Other text, and days after tomorrow (errors in the data), have no age
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
