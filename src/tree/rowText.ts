import { longDay, shortDay } from '../core/text/formatDate';
import type { Paper } from '../core/paper/paper';
import type { PaperState } from '../paperRow';

/** The words that a row needs in the reader's language. */
export interface RowLabels {
  /** Language tag, such as `en`. */
  readonly language: string;
  readonly code: string;
  readonly hasCode: string;
  readonly cloned: string;
  readonly saved: string;
  readonly unread: string;
  readonly new: string;
}

/** What stands behind a paper's title: the day, a mark for code, and what the reader did with it. */
export function rowDescription(paper: Paper, state: PaperState, labels: RowLabels): string {
  const marks = [
    state.isNew ? labels.new : '',
    shortDay(paper.published, labels.language),
    state.cloned ? labels.cloned : paper.repositories.length > 0 ? labels.code : '',
    state.saved ? labels.saved : '',
  ];
  return marks.filter((mark) => mark !== '').join(' · ');
}

/** A row as a screen reader says it: "CodeT5 …, 2 September 2021, has code". */
export function accessibilityLabel(paper: Paper, state: PaperState, labels: RowLabels): string {
  const parts = [
    paper.title,
    longDay(paper.published, labels.language),
    paper.repositories.length > 0 ? labels.hasCode : '',
    state.cloned ? labels.cloned : '',
    state.saved ? labels.saved : '',
    state.unread ? labels.unread : '',
    state.isNew ? labels.new : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}
