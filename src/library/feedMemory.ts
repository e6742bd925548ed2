import type { Log } from '../log';
import { FEED_STATE, type FeedState } from './sync/feedState';
import type { JsonFile } from './store/jsonFile';

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
