import type { Paper } from '../core/paper/paper';
import type { Topic } from '../core/topics/topics';
import type { Event } from '../emitter';
import type { Search } from './model/filterRun';

export interface TreeSource {
  /** Resolves when papers are read and have topics. The first access starts reading. */
  readonly ready: Promise<void>;
  papers(): readonly Paper[];
  paper(id: string): Paper | undefined;
  topics(): readonly Topic[];
}

export interface TreeCatalogue extends TreeSource {
  readonly status: { readonly kind: 'idle' | 'loading' | 'ready' | 'failed' };
  topicProblems(): readonly string[];
  readonly onDidChange: Event<void>;
  readonly search: Search;
}
