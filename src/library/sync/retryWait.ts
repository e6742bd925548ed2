/** Maximum wait that a server can request: 1 hour. A wrong header must not stop the feed for days. */
export const MAX_WAIT_MS = 3_600_000;

/**
 * Parses a `Retry-After` header: seconds or an HTTP date (RFC 9110, section 10.2.3).
 * @param now the wall clock in ms
 * @returns the wait in ms, at most MAX_WAIT_MS; `undefined` if the header is missing or invalid
 */
export function retryAfter(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  const text = header.trim();
  // Date.parse reads "-5" as a day in May. An HTTP date begins with a weekday name.
  const date = /^[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  const wait = /^\d{1,12}$/.test(text) ? Number(text) * 1000 : date - now;
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 0), MAX_WAIT_MS);
}

/**
 * Returns the required wait in ms: 0 while requests remain. Parses `RateLimit: "api";r=12;t=55`
 * (draft-ietf-httpapi-ratelimit-headers-09), as Hugging Face sends it.
 */
export function quotaWait(header: string | null): number {
  const remaining = header && /;\s*r=(\d{1,9})\b/.exec(header)?.[1];
  const reset = header && /;\s*t=(\d{1,9})\b/.exec(header)?.[1];
  if (!remaining || !reset || Number(remaining) > 0) return 0;
  return Math.min(Number(reset) * 1000, MAX_WAIT_MS);
}

/** In ms. Doubles each time, with jitter so that windows do not coincide. */
export function backoff(attempt: number, random: () => number): number {
  return 1_000 * 2 ** attempt * (0.5 + random());
}
