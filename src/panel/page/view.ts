import type { Paper, Repository } from '../../core/paper/paper';
import { rowContext, type PaperState } from '../../paperRow';
import type { PanelState } from '../../core/protocol';
import type { RelatedPaper } from '../../core/index/searchHit';
import type { TextRenderer } from './textRenderer';

/** Translates a message into the user's language; `vscode.l10n.t`. */
export type Translate = (message: string, ...values: (string | number)[]) => string;

/** A topic as the page names it. */
export interface TopicName {
  readonly id: string;
  readonly label: string;
}

/** The reader's language. */
export interface Locale {
  readonly t: Translate;
  /** BCP 47 tag of the language that dates and numbers are written in. */
  readonly language: string;
}

/** Input for rendering a paper's page. */
export interface PageView extends Locale {
  readonly paper: Paper;
  readonly state: PanelState;
  /** Topics of the paper that are in effect, primary first. */
  readonly topics: readonly TopicName[];
  /** Undefined while the related papers are being computed. */
  readonly related: readonly RelatedPaper[] | undefined;
  /** Folders on this machine that hold a clone of the repository. */
  readonly foldersOf: (repository: Repository) => readonly string[];
  /** This window is cloning the repository now. */
  readonly isCloning: (repository: Repository) => boolean;
  /** The user's marks and clones of a paper. */
  readonly stateOf: (paper: Paper) => PaperState;
  /** The BibTeX entry. */
  readonly citation: string;
  /** A text of the paper with its mathematics typeset and the searched words marked. */
  readonly renderText: TextRenderer;
}

/** A whole number with the separators of the reader's language. */
export function formatNumber(value: number, language: string): string {
  return new Intl.NumberFormat(language).format(value);
}

/** A repository's stars in words. */
export function formatStars(stars: number, t: Translate, language: string): string {
  return stars === 1 ? t('1 star') : t('{0} stars', formatNumber(stars, language));
}

/**
 * Value of `data-vscode-context`, with which VS Code selects the entries of the context menu and calls their commands.
 * `papersItem` has the words of a row's context value.
 */
export function menuContext(paper: Paper, state: PaperState, words = ''): string {
  return JSON.stringify({ paperId: paper.id, papersItem: `${rowContext(paper, state)}${words}` });
}
