import { parseArxivId } from '../core/links/arxiv';
import { escapeLabel } from '../core/text/sanitize';
import type { Paper } from '../core/paper/paper';

/** The user's marks and clones of a paper. */
export interface PaperState {
  readonly cloned: boolean;
  readonly saved: boolean;
  readonly unread: boolean;
  readonly read?: boolean;
  readonly added?: boolean;
  readonly noted?: boolean;
  /** Code arrived, and the user has not seen it. */
  readonly codeArrived?: boolean;
  /** Day on which code arrived, `YYYY-MM-DD`, even after the user saw it. */
  readonly codeDay?: string;
  /** Added by a refresh, and new to the user; see `newPapersBadge.ts`. */
  readonly isNew?: boolean;
}

const MAX_TITLE_LENGTH = 60;

/** Returns a paper's title for a status bar message: shortened and sanitized. */
export function shortTitle({ title }: Pick<Paper, 'title'>): string {
  return escapeLabel(title.length > MAX_TITLE_LENGTH ? `${title.slice(0, MAX_TITLE_LENGTH - 1)}…` : title);
}

/**
 * Returns the context value of a paper's row, for menus with `viewItem =~ /\bword\b/`. The same in all views.
 */
export function rowContext(paper: Paper, state: PaperState): string {
  const words = ['paper'];
  if (parseArxivId(paper.id) !== undefined) words.push('arxiv');
  if (paper.repositories.length > 0) words.push('hasCode', state.cloned ? 'cloned' : 'notCloned');
  words.push(state.saved ? 'saved' : 'notSaved', state.read ? 'read' : 'notRead');
  if (state.added) words.push('added');
  if (state.noted) words.push('noted');
  if (state.isNew) words.push('new');
  return words.join(' ');
}
