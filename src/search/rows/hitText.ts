import type { QuickPickItem } from 'vscode';
import { escapeLabel } from '../../core/text/sanitize';
import type { Paper } from '../../core/paper/paper';

export interface RowDetails {
  readonly topicLabel: (id: string) => string;
  readonly excerpt: string;
  readonly codeWord: string;
  readonly savedWord: string;
  /** Origin of the paper, such as "added by you"; empty for most. */
  readonly originWord: string;
}

/**
 * Escapes the parts of a row. A long title pushes the description out of view, so important facts are in the icon and
 * the second line.
 */
export function hitText(
  paper: Paper,
  details: RowDetails,
): Required<Pick<QuickPickItem, 'label' | 'description' | 'detail'>> {
  const hasCode = paper.repositories.length > 0;
  const second = [
    paper.published,
    hasCode ? details.codeWord : '',
    details.savedWord,
    details.originWord,
    details.excerpt,
  ];
  return {
    label: `$(${hasCode ? 'file-code' : 'note'}) ${escapeLabel(paper.title)}`,
    description: escapeLabel(paper.topics.map(details.topicLabel).join(', ')),
    detail: escapeLabel(second.filter((part) => part !== '').join(' · ')),
  };
}
