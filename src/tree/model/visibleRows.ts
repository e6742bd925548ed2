import type { Paper } from '../../core/paper/paper';

/** Rows that a group shows at first, that "Show more" adds, and around a revealed paper. */
export const PAGE_SIZE = 200;

/** The shown rows of a long group: from the first to `head`, and around a revealed paper. */
export interface ShownRows {
  readonly head: number;
  readonly around?: { readonly start: number; readonly end: number };
}

/** Adjacent rows, and the number of hidden rows after them. */
export interface RowRun {
  /** `head` begins with the first row of the group, `around` contains a revealed paper. */
  readonly part: 'head' | 'around';
  readonly papers: readonly Paper[];
  readonly hiddenAfter: number;
}

export const FIRST_PAGE: ShownRows = { head: PAGE_SIZE };

/** Returns one or two runs. Each hidden row is counted in the run before it. */
export function visibleRuns(rows: readonly Paper[], shown: ShownRows): readonly RowRun[] {
  const { head, around } = shown;
  const end = around ? around.start : rows.length;
  const first: RowRun = { part: 'head', papers: rows.slice(0, head), hiddenAfter: Math.max(0, end - head) };
  if (!around) return [first];
  const papers = rows.slice(around.start, around.end);
  return [first, { part: 'around', papers, hiddenAfter: Math.max(0, rows.length - around.end) }];
}

/** Adds one page after a run. Merges runs that meet. */
export function withNextPage({ head, around }: ShownRows, part: RowRun['part']): ShownRows {
  if (part === 'around' && around) return merged(head, { ...around, end: around.end + PAGE_SIZE });
  return merged(head + PAGE_SIZE, around);
}

/**
 * Adds the page after a run if it contains the row, else a page around the row: a group may have 20,000 rows. Returns
 * `shown` itself if it contains the row.
 * @param row index in the group
 */
export function withRow(shown: ShownRows, row: number): ShownRows {
  const { head, around } = shown;
  if (row < head || (around && row >= around.start && row < around.end)) return shown;
  if (row < head + PAGE_SIZE) return withNextPage(shown, 'head');
  if (around && row >= around.end && row < around.end + PAGE_SIZE) return withNextPage(shown, 'around');
  return merged(head, { start: row - PAGE_SIZE / 2, end: row + PAGE_SIZE / 2 });
}

function merged(head: number, around: ShownRows['around']): ShownRows {
  if (!around) return { head };
  return around.start > head ? { head, around } : { head: Math.max(head, around.end) };
}
