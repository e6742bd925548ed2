export const UNITS = ['month', 'year'] as const;
export type Unit = (typeof UNITS)[number];

/** Periods in a chart. Earlier papers are counted together. */
export const MAX_PERIODS: Readonly<Record<Unit, number>> = { month: 48, year: 30 };

/** Returns `YYYY-MM` or `YYYY`; empty without a day. */
export function periodOf(day: string, unit: Unit): string {
  return day.slice(0, unit === 'month' ? 7 : 4);
}

/** Earlier if `by` is negative. */
export function periodAfter(period: string, by: number): string {
  const [year = 0, month] = period.split('-').map(Number);
  if (month === undefined) return String(year + by).padStart(4, '0');
  const months = year * 12 + month - 1 + by;
  const name = String(Math.floor(months / 12)).padStart(4, '0');
  return `${name}-${String((months % 12) + 1).padStart(2, '0')}`;
}

/** Without gaps; only the latest `max` periods. */
export function periodsBetween(first: string, last: string, max: number): readonly string[] {
  const periods = [last];
  while (periods.length < max && (periods[0] ?? '') > first) {
    periods.unshift(periodAfter(periods[0] ?? '', -1));
  }
  return periods;
}
