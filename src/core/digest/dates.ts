import { MONTH_ABBREVIATIONS } from '../text/monthNames';
/** Without a year if the day is in the page's own year. */
export interface DigestDate {
  readonly year?: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
}

const NAMES = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** `Sep 2, 2021`, `Feb 15`, `Mar 2 2`: month, day, optional year, optional number of comments. */
const DATE =
  /^(?:Published (?:on )?)?(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},? )?([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? ?((?:19|20)\d\d))?(?: (\d{1,5}))?$/;

/** Returns `undefined` for other lines and impossible days. */
export function parseDigestDate(line: string): { date: DigestDate; comments?: number } | undefined {
  const match = DATE.exec(line);
  if (!match) return undefined;
  const [, name = '', day, year, comments] = match;
  const month = monthOf(name.toLowerCase());
  const date = { month, day: Number(day), ...(year === undefined ? {} : { year: Number(year) }) };
  // Without a year, assumes a leap year, so that 29 February is accepted.
  if (month === 0 || !isDay(date.year ?? 2024, month, date.day)) return undefined;
  return comments === undefined ? { date } : { date, comments: Number(comments) };
}

/** Returns `YYYY-MM-DD`; `undefined` if the year is unknown or does not have that day. */
export function isoDay(date: DigestDate, ownYear: number | undefined): string | undefined {
  const year = date.year ?? ownYear;
  if (year === undefined || !isDay(year, date.month, date.day)) return undefined;
  return [String(year).padStart(4, '0'), pad(date.month), pad(date.day)].join('-');
}

/** Returns the first `YYYY-MM-DD` in a text such as a file name. */
export function dayInText(text: string): string | undefined {
  for (const [, year, month, day] of text.matchAll(/(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)/g)) {
    const found = isoDay({ year: Number(year), month: Number(month), day: Number(day) }, undefined);
    if (found !== undefined) return found;
  }
  return undefined;
}

function monthOf(name: string): number {
  const full = NAMES.indexOf(name);
  if (full >= 0) return full + 1;
  return MONTH_ABBREVIATIONS.indexOf(name === 'sept' ? 'sep' : name) + 1;
}

function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
