const MAX_AGE_MS = 7 * 86_400_000;
const RETRY_AFTER_MS = 600_000;

/**
 * Returns whether to request later results of a paper from a source.
 * @param fetched time of the stored response in ISO 8601
 * @param failedAt time of the last request if it failed, in epoch ms
 */
export function isRequestDue(
  fetched: string | undefined,
  failedAt: number | undefined,
  now: number,
): boolean {
  const age = now - Date.parse(fetched ?? '');
  if (age >= 0 && age < MAX_AGE_MS) return false;
  return !(failedAt !== undefined && now - failedAt < RETRY_AFTER_MS);
}
