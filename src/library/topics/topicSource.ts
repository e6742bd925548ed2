import type { PaperIndex } from '../../core/index/paperIndex';
import type { Topic } from '../../core/topics/topics';
import type { Event } from '../../emitter';

/** Ids of the topics of each paper, primary topic first, by paper id. */
export type TopicsByPaper = ReadonlyMap<string, readonly string[]>;

export interface TopicSource {
  topics(): readonly Topic[];
  /** Mistakes in the topics of the settings, as sentences. */
  problems(): readonly string[];
  /** Returns the topic ids of each paper by paper id. Calls `verified` for the whole index only to compute topics. */
  assign(index: PaperIndex, verified: () => Promise<PaperIndex>): Promise<TopicsByPaper>;
  readonly onDidChange: Event<void>;
}
