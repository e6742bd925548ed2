import type { Inspection } from '../core/code/contents';
import type { Paper, Repository } from '../core/paper/paper';
import type { Outcome } from '../core/outcome/outcome';
import type { RelatedPaper } from '../core/index/searchHit';
import type { Event } from '../emitter';
import type { OutcomeFailure } from '../library/outcomes';
import type { PageNote, TopicName } from './page/view';

/** The library, as the panel uses it. */
export interface PanelCatalogue {
  /** Resolves when papers can be requested. */
  readonly ready: Promise<void>;
  readonly onDidChange: Event<void>;
  papers(): readonly Paper[];
  paper(id: string): Paper | undefined;
  /** Whether the library has the paper, and does not only show it from an answer of Hugging Face. */
  has(id: string): boolean;
  related(id: string, limit: number): Promise<readonly RelatedPaper[]>;
  topics(): readonly TopicName[];
}

/** State of clones on this machine. */
export interface CloneState {
  /** Returns the folders with a clone of the repository, as absolute paths. */
  foldersOf(repository: Repository): readonly string[];
  /** Returns whether this window is cloning the repository. */
  isCloning(repository: Repository): boolean;
}

/** The user's notes. */
export interface PanelNotes {
  /** Returns the note about a paper. */
  noteOf(paperId: string): PageNote | undefined;
}

/** Looks into repositories in this window. */
export interface PanelInspections {
  of(repository: Repository): Inspection | undefined;
  isRunning(repository: Repository): boolean;
  readonly onDidChange: Event<void>;
}

/** What came of papers. */
export interface PanelOutcomes {
  /** Reads what is kept. Never rejects. */
  load(): Promise<void>;
  /** Asks about a paper that is still shown in a moment, if the settings allow it and what is kept is too old. */
  askSoon(id: string, isShown: () => boolean): void;
  of(id: string): Outcome | undefined;
  isAsking(id: string): boolean;
  failuresOf(id: string): readonly OutcomeFailure[];
  readonly onDidChange: Event<void>;
}

/** The times at which the user saved papers. */
export interface PanelMarks {
  /** Returns when the user saved a paper, ISO 8601; `undefined` if it is not saved. */
  savedAt(id: string): string | undefined;
}

/** Events of the panels for other features. */
export interface PanelEvents {
  /** Called when a page becomes the active tab. */
  onShow(paperId: string): void;
  /** Called when the user opens a paper, but not when a page is restored with its window. */
  onOpen(): void;
}
