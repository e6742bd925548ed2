import type { PaperIndex } from '../../core/index/paperIndex';
import type { Topic } from '../../core/topics/topics';
import type { Event } from '../../emitter';

/** Paper → ids of its topics, primary topic first. */
export type TopicsByPaper = ReadonlyMap<string, readonly string[]>;

export interface TopicSource {
  topics(): readonly Topic[];
  /** Mistakes in the setting, as sentences. */
  problems(): readonly string[];
  /** Calls `verified` for the whole index only to compute topics. */
  assign(index: PaperIndex, verified: () => Promise<PaperIndex>): Promise<TopicsByPaper>;
  readonly onDidChange: Event<void>;
}
