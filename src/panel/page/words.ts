/** A day (`YYYY-MM-DD`) as the reader's language writes it; the text as it is when it is no day. */
export function dayOf(day: string, language: string): string {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(day) : NaN;
  if (Number.isNaN(time)) return day;
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(time);
}

/** A whole number with the separators of the reader's language. */
export function numberOf(value: number, language: string): string {
  return new Intl.NumberFormat(language).format(value);
}
