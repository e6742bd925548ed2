import { crc32 } from 'node:zlib';

/** Eight hexadecimal digits. Text is encoded as UTF-8. */
export function crc32Hex(content: string | Buffer): string {
  return crc32(content).toString(16).padStart(8, '0');
}

/** Returns `undefined`, which JSON cannot express, for invalid JSON. */
export function tryParseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/**
 * Sorts the keys of all objects, so that the text of a value does not depend on a file's layout. Does not copy
 * parts that are already sorted.
 */
export function canonical(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(canonical);
  const keys = Object.keys(value);
  const items: readonly unknown[] = Object.values(value);
  const sorted = items.map(canonical);
  const isSorted =
    keys.every((key, at) => at === 0 || (keys[at - 1] ?? '') <= key) &&
    sorted.every((item, at) => item === items[at]);
  if (isSorted) return value;
  const entries = keys.map((key, at) => [key, sorted[at]] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
