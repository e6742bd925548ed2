import { asCount, asDay, asList, asRecord, asText } from '../../core/lang/json';
import { stated } from '../../core/lang/omitUndefined';
import type { Log } from '../../log';
import type { JsonFile, JsonFormat } from '../store/jsonFile';
import { LONGEST_WAIT } from './http';

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

/**
 * How long a feed's server is still to be left alone, in ms; 0 when it may be asked. A wait that is longer than any that
 * is ever granted comes from a clock that was wrong.
 * @param now the wall clock in ms
 */
export function restOf({ notBefore = 0 }: FeedProgress, now: number): number {
  const rest = notBefore - now;
  return rest > 0 && rest <= LONGEST_WAIT ? rest : 0;
}

/** A paper comes to the feed in the month of its id, or so many months after it at the latest: 136 days were seen. */
const LATEST = 5;

/**
 * The state after files of papers were damaged: what they lost is asked for again.
 * @param files the months `YYYY-MM` of the ids that they hold; a name that is none stands for any
 */
export function forgetting(state: FeedState, files: readonly string[]): FeedState {
  const numbers = files.map((file) => (MONTH.test(file) ? monthNumber(file) : undefined));
  const isLost = (month: string): boolean =>
    numbers.some((first) => {
      const later = first === undefined ? 0 : monthNumber(month) - first;
      return later >= 0 && later <= LATEST;
    });
  const feeds = [...state.feeds].map(([endpoint, progress]) => {
    const { last, notBefore, months } = progress;
    return [endpoint, stated({ last, notBefore, months: months.filter((month) => !isLost(month)) })] as const;
  });
  return { ...state, feeds: new Map(feeds) };
}

const MONTH = /^\d{4}-\d{2}$/;

function monthNumber(month: string): number {
  return 12 * Number(month.slice(0, 4)) + Number(month.slice(5, 7));
}

function readProgress(value: unknown): FeedProgress {
  const record = asRecord(value);
  return stated({
    last: asCount(record?.get('last')),
    readTo: asDay(record?.get('readTo')),
    notBefore: asCount(record?.get('notBefore')),
    months: texts(record?.get('months')).filter((month) => MONTH.test(month)),
  });
}

function texts(value: unknown): string[] {
  return (asList(value) ?? []).map((item) => asText(item, 300)).filter((item) => item !== undefined);
}

/** What is remembered of the feed: a convenience, so that nothing fails when it cannot be read or written. */
export class FeedMemory {
  readonly #file: Pick<JsonFile<FeedState>, 'read' | 'update'>;
  readonly #log: Log;

  constructor(file: Pick<JsonFile<FeedState>, 'read' | 'update'>, log: Log) {
    this.#file = file;
    this.#log = log;
  }

  /** As it is on disk now; as if nothing were remembered where that cannot be read. */
  async read(): Promise<FeedState> {
    try {
      return await this.#file.read();
    } catch (error) {
      this.#log.warn(`The state of the feed was not read: ${String(error)}`);
      return FEED_STATE.read(undefined);
    }
  }

  /** Changes it as it is on disk at that moment. */
  async note(change: (state: FeedState) => FeedState): Promise<void> {
    try {
      await this.#file.update(change);
    } catch (error) {
      this.#log.warn(`The state of the feed was not saved: ${String(error)}`);
    }
  }
}
