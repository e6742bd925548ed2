import type { Inspection } from '../../core/code/contents';
import type { Paper, Repository } from '../../core/paper/paper';
import { rowContext } from '../../papers/rowContext';
import type { PaperState } from '../../papers/paperStates';
import type { PanelState } from '../../core/protocol';
import type { RelatedPaper } from '../../core/index/searchHit';
import type { OutcomeView } from './outcome';
import type { TextRenderer } from './textRenderer';
import { countText, type Locale } from '../../core/lang/translator';

export type Translate = Locale['t'];

export interface TopicName {
  readonly id: string;
  readonly label: string;
}

export interface PageNote {
  readonly tags: readonly string[];
  readonly status?: string;
  readonly beginning: string;
}

export interface PageView extends Locale {
  readonly paper: Paper;
  readonly state: PanelState;
  /** If false, the page shows a response of Hugging Face. */
  readonly isKept: boolean;
  /** The paper's current topics, primary first. */
  readonly topics: readonly TopicName[];
  /** Undefined while related papers are being computed. */
  readonly related: readonly RelatedPaper[] | undefined;
  readonly outcome: OutcomeView;
  /** Day on which the user saved the paper, `YYYY-MM-DD`. */
  readonly savedOn: string | undefined;
  readonly foldersOf: (repository: Repository) => readonly string[];
  readonly isCloning: (repository: Repository) => boolean;
  /** Result of this window's last inspection. */
  readonly inspectionOf: (repository: Repository) => Inspection | undefined;
  readonly isInspecting: (repository: Repository) => boolean;
  readonly stateOf: (paper: Paper) => PaperState;
  readonly note: PageNote | undefined;
  readonly citation: string;
  /** Typesets math and marks the searched words. */
  readonly renderText: TextRenderer;
}

/** Formats a repository's stars as text. */
export function formatStars(stars: number, t: Translate, language: string): string {
  return countText({ t, language }, stars, { one: '{0} star', other: '{0} stars' });
}

/**
 * Returns `data-vscode-context`, by which VS Code selects the entries of the context menu. `papersItem` has the words
 * of a row's context value.
 */
export function menuContext(paper: Paper, state: PaperState, words = ''): string {
  return JSON.stringify({ paperId: paper.id, papersItem: `${rowContext(paper, state)}${words}` });
}
