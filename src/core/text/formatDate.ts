/** The day `YYYY-MM-DD` in words, such as "2 September 2021"; text that is no day comes back as it is. */
export function longDay(day: string, language: string): string {
  return inWords(day, language, { day: 'numeric', month: 'long', year: 'numeric' });
}

/** The day `YYYY-MM-DD` for a narrow column, such as "2 Sept 2021"; text that is no day comes back as it is. */
export function shortDay(day: string, language: string): string {
  return inWords(day, language, { day: 'numeric', month: 'short', year: 'numeric' });
}

/** The month `YYYY-MM` in words, such as "September 2021"; text that is no month comes back as it is. */
export function monthInWords(month: string, language: string): string {
  return inWords(month, language, { month: 'long', year: 'numeric' });
}

/** A moment, by the wall clock in ms, as the time of day of this machine to the second, such as "14:32:05". */
export function timeOfDay(moment: number, language: string): string {
  return new Intl.DateTimeFormat(supported(language), { timeStyle: 'medium' }).format(moment);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function inWords(day: string, language: string, options: Intl.DateTimeFormatOptions): string {
  const time = /^\d{4}-\d{2}(-\d{2})?$/.test(day) ? Date.parse(day) : Number.NaN;
  return Number.isNaN(time) ? day : format(language, options).format(time);
}

/** Making a format costs a hundred times what using it does, and rows are made by the thousand. */
function format(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${options.day ?? ''} ${options.month ?? ''}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(supported(language), { ...options, timeZone: 'UTC' });
  formats.set(key, made);
  return made;
}

/** Plain English dates put the day first, as the digest's readers around the world do; a wrong tag means English. */
function supported(language: string): string {
  if (language === 'en') return 'en-GB';
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(language)[0] ?? 'en-GB';
  } catch {
    return 'en-GB';
  }
}
