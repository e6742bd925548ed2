import { asCount, asDay, asList, asRecord, asText } from '../core/value';
import { stated } from '../core/stated';
import type { JsonFormat } from './jsonFile';

/** What is remembered of the feed between sessions, shared by all windows. */
export interface FeedState {
  /** The last refresh that worked, by the wall clock in ms. */
  readonly last?: number;
  /** The feed was read without a gap up to this day, `YYYY-MM-DD`. */
  readonly readTo?: string;
  /** Until when a server asked to be left alone, by the wall clock in ms. */
  readonly notBefore?: number;
  /** Ids of papers that a refresh brought and nobody looked at yet. */
  readonly unseen: readonly string[];
  /** Months of the archive that were read to their end after they were over, `YYYY-MM`. */
  readonly months: readonly string[];
}

/** More new papers than this are no news but a backlog. */
const MOST_UNSEEN = 1_000;

/** Reads whatever is there; what it cannot use counts as not there. */
export const FEED_STATE: JsonFormat<FeedState> = {
  schema: 1,
  read(value) {
    const record = asRecord(value);
    return stated({
      last: asCount(record?.get('last')),
      readTo: asDay(record?.get('readTo')),
      notBefore: asCount(record?.get('notBefore')),
      unseen: texts(record?.get('unseen')),
      months: texts(record?.get('months')).filter((month) => /^\d{4}-\d{2}$/.test(month)),
    });
  },
  write: (state) => ({ ...state, unseen: state.unseen.slice(-MOST_UNSEEN) }),
};

function texts(value: unknown): string[] {
  return (asList(value) ?? []).map((item) => asText(item, 300)).filter((item) => item !== undefined);
}
