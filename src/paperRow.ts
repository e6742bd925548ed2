import { readArxivId } from './core/links/arxiv';
import { inertLabel } from './core/text/sanitize';
import type { Paper } from './core/paper/paper';

/** What the user did with a paper. */
export interface PaperState {
  readonly cloned: boolean;
  readonly saved: boolean;
  readonly unread: boolean;
  /** Came with the last papers. */
  readonly isNew?: boolean;
}

/** UTF-16 code units of a title in a confirmation. */
const MAX_TITLE_LENGTH = 60;

/** A paper's title as a status bar message names it. */
export function shortTitle({ title }: Pick<Paper, 'title'>): string {
  return inertLabel(title.length > MAX_TITLE_LENGTH ? `${title.slice(0, MAX_TITLE_LENGTH - 1)}…` : title);
}

/** The context value of a paper's row, for menus with `viewItem =~ /\bword\b/`: the same in every view. */
export function rowContext(paper: Paper, state: PaperState): string {
  const words = ['paper'];
  if (readArxivId(paper.id) !== undefined) words.push('arxiv');
  if (paper.repositories.length > 0) words.push('hasCode', state.cloned ? 'cloned' : 'notCloned');
  words.push(state.saved ? 'saved' : 'notSaved', state.unread ? 'unread' : 'read');
  if (state.isNew) words.push('new');
  return words.join(' ');
}
