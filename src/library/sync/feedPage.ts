import { readingFeed, type DroppedItem, type FeedContext } from '../../core/feed/parseFeed';
import { hasAtMost } from '../../core/lang/json';
import type { Paper } from '../../core/paper/paper';
import type { Log } from '../../log';
import { sliced } from '../../timeSlice';

/** Why an answer could not be had. `busy` says in how many ms to come back. */
export type FeedFailure =
  | { readonly kind: 'offline' | 'timeout' | 'not-json' | 'wrong-shape' | 'too-large' | 'redirected' }
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'busy'; readonly wait: number };

/** One page of an answer, or why there is none. Cancelling throws the signal's reason instead. */
export type FeedPage =
  | { readonly ok: true; readonly papers: readonly Paper[]; readonly dropped: readonly DroppedItem[] }
  | { readonly ok: false; readonly failure: FeedFailure };

/** Values in the JSON of a page; 100 real papers have some 25,000. */
const MOST_VALUES = 400_000;

/** Items on a page; it is asked for 100. */
const MOST_ITEMS = 2_000;

/** A page of so few items may have none that is a paper, as a Saturday's only one, and still be this API's. */
const FEW_ITEMS = 2;

/** A failure as the answer to a question. */
export function failed(failure: FeedFailure): { readonly ok: false; readonly failure: FeedFailure } {
  return { ok: false, failure };
}

/** Whether a failure lies on the way to the server, so that whatever else is asked for now fails alike. */
export function concernsAll({ kind }: FeedFailure): boolean {
  return kind !== 'status' && kind !== 'wrong-shape' && kind !== 'too-large';
}

/**
 * Reads a page's text. Items that are no papers are left out and logged; when none of several on the first page is one,
 * the page counts as failed.
 */
export async function readFeedPage(
  text: string,
  context: FeedContext,
  { isFirst, log }: { readonly isFirst: boolean; readonly log: Log },
): Promise<FeedPage> {
  // A million empty objects are 3 MB of text, and 120 MB once they are parsed.
  if (!hasAtMost(MOST_VALUES, text)) return failed({ kind: 'too-large' });
  let value: unknown;
  try {
    value = JSON.parse(text) as unknown;
  } catch {
    return failed({ kind: 'not-json' });
  }
  if (Array.isArray(value) && value.length > MOST_ITEMS) return failed({ kind: 'too-large' });
  const reading = await sliced(readingFeed(value, context));
  if (!reading) return failed({ kind: 'wrong-shape' });
  // A list in which nothing is a paper is not this API's.
  if (isFirst && reading.papers.length === 0 && reading.dropped.length > FEW_ITEMS)
    return failed({ kind: 'wrong-shape' });
  for (const { index, why } of reading.dropped) log.warn(`Item ${index} was left out: ${why}`);
  return { ok: true, ...reading };
}
