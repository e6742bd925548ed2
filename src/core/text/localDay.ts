/** Returns the day in the user's time zone, `YYYY-MM-DD`. */
export function localDay(now: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/**
 * Returns the day of a time in the user's time zone, `YYYY-MM-DD`.
 * @param time in ISO 8601; its first ten characters are returned if it is invalid
 */
export function localDayOf(time: string): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? time.slice(0, 10) : localDay(date);
}
