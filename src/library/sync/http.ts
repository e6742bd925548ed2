/** Longest wait that a server can ask for, in ms: 1 hour. An absurd answer must not silence the feed for days. */
export const LONGEST_WAIT = 3_600_000;

/**
 * How long a `Retry-After` header asks to wait, in ms, at most LONGEST_WAIT; undefined when it says nothing usable.
 * Seconds or an HTTP date: RFC 9110, section 10.2.3.
 */
export function retryAfter(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  const text = header.trim();
  // Date.parse takes "-5" for a day of May; an HTTP date begins with the name of its weekday.
  const date = /^[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  const wait = /^\d{1,12}$/.test(text) ? Number(text) * 1000 : date - now;
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 0), LONGEST_WAIT);
}

/**
 * How long to wait before the next request so that the quota holds, in ms: 0 while requests remain. Reads
 * `RateLimit: "api";r=12;t=55` (draft-ietf-httpapi-ratelimit-headers-09), as Hugging Face sends it.
 */
export function quotaWait(header: string | null): number {
  const remaining = header && /;\s*r=(\d{1,9})\b/.exec(header)?.[1];
  const reset = header && /;\s*t=(\d{1,9})\b/.exec(header)?.[1];
  if (!remaining || !reset || Number(remaining) > 0) return 0;
  return Math.min(Number(reset) * 1000, LONGEST_WAIT);
}

/** Pause before a further try, in ms: twice as long each time, and never the same for two windows. */
export function backoff(attempt: number, random: () => number): number {
  return 1_000 * 2 ** attempt * (0.5 + random());
}

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
