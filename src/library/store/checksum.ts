import { crc32 } from 'node:zlib';

/** Returns the CRC-32 of bytes, or of a text in UTF-8, as eight hexadecimal digits. */
export function crc32Hex(content: string | Buffer): string {
  return crc32(content).toString(16).padStart(8, '0');
}

/** Parses JSON. Returns `undefined`, which JSON cannot express, if the text is invalid. */
export function tryParseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/**
 * Returns a JSON value with the keys of all objects sorted, so that its text does not depend on a file's
 * layout. Lists keep their order. Values are plain JSON.
 */
export function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return Object.fromEntries(entries.map(([key, item]) => [key, canonical(item)]));
}
