import type { Paper, Repository } from '../core/paper/paper';
import type { RelatedPaper } from '../core/index/searchHit';
import type { Event } from '../emitter';
import type { TopicName } from './page/view';

/** What the panel needs of the library. */
export interface PanelCatalogue {
  /** Settled when papers can be asked for. */
  readonly ready: Promise<void>;
  readonly onDidChange: Event<void>;
  papers(): readonly Paper[];
  paper(id: string): Paper | undefined;
  related(id: string, limit: number): Promise<readonly RelatedPaper[]>;
  topics(): readonly TopicName[];
}

/** What the panel needs to know about clones on this machine. */
export interface CloneState {
  /** Folders that hold a clone of the repository, as absolute paths. */
  foldersOf(repository: Repository): readonly string[];
  /** This window is cloning the repository now. */
  isCloning(repository: Repository): boolean;
}

/** What other features learn from the panels. */
export interface PanelEvents {
  /** A page came to the front. */
  onShow(paperId: string): void;
  /** Called when the user opens a paper, but not when a page is restored with its window. */
  onOpen(): void;
}
