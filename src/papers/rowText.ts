import { compactDay, longDay } from '../core/text/formatDate';
import type { Paper } from '../core/paper/paper';
import { rowParts } from '../core/paper/shortTitle';
import type { PaperState } from './paperStates';

export interface RowLabels {
  readonly language: string;
  readonly code: string;
  readonly codeArrived: string;
  readonly hasCode: string;
  readonly cloned: string;
  readonly saved: string;
  readonly unread: string;
  readonly read: string;
  readonly new: string;
  readonly note: string;
  readonly hasNote: string;
  readonly upvotes: (count: number) => string;
}

export interface RowStyle {
  /** Rows are sorted by upvotes and start with their number. */
  readonly byUpvotes: boolean;
  /** Current year, which dates omit. */
  readonly year: number;
}

/** Returns the upvotes if rows are sorted by them, and the title's name or first words. */
export function rowLabel(paper: Paper, { byUpvotes }: RowStyle): string {
  const { name } = rowParts(paper.title);
  return byUpvotes && paper.upvotes !== undefined ? `▲${paper.upvotes} ${name}` : name;
}

/** Returns the text after a row's label: date, code, marks, and the rest of the title. */
export function rowDescription(paper: Paper, state: PaperState, style: RowStyle, labels: RowLabels): string {
  const parts = [
    compactDay(paper.published, labels.language, style.year),
    state.isNew ? labels.new : '',
    codeWord(paper, state, labels),
    state.saved ? labels.saved : '',
    state.noted ? labels.note : '',
    rowParts(paper.title).rest,
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

function codeWord({ repositories }: Paper, state: PaperState, labels: RowLabels): string {
  if (state.codeArrived) return labels.codeArrived;
  if (state.cloned) return labels.cloned;
  return repositories.length > 0 ? labels.code : '';
}

/** For screen readers: "CodeT5 …, 2 September 2021, has code". */
export function accessibilityLabel(
  paper: Paper,
  state: PaperState,
  style: RowStyle,
  labels: RowLabels,
): string {
  const parts = [
    paper.title,
    longDay(paper.published, labels.language),
    style.byUpvotes && paper.upvotes !== undefined ? labels.upvotes(paper.upvotes) : '',
    paper.repositories.length > 0 ? labels.hasCode : '',
    state.cloned ? labels.cloned : '',
    state.saved ? labels.saved : '',
    state.unread ? labels.unread : '',
    state.read ? labels.read : '',
    state.isNew ? labels.new : '',
    state.codeArrived ? labels.codeArrived : '',
    state.noted ? labels.hasNote : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}
