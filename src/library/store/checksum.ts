import { crc32 } from 'node:zlib';

/** The CRC-32 of a text's UTF-8, or of bytes, as eight hexadecimal digits. */
export function sumOf(content: string | Buffer): string {
  return crc32(content).toString(16).padStart(8, '0');
}

/** What a text says as JSON; undefined, which no JSON says, when it is none. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/**
 * A JSON value with the keys of every object in one order, so that its text is the same however a file was laid out.
 * Lists keep their order. Values are plain JSON.
 */
export function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return Object.fromEntries(entries.map(([key, item]) => [key, canonical(item)]));
}
