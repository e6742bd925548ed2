import type { Inspection } from '../../core/code/contents';
import type { Paper, Repository } from '../../core/paper/paper';
import { rowContext, type PaperState } from '../../papers/paperRow';
import type { PanelState } from '../../core/protocol';
import type { RelatedPaper } from '../../core/index/searchHit';
import type { TextRenderer } from './textRenderer';

/** Translates a message; `vscode.l10n.t`. */
export type Translate = (message: string, ...values: (string | number)[]) => string;

/** Topic as shown on the page. */
export interface TopicName {
  readonly id: string;
  readonly label: string;
}

/** The user's note as shown on the page. */
export interface PageNote {
  readonly tags: readonly string[];
  readonly status?: string;
  /** First lines, separated by line breaks. */
  readonly beginning: string;
}

/** The user's language. */
export interface Locale {
  readonly t: Translate;
  /** BCP 47 tag for dates and numbers. */
  readonly language: string;
}

/** Input for rendering a paper's page. */
export interface PageView extends Locale {
  readonly paper: Paper;
  readonly state: PanelState;
  /** The paper's current topics, primary first. */
  readonly topics: readonly TopicName[];
  /** Undefined while the related papers are being computed. */
  readonly related: readonly RelatedPaper[] | undefined;
  /** Folders on this machine with a clone of the repository. */
  readonly foldersOf: (repository: Repository) => readonly string[];
  /** Returns whether this window is cloning the repository. */
  readonly isCloning: (repository: Repository) => boolean;
  /** Returns what a look into the repository found in this window. */
  readonly inspectionOf: (repository: Repository) => Inspection | undefined;
  /** Returns whether this window is looking into the repository. */
  readonly isInspecting: (repository: Repository) => boolean;
  /** The user's marks and clones of a paper. */
  readonly stateOf: (paper: Paper) => PaperState;
  /** Undefined if the user has no note about the paper. */
  readonly note: PageNote | undefined;
  /** The BibTeX entry. */
  readonly citation: string;
  /** Renders a text of the paper with math typeset and the searched words marked. */
  readonly renderText: TextRenderer;
}

/** Formats a whole number with the separators of a language. */
export function formatNumber(value: number, language: string): string {
  return new Intl.NumberFormat(language).format(value);
}

/** Formats a repository's stars as text. */
export function formatStars(stars: number, t: Translate, language: string): string {
  return stars === 1 ? t('1 star') : t('{0} stars', formatNumber(stars, language));
}

/**
 * Returns the value of `data-vscode-context`, by which VS Code selects the entries of the context
 * menu. `papersItem` has the words of a row's context value.
 */
export function menuContext(paper: Paper, state: PaperState, words = ''): string {
  return JSON.stringify({ paperId: paper.id, papersItem: `${rowContext(paper, state)}${words}` });
}
