import { toPlainPaper } from '../paper/lazyPaper';
import type { Paper } from '../paper/paper';
import { FIRST_DAY, feedDay } from './feedCalendar';

/** Maximum time by which a date may be later than the local clock, in ms. Clocks and time zones differ. */
const CLOCK_TOLERANCE_MS = 2 * 86_400_000;

/**
 * Returns the latest plausible day in a file that the user imports, `YYYY-MM-DD`.
 * @param now the local clock, in epoch ms
 */
export function latestPlausibleDay(now: number): string {
  return feedDay(now + CLOCK_TOLERANCE_MS);
}

/**
 * Removes impossible days: days on the page before `FIRST_DAY` or after `latest`, and publication days after
 * `latest`.
 * @param latest latest plausible day, `YYYY-MM-DD`
 */
export function clampDates(one: Paper, latest: string): Paper {
  const featuredOn = one.featuredOn.filter((day) => day >= FIRST_DAY && day <= latest);
  const published = one.published <= latest ? one.published : '';
  if (featuredOn.length === one.featuredOn.length && published === one.published) return one;
  return { ...toPlainPaper(one), featuredOn, published };
}
