const DATE = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/;
/** Incomplete dates: the start of a year (1900 to 2099), and a year with the start of a month or day. */
const BEGUN_YEAR = /^(?:1|2|19\d?|20\d?)$/;
const BEGUN_DAY = /^(\d{4})-(?:(\d{1,2})-)?\d?$/;
/** Range of years whose end is missing or incomplete. */
const BEGUN_SPAN = /^(\d{4})(?:-|\.\.?)(\d{0,3})$/;
const YEARS = /^(\d{4})(?:-|\.\.)(\d{4})$/;

/** Half-open range of days. A missing end is open. */
export interface DaySpan {
  /** First day, `YYYY-MM-DD`. */
  readonly from?: string;
  /** First day after the range, `YYYY-MM-DD`. */
  readonly until?: string;
}

type DateWord = 'year' | 'after' | 'before';

/** Returns the days of a date clause, `undefined` for an invalid date. `after:` includes its first day. */
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

/** Returns the days of all dates that start with the value; `undefined` if no date does. */
export function begunDays(word: DateWord, value: string): DaySpan | undefined {
  const span = begunSpan(word, value);
  if (span === undefined || word === 'year') return span;
  return word === 'after' ? { from: span.from } : { until: span.until };
}

type ClosedSpan = Required<DaySpan>;

function begunSpan(word: DateWord, value: string): ClosedSpan | undefined {
  if (BEGUN_YEAR.test(value)) return yearsBegunBy(value);
  const [, year = '', month] = BEGUN_DAY.exec(value) ?? [];
  const days = year === '' ? undefined : daysOf('year', month === undefined ? year : `${year}-${month}`);
  if (isClosed(days)) return days;
  const [, first = '', last = ''] = (word === 'year' ? BEGUN_SPAN.exec(value) : null) ?? [];
  const one = first === '' ? undefined : daysOf('year', first);
  if (!isClosed(one)) return undefined;
  const other = BEGUN_YEAR.test(last) ? yearsBegunBy(last) : one;
  return {
    from: one.from < other.from ? one.from : other.from,
    until: one.until > other.until ? one.until : other.until,
  };
}

function yearsBegunBy(digits: string): ClosedSpan {
  const size = 10 ** (4 - digits.length);
  const first = Number(digits) * size;
  return { from: day(first, 1, 1), until: day(first + size, 1, 1) };
}

function isClosed(span: DaySpan | undefined): span is ClosedSpan {
  return span?.from !== undefined && span.until !== undefined;
}

/** Formats `YYYY-MM-DD`, compared as text: a day past a month's end still sorts before the next month. */
function day(year: number, month: number, date: number): string {
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(date, 2)}`;
}

function pad(number: number, length: number): string {
  return String(number).padStart(length, '0');
}

const YEAR_FIRST = /^(\d{4})[/._](\d{1,4})(?:[/._](\d{1,2}))?$/;
const YEAR_LAST = /^(\d{1,2})[-/._](\d{4})$/;
const TOGETHER = /^(\d{4})(\d{2})(\d{2})?$/;
const SHORT_YEAR = /^['\u2019]?(\d{2})$/;
/** Two-digit years up to this one belong to the 21st century. */
const LAST_SHORT_YEAR = 50;

/** Converts other date formats (`2024/06`, `06/2024`, `24`) to the grammar's; `undefined` if that fails. */
export function mendedDate(word: DateWord, value: string): string | undefined {
  const [, short] = SHORT_YEAR.exec(value) ?? [];
  if (short !== undefined) return `${Number(short) > LAST_SHORT_YEAR ? 19 : 20}${short}`;
  const [, month, year] = YEAR_LAST.exec(value) ?? [];
  const [, ...parts] = YEAR_FIRST.exec(value) ?? TOGETHER.exec(value) ?? ['', year, month];
  const mended = parts.filter((part) => part !== undefined).join('-');
  return daysOf(word, mended) === undefined ? undefined : mended;
}
