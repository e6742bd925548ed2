import { FIRST_DAY } from './feed/feedCalendar';
import { plainPaper } from './paper/lazyPaper';
import type { Paper } from './paper/paper';

/**
 * A paper without the days that cannot be: on the page before there was one, or published or on the page after the
 * last day that is possible.
 * @param latest that day, `YYYY-MM-DD`
 */
export function withPlausibleDays(one: Paper, latest: string): Paper {
  const featuredOn = one.featuredOn.filter((day) => day >= FIRST_DAY && day <= latest);
  const published = one.published <= latest ? one.published : '';
  if (featuredOn.length === one.featuredOn.length && published === one.published) return one;
  return { ...plainPaper(one), featuredOn, published };
}
