const DATE = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/;
/** What may still become a date, or a span of years. */
const BEGUN_DATE = /^(?:\d{0,4}|\d{4}-[01]?|\d{4}-(?:0?[1-9]|1[0-2])-[0-3]?)$/;
const BEGUN_YEARS = /^\d{4}(?:-|\.\.?)\d{0,3}$/;
const YEARS = /^(\d{4})(?:-|\.\.)(\d{4})$/;

/** Days as a half-open span; an absent end is open. */
export interface DaySpan {
  /** First day, `YYYY-MM-DD`. */
  readonly from?: string;
  /** First day that no longer counts, `YYYY-MM-DD`. */
  readonly until?: string;
}

type DateWord = 'year' | 'after' | 'before';

/** The days that a date clause covers; undefined when the value is no date. `after:` counts its own first day. */
export function daysOf(word: DateWord, value: string): DaySpan | undefined {
  const years = word === 'year' ? YEARS.exec(value) : null;
  if (years !== null) {
    const [one, other] = [Number(years[1]), Number(years[2])].sort((a, b) => a - b) as [number, number];
    return { from: day(one, 1, 1), until: day(other + 1, 1, 1) };
  }
  const parts = DATE.exec(value);
  if (parts === null) return undefined;
  const year = Number(parts[1]);
  const month = parts[2] === undefined ? undefined : Number(parts[2]);
  const date = parts[3] === undefined ? undefined : Number(parts[3]);
  if ((month !== undefined && (month < 1 || month > 12)) || (date !== undefined && (date < 1 || date > 31)))
    return undefined;
  const first = day(year, month ?? 1, date ?? 1);
  if (word === 'after') return { from: first };
  if (word === 'before') return { until: first };
  if (month === undefined) return { from: first, until: day(year + 1, 1, 1) };
  if (date !== undefined) return { from: first, until: day(year, month, date + 1) };
  return { from: first, until: month === 12 ? day(year + 1, 1, 1) : day(year, month + 1, 1) };
}

/** Whether a value that is no date yet may become one as it is typed on. */
export function mayBecomeDays(word: DateWord, value: string): boolean {
  return BEGUN_DATE.test(value) || (word === 'year' && BEGUN_YEARS.test(value));
}

/** `YYYY-MM-DD`, compared as text, so that a day past a month's end still comes before the next month. */
function day(year: number, month: number, date: number): string {
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(date, 2)}`;
}

function pad(number: number, length: number): string {
  return String(number).padStart(length, '0');
}

const YEAR_FIRST = /^(\d{4})[/._](\d{1,4})(?:[/._](\d{1,2}))?$/;
const YEAR_LAST = /^(\d{1,2})[-/._](\d{4})$/;
const TOGETHER = /^(\d{4})(\d{2})(\d{2})?$/;
/** A date in another spelling, `2024/06` or `06/2024`, as the grammar spells it; undefined when it can't be told. */
export function mendedDate(word: 'year' | 'after' | 'before', value: string): string | undefined {
  const [, month, year] = YEAR_LAST.exec(value) ?? [];
  const [, ...parts] = YEAR_FIRST.exec(value) ?? TOGETHER.exec(value) ?? ['', year, month];
  const mended = parts.filter((part) => part !== undefined).join('-');
  return daysOf(word, mended) === undefined ? undefined : mended;
}
