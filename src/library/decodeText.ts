/**
 * Decodes the text of a file: UTF-8, or UTF-16, which some Windows programs write. Detects UTF-16 by a byte
 * order mark, or by a zero byte in the first character: the files read here begin with an ASCII letter or
 * bracket.
 */
export function decodedText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return decode('utf-16le', bytes);
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return decode('utf-16be', bytes);
  return decode('utf-8', bytes);
}

function decode(encoding: string, bytes: Uint8Array): string {
  return new TextDecoder(encoding).decode(bytes);
}
