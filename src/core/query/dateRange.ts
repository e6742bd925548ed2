const DATE = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/;
/** Start of a year (1900 to 2099), and a year with the start of a month or day. */
const PARTIAL_YEAR = /^(?:1|2|19\d?|20\d?)$/;
const PARTIAL_DATE = /^(\d{4})-(?:(\d{1,2})-)?\d?$/;
const PARTIAL_RANGE = /^(\d{4})(?:-|\.\.?)(\d{0,3})$/;
const YEAR_RANGE = /^(\d{4})(?:-|\.\.)(\d{4})$/;

/** A missing end is open. */
export interface DateRange {
  /** First day, `YYYY-MM-DD`. */
  readonly from?: string;
  /** First day after the range, `YYYY-MM-DD`. */
  readonly until?: string;
}

type DateKeyword = 'year' | 'after' | 'before';

/** Returns the days of a date clause, `undefined` for an invalid date. `after:` includes the date. */
export function dateRangeOf(word: DateKeyword, value: string): DateRange | undefined {
  const years = word === 'year' ? YEAR_RANGE.exec(value) : null;
  if (years !== null) {
    const [one, other] = [Number(years[1]), Number(years[2])].sort((a, b) => a - b) as [number, number];
    return { from: isoDay(one, 1, 1), until: isoDay(other + 1, 1, 1) };
  }
  const parts = DATE.exec(value);
  if (parts === null) return undefined;
  const year = Number(parts[1]);
  const month = parts[2] === undefined ? undefined : Number(parts[2]);
  const date = parts[3] === undefined ? undefined : Number(parts[3]);
  if ((month !== undefined && (month < 1 || month > 12)) || (date !== undefined && (date < 1 || date > 31)))
    return undefined;
  const first = isoDay(year, month ?? 1, date ?? 1);
  if (word === 'after') return { from: first };
  if (word === 'before') return { until: first };
  if (month === undefined) return { from: first, until: isoDay(year + 1, 1, 1) };
  if (date !== undefined) return { from: first, until: isoDay(year, month, date + 1) };
  return { from: first, until: month === 12 ? isoDay(year + 1, 1, 1) : isoDay(year, month + 1, 1) };
}

/** Returns the days of all dates that start with the value, if any. */
export function partialDateRange(word: DateKeyword, value: string): DateRange | undefined {
  const span = partialYearRange(word, value);
  if (span === undefined || word === 'year') return span;
  return word === 'after' ? { from: span.from } : { until: span.until };
}

type ClosedRange = Required<DateRange>;

function partialYearRange(word: DateKeyword, value: string): ClosedRange | undefined {
  if (PARTIAL_YEAR.test(value)) return yearsStartingWith(value);
  const [, year = '', month] = PARTIAL_DATE.exec(value) ?? [];
  const days = year === '' ? undefined : dateRangeOf('year', month === undefined ? year : `${year}-${month}`);
  if (isClosed(days)) return days;
  const [, first = '', last = ''] = (word === 'year' ? PARTIAL_RANGE.exec(value) : null) ?? [];
  const one = first === '' ? undefined : dateRangeOf('year', first);
  if (!isClosed(one)) return undefined;
  const other = PARTIAL_YEAR.test(last) ? yearsStartingWith(last) : one;
  return {
    from: one.from < other.from ? one.from : other.from,
    until: one.until > other.until ? one.until : other.until,
  };
}

function yearsStartingWith(digits: string): ClosedRange {
  const size = 10 ** (4 - digits.length);
  const first = Number(digits) * size;
  return { from: isoDay(first, 1, 1), until: isoDay(first + size, 1, 1) };
}

function isClosed(span: DateRange | undefined): span is ClosedRange {
  return span?.from !== undefined && span.until !== undefined;
}

/** A day past a month's end still sorts before the next month, as text. */
function isoDay(year: number, month: number, date: number): string {
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(date, 2)}`;
}

function pad(number: number, length: number): string {
  return String(number).padStart(length, '0');
}

const YEAR_FIRST = /^(\d{4})[/._](\d{1,4})(?:[/._](\d{1,2}))?$/;
const YEAR_LAST = /^(\d{1,2})[-/._](\d{4})$/;
const COMPACT_DATE = /^(\d{4})(\d{2})(\d{2})?$/;
const SHORT_YEAR = /^['\u2019]?(\d{2})$/;
/** Later two-digit years belong to the 20th century. */
const LAST_SHORT_YEAR = 50;

/** Converts other formats (`2024/06`, `06/2024`, `24`) to the grammar's; `undefined` if that fails. */
export function normalizeDate(word: DateKeyword, value: string): string | undefined {
  const [, short] = SHORT_YEAR.exec(value) ?? [];
  if (short !== undefined) return `${Number(short) > LAST_SHORT_YEAR ? 19 : 20}${short}`;
  const [, month, year] = YEAR_LAST.exec(value) ?? [];
  const [, ...parts] = YEAR_FIRST.exec(value) ?? COMPACT_DATE.exec(value) ?? ['', year, month];
  const mended = parts.filter((part) => part !== undefined).join('-');
  return dateRangeOf(word, mended) === undefined ? undefined : mended;
}
