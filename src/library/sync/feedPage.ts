import { parseFeedSteps, type SkippedItem, type FeedOptions } from '../../core/feed/parseFeed';
import { hasAtMostValues } from '../../core/lang/json';
import type { Paper } from '../../core/paper/paper';
import type { Log } from '../../log';
import { runInSlices } from '../../timeSlice';

/** `wait` is the time in ms until the server accepts requests again. */
export type FeedFailure =
  | {
      readonly kind:
        | 'offline'
        | 'timeout'
        | 'not-json'
        | 'not-text'
        | 'wrong-shape'
        | 'too-large'
        | 'redirected';
    }
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'busy'; readonly wait: number };

export type FeedPage =
  | { readonly ok: true; readonly papers: readonly Paper[]; readonly skipped: readonly SkippedItem[] }
  | { readonly ok: false; readonly failure: FeedFailure };

/** 100 real papers have about 25,000 JSON values. */
const MAX_VALUES = 400_000;

/** Requests have a limit of 100. */
const MAX_ITEMS = 2_000;

/** A Saturday can have a single, invalid item. */
const MAX_ALL_INVALID_ITEMS = 2;

/** Wraps a failure as a result. */
export function failed(failure: FeedFailure): { readonly ok: false; readonly failure: FeedFailure } {
  return { ok: false, failure };
}

/** Whether a failure concerns the connection or the whole server, so that other requests would also fail. */
export function isFatal({ kind }: FeedFailure): boolean {
  return kind !== 'status' && kind !== 'wrong-shape' && kind !== 'too-large';
}

/** Whether a later request may succeed. */
export function isTemporary(failure: FeedFailure): boolean {
  return isFatal(failure) || (failure.kind === 'status' && failure.status >= 500);
}

/**
 * Skips and logs invalid items. The first page fails with `wrong-shape` if it has more than
 * `MAX_ALL_INVALID_ITEMS` and all are invalid.
 */
export async function readFeedPage(
  text: string,
  context: FeedOptions,
  { isFirst, log }: { readonly isFirst: boolean; readonly log: Log },
): Promise<FeedPage> {
  // Checked before parsing: a million empty objects are 3 MB of text but 120 MB when parsed.
  if (!hasAtMostValues(MAX_VALUES, text)) return failed({ kind: 'too-large' });
  let value: unknown;
  try {
    value = JSON.parse(text) as unknown;
  } catch {
    return failed({ kind: 'not-json' });
  }
  if (Array.isArray(value) && value.length > MAX_ITEMS) return failed({ kind: 'too-large' });
  const reading = await runInSlices(parseFeedSteps(value, context));
  if (!reading) return failed({ kind: 'wrong-shape' });
  // A list without any paper comes from another API.
  if (isFirst && reading.papers.length === 0 && reading.skipped.length > MAX_ALL_INVALID_ITEMS)
    return failed({ kind: 'wrong-shape' });
  for (const { index, why } of reading.skipped) log.warn(`Item ${index} was left out: ${why}`);
  return { ok: true, ...reading };
}
