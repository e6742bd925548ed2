/** Formats `YYYY-MM-DD` as "2 September 2021". Returns other text unchanged. */
export function longDay(day: string, language: string): string {
  return formatDay(day, language, { day: 'numeric', month: 'long', year: 'numeric' });
}

/** Formats `YYYY-MM-DD` as "2 Sept 2021". Returns other text unchanged. */
export function shortDay(day: string, language: string): string {
  return formatDay(day, language, { day: 'numeric', month: 'short', year: 'numeric' });
}

/** Formats `YYYY-MM-DD` as "2 Sept" in the year `now`, else as the year. */
export function compactDay(day: string, language: string, now: number): string {
  const year = day.slice(0, 4);
  return year === String(now) ? formatDay(day, language, { day: 'numeric', month: 'short' }) : year;
}

/** Formats `YYYY-MM` as "September 2021". Returns other text unchanged. */
export function longMonth(month: string, language: string): string {
  return formatDay(month, language, { month: 'long', year: 'numeric' });
}

/** Formats `YYYY-MM` as "Sept". Returns other text unchanged. */
export function shortMonth(month: string, language: string): string {
  return formatDay(month, language, { month: 'short' });
}

/**
 * Formats a local time as "14:32:05".
 * @param moment epoch time in ms
 */
export function timeOfDay(moment: number, language: string): string {
  return new Intl.DateTimeFormat(supported(language), { timeStyle: 'medium' }).format(moment);
}

const MAX_FORMATS = 50;
const formats = new Map<string, Intl.DateTimeFormat>();

function formatDay(day: string, language: string, options: Intl.DateTimeFormatOptions): string {
  const time = /^\d{4}-\d{2}(-\d{2})?$/.test(day) ? Date.parse(day) : Number.NaN;
  return Number.isNaN(time) ? day : format(language, options).format(time);
}

/** Creating a format costs 100 times as much as using it, and lists have thousands of rows. */
function format(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${options.day ?? ''} ${options.month ?? ''} ${options.year ?? ''}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(supported(language), { ...options, timeZone: 'UTC' });
  if (formats.size >= MAX_FORMATS) formats.clear();
  formats.set(key, made);
  return made;
}

/** British English for `en`, because most readers write the day first, and for invalid tags. */
function supported(language: string): string {
  if (language === 'en') return 'en-GB';
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(language)[0] ?? 'en-GB';
  } catch {
    return 'en-GB';
  }
}
