/** A map, so that `__proto__` is an ordinary key. */
export type JsonRecord = ReadonlyMap<string, unknown>;

/** Accepts plain objects. */
export function asRecord(value: unknown): JsonRecord | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return new Map(Object.entries(value));
}

/** Returns the value as a list, or `undefined`. */
export function asList(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

/** Returns the value as a text of at most `longest` UTF-16 code units, or `undefined`. */
export function asText(value: unknown, longest: number): string | undefined {
  return typeof value === 'string' && value.length <= longest ? value : undefined;
}

/** Accepts non-negative integers. */
export function asCount(value: unknown): number | undefined {
  // Adding 0 converts -0, which JSON can contain.
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value + 0 : undefined;
}

/** Returns the valid day `YYYY-MM-DD` at the start of a text. */
export function asDay(value: unknown): string | undefined {
  const day = typeof value === 'string' ? /^\d{4}-\d{2}-\d{2}(?!\d)/.exec(value)?.[0] : undefined;
  if (day === undefined) return undefined;
  const time = Date.parse(`${day}T00:00:00Z`);
  // `Date.parse` reads 2025-02-31 as 3 March.
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== day ? undefined : day;
}

/** Returns whether a JSON text has at most `limit` values. Also counts separators inside strings. */
export function hasAtMostValues(limit: number, json: string): boolean {
  let marks = 0;
  for (let at = 0; at < json.length && marks <= limit; at += 1) {
    const code = json.charCodeAt(at);
    // Comma, opening bracket, opening brace.
    if (code === 0x2c || code === 0x5b || code === 0x7b) marks += 1;
  }
  return marks <= limit;
}
