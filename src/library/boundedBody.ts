/** A body that is longer than was agreed to read. */
export class TooLargeError extends Error {}

/**
 * Reads a response's body as UTF-8 text.
 * @param most stop after this many bytes, counted after decompression
 * @throws TooLargeError past that, and what the stream throws when it breaks off
 */
export async function boundedText(response: Response, most: number): Promise<string> {
  if (!response.body) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop by throwing cancels the stream, so that nothing more is fetched or decompressed.
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > most) throw new TooLargeError(`The answer is longer than ${most} bytes.`);
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}
