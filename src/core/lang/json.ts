/** An object of parsed JSON whose keys are looked up as its own only, so that `__proto__` is a key like any other. */
export type JsonRecord = ReadonlyMap<string, unknown>;

/** The value as a record; undefined when it is anything but a plain object. */
export function asRecord(value: unknown): JsonRecord | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return new Map(Object.entries(value));
}

/** The value as a list; undefined when it is none. */
export function asList(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

/** The value as a text of at most `longest` UTF-16 code units; undefined when it is none or longer. */
export function asText(value: unknown, longest: number): string | undefined {
  return typeof value === 'string' && value.length <= longest ? value : undefined;
}

/** The value as a count, a whole number of 0 or more; undefined when it is none. */
export function asCount(value: unknown): number | undefined {
  // Adding 0 makes -0, which JSON can say, the 0 that it is read back as.
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value + 0 : undefined;
}

/** The `YYYY-MM-DD` that a text begins with, when it is a day of the calendar; else undefined. */
export function asDay(value: unknown): string | undefined {
  const day = typeof value === 'string' ? /^\d{4}-\d{2}-\d{2}(?!\d)/.exec(value)?.[0] : undefined;
  if (day === undefined) return undefined;
  const time = Date.parse(`${day}T00:00:00Z`);
  // Date.parse takes 2025-02-31 for 3 March.
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== day ? undefined : day;
}

/** Whether a JSON text has no more than so many values, by the marks before or after each; those in texts count too. */
export function hasAtMost(most: number, json: string): boolean {
  let marks = 0;
  for (let at = 0; at < json.length && marks <= most; at += 1) {
    const code = json.charCodeAt(at);
    // Comma, opening bracket, opening brace.
    if (code === 0x2c || code === 0x5b || code === 0x7b) marks += 1;
  }
  return marks <= most;
}
