import { daysOf } from './query/dateRange';

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
