import type { Paper } from '../core/paper/paper';
import type { Topic } from '../core/topics/topics';

export interface TreeSource {
  /** Resolves when papers are read and have topics. The first access starts reading. */
  readonly ready: Promise<void>;
  papers(): readonly Paper[];
  paper(id: string): Paper | undefined;
  topics(): readonly Topic[];
}
