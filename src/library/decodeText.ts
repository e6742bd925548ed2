const SLICE_BYTES = 524_288;

/** The file is UTF-8 or UTF-16. */
export function decodedText(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

/** Decodes a large file in pieces. Yields after each to allow pauses. */
export function* decodingText(bytes: Uint8Array): Generator<void, string[]> {
  const decoder = new TextDecoder(encodingOf(bytes));
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += SLICE_BYTES) {
    const isLast = at + SLICE_BYTES >= bytes.length;
    pieces.push(decoder.decode(bytes.subarray(at, at + SLICE_BYTES), { stream: !isLast }));
    yield;
  }
  return pieces;
}

/**
 * Detects UTF-16 by a byte order mark or by a zero byte in the first character. Some Windows programs write
 * UTF-16. The files read here begin with an ASCII letter or bracket.
 */
function encodingOf([first, second]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return 'utf-16be';
  return 'utf-8';
}
