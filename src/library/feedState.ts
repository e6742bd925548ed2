import { asCount, asDay, asList, asRecord, asText } from '../core/value';
import { stated } from '../core/stated';
import type { JsonFormat } from './jsonFile';

/** How far a feed was read. */
export interface FeedProgress {
  /** The last refresh that worked, by the wall clock in ms. */
  readonly last?: number;
  /** The feed was read without a gap up to this day, `YYYY-MM-DD`. */
  readonly readTo?: string;
  /** Until when the server asked to be left alone, by the wall clock in ms. */
  readonly notBefore?: number;
  /** Months of the archive that were read to their end after they were over, `YYYY-MM`. */
  readonly months: readonly string[];
}

/** What is remembered between sessions, shared by all windows. */
export interface FeedState {
  /** Ids of papers that a refresh brought and nobody looked at yet. */
  readonly unseen: readonly string[];
  /** By the feed's endpoint, the one that was asked last at the end: what a mirror lacks, another feed may have. */
  readonly feeds: ReadonlyMap<string, FeedProgress>;
}

/** More new papers than this are no news but a backlog. */
const MOST_UNSEEN = 1_000;

/** More feeds than this nobody uses. */
const MOST_FEEDS = 8;

/** Reads whatever is there; what it cannot use counts as not there. */
export const FEED_STATE: JsonFormat<FeedState> = {
  schema: 1,
  read(value) {
    const record = asRecord(value);
    const feeds = [...(asRecord(record?.get('feeds')) ?? [])].slice(-MOST_FEEDS);
    return {
      unseen: texts(record?.get('unseen')),
      feeds: new Map(feeds.map(([endpoint, progress]) => [endpoint, readProgress(progress)])),
    };
  },
  write: ({ unseen, feeds }) => ({
    unseen: unseen.slice(-MOST_UNSEEN),
    feeds: Object.fromEntries([...feeds].slice(-MOST_FEEDS)),
  }),
};

/** How far the feed of an endpoint was read. */
export function progressOf(state: FeedState, endpoint: string): FeedProgress {
  return state.feeds.get(endpoint) ?? { months: [] };
}

/** The state after a feed was read further. */
export function withProgress(
  state: FeedState,
  endpoint: string,
  change: (progress: FeedProgress) => FeedProgress,
): FeedState {
  const feeds = new Map(state.feeds);
  feeds.delete(endpoint);
  return { ...state, feeds: feeds.set(endpoint, change(progressOf(state, endpoint))) };
}

function readProgress(value: unknown): FeedProgress {
  const record = asRecord(value);
  return stated({
    last: asCount(record?.get('last')),
    readTo: asDay(record?.get('readTo')),
    notBefore: asCount(record?.get('notBefore')),
    months: texts(record?.get('months')).filter((month) => /^\d{4}-\d{2}$/.test(month)),
  });
}

function texts(value: unknown): string[] {
  return (asList(value) ?? []).map((item) => asText(item, 300)).filter((item) => item !== undefined);
}
