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
