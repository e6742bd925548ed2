/** Which way to go through the days: back in time, or forward. */
export type DayStep = 'previous' | 'next';

/**
 * The nearest of `days` before or after `from`, undefined when there is none. Days are `YYYY-MM-DD` in any order and
 * anything else among them is passed over. Without a day to start from, the newest.
 */
export function dayBeside(
  days: readonly string[],
  from: string | undefined,
  step: DayStep,
): string | undefined {
  const known = days.filter(isDay).sort();
  if (from === undefined || !isDay(from)) return known.at(-1);
  return step === 'next' ? known.find((day) => day > from) : known.findLast((day) => day < from);
}

/** Whether a text is a day, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text);
}
