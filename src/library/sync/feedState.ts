import type { FeedGap } from '../../core/feed/feedGap';
import { asCount, asDay, asList, asRecord, asText } from '../../core/lang/json';
import { omitUndefined } from '../../core/lang/omitUndefined';
import type { Log } from '../../log';
import type { JsonFile, JsonFormat } from '../store/jsonFile';
import { MAX_WAIT_MS } from './retryWait';

export interface FeedProgress {
  /** Last successful refresh, in epoch ms. */
  readonly last?: number;
  /** Last day up to which the feed was read without a gap, `YYYY-MM-DD`. */
  readonly readTo?: string;
  /** End of the wait that the server requested, in epoch ms. */
  readonly notBefore?: number;
  /** Days that refreshes skipped after a long absence and that no archive download has read. */
  readonly gap?: FeedGap;
  /** Archive months, `YYYY-MM`, read completely after their end. */
  readonly months: readonly string[];
}

/** All windows share the state. */
export interface FeedState {
  /** Papers that a refresh added and that the user has not seen. */
  readonly unseen: readonly string[];
  /** By endpoint, last used last. Separate, because a mirror may lack papers. */
  readonly feeds: ReadonlyMap<string, FeedProgress>;
}

/** More new papers would be a first download. */
const MAX_UNSEEN = 1_000;

const MAX_FEEDS = 8;

export const FEED_STATE: JsonFormat<FeedState> = {
  schema: 1,
  read(value) {
    const record = asRecord(value);
    const feeds = [...(asRecord(record?.get('feeds')) ?? [])].slice(-MAX_FEEDS);
    return {
      unseen: texts(record?.get('unseen')),
      feeds: new Map(feeds.map(([endpoint, progress]) => [endpoint, readProgress(progress)])),
    };
  },
  write: ({ unseen, feeds }) => ({
    unseen: unseen.slice(-MAX_UNSEEN),
    feeds: Object.fromEntries([...feeds].slice(-MAX_FEEDS)),
  }),
};

/** Empty if the endpoint was never read. */
export function progressOf(state: FeedState, endpoint: string): FeedProgress {
  return state.feeds.get(endpoint) ?? { months: [] };
}

/** The changed endpoint becomes the last used one. */
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
 * In ms. Ignores a wait above MAX_WAIT_MS, which a wrong clock caused.
 * @param now the wall clock in ms
 */
export function cooldownOf({ notBefore = 0 }: FeedProgress, now: number): number {
  const rest = notBefore - now;
  return rest > 0 && rest <= MAX_WAIT_MS ? rest : 0;
}

const MONTH = /^\d{4}-\d{2}$/;

function readProgress(value: unknown): FeedProgress {
  const record = asRecord(value);
  return omitUndefined({
    last: asCount(record?.get('last')),
    readTo: asDay(record?.get('readTo')),
    notBefore: asCount(record?.get('notBefore')),
    gap: readGap(record?.get('gap')),
    months: texts(record?.get('months')).filter((month) => MONTH.test(month)),
  });
}

function readGap(value: unknown): FeedGap | undefined {
  const record = asRecord(value);
  const [from, to] = [asDay(record?.get('from')), asDay(record?.get('to'))];
  return from === undefined || to === undefined || from > to ? undefined : { from, to };
}

function texts(value: unknown): string[] {
  return (asList(value) ?? []).map((item) => asText(item, 300)).filter((item) => item !== undefined);
}

/** Logs errors, because the state is only a convenience. */
export class FeedMemory {
  readonly #file: Pick<JsonFile<FeedState>, 'read' | 'update'>;
  readonly #log: Log;

  constructor(file: Pick<JsonFile<FeedState>, 'read' | 'update'>, log: Log) {
    this.#file = file;
    this.#log = log;
  }

  async read(): Promise<FeedState> {
    try {
      return await this.#file.read();
    } catch (error) {
      this.#log.warn(`The state of the feed was not read: ${String(error)}`);
      return FEED_STATE.read(undefined);
    }
  }

  async note(change: (state: FeedState) => FeedState): Promise<void> {
    try {
      await this.#file.update(change);
    } catch (error) {
      this.#log.warn(`The state of the feed was not saved: ${String(error)}`);
    }
  }
}
