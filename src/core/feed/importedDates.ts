import { toPlainPaper } from '../paper/lazyPaper';
import type { Paper } from '../paper/paper';
import { FIRST_DAY, feedDay } from './feedCalendar';

/** In ms. Clocks and time zones differ. */
const CLOCK_TOLERANCE_MS = 2 * 86_400_000;

/**
 * Returns `YYYY-MM-DD`.
 * @param now epoch ms
 */
export function latestPlausibleDay(now: number): string {
  return feedDay(now + CLOCK_TOLERANCE_MS);
}

/** Removes days on the page before `FIRST_DAY`, and all days after `latest`. */
export function clampDates(one: Paper, latest: string): Paper {
  const featuredOn = one.featuredOn.filter((day) => day >= FIRST_DAY && day <= latest);
  const published = one.published <= latest ? one.published : '';
  if (featuredOn.length === one.featuredOn.length && published === one.published) return one;
  return { ...toPlainPaper(one), featuredOn, published };
}
