import type { Inspection } from '../core/code/contents';
import type { Paper, Repository } from '../core/paper/paper';
import type { Outcome } from '../core/outcome/outcome';
import type { RelatedPaper } from '../core/index/searchHit';
import type { Event } from '../emitter';
import type { OutcomeFailure } from '../library/outcomes/outcomes';
import type { PageNote, TopicName } from './page/view';

export interface PanelCatalogue {
  readonly ready: Promise<void>;
  readonly onDidChange: Event<void>;
  papers(): readonly Paper[];
  paper(id: string): Paper | undefined;
  /** False if the paper is only known from a response of Hugging Face. */
  has(id: string): boolean;
  related(id: string, limit: number): Promise<readonly RelatedPaper[]>;
  topics(): readonly TopicName[];
}

export interface CloneState {
  foldersOf(repository: Repository): readonly string[];
  isCloning(repository: Repository): boolean;
}

export interface PanelNotes {
  noteOf(paperId: string): PageNote | undefined;
}

export interface PanelInspections {
  of(repository: Repository): Inspection | undefined;
  isRunning(repository: Repository): boolean;
  readonly onDidChange: Event<void>;
}

export interface PanelOutcomes {
  /** Reads the stored results. Never rejects. */
  load(): Promise<void>;
  /** Requests missing or old results if the paper is still shown a moment later and the settings allow it. */
  requestSoon(id: string, isShown: () => boolean): void;
  of(id: string): Outcome | undefined;
  isRequesting(id: string): boolean;
  failuresOf(id: string): readonly OutcomeFailure[];
  readonly onDidChange: Event<void>;
  /** Fires when the settings allow more requests than before. */
  readonly onDidAllowMore: Event<void>;
}

/** Papers that are shown although the library does not have them. */
export interface PanelFound {
  /** Reads papers that were opened in earlier sessions. Never rejects. */
  restore(): Promise<void>;
  /** Stores that the user opened a paper, so that its page can be restored. Never rejects. */
  opened(id: string): Promise<void>;
}

export interface PanelMarks {
  /** Time at which the user saved the paper, ISO 8601; `undefined` if it is not saved. */
  savedAt(id: string): string | undefined;
}

export interface PanelEvents {
  /** Called when a page was requested and is not shown yet. */
  onRequest(paperId: string): void;
  /** Called when a page becomes the active editor. */
  onShow(paperId: string): void;
  /** Called when the user opens a paper, but not when a page is restored with its window. */
  onOpen(): void;
}
