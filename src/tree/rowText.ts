import { longDay, shortDay } from '../core/text/formatDate';
import type { Paper } from '../core/paper/paper';
import type { PaperState } from '../paperRow';

/** The words that a row needs in the reader's language. */
export interface RowWords {
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
export function rowDescription(paper: Paper, state: PaperState, words: RowWords): string {
  const marks = [
    state.isNew ? words.new : '',
    shortDay(paper.published, words.language),
    state.cloned ? words.cloned : paper.repositories.length > 0 ? words.code : '',
    state.saved ? words.saved : '',
  ];
  return marks.filter((mark) => mark !== '').join(' · ');
}

/** A row as a screen reader says it: "CodeT5 …, 2 September 2021, has code". */
export function rowSpoken(paper: Paper, state: PaperState, words: RowWords): string {
  const parts = [
    paper.title,
    longDay(paper.published, words.language),
    paper.repositories.length > 0 ? words.hasCode : '',
    state.cloned ? words.cloned : '',
    state.saved ? words.saved : '',
    state.unread ? words.unread : '',
    state.isNew ? words.new : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}
