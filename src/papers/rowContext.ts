import { parseArxivId } from '../core/links/arxiv';
import type { Paper } from '../core/paper/paper';
import type { PaperState } from './paperStates';

/** Returns the context value of a paper's row, for menus with `viewItem =~ /\bword\b/`. */
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
