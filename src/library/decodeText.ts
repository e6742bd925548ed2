/**
 * The text of a file: UTF-8, or UTF-16 as Windows writes it, which a byte order mark tells, or else the empty half of
 * its first letter, as what is read here begins with a letter or a bracket of ASCII.
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
