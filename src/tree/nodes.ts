export interface GroupNode {
  readonly kind: 'group';
  readonly key: string;
}

/** Commands on papers read `paperId`. */
export interface PaperNode {
  readonly kind: 'paper';
  readonly paperId: string;
  readonly group: string;
}

export interface MoreNode {
  readonly kind: 'more';
  readonly group: string;
  readonly after: 'head' | 'around';
}

/** Shown if a filter finds no papers, or above the headings. */
export interface ActionNode {
  readonly kind: 'action';
  readonly action: 'clearFilter' | 'changeFilter' | 'getNewPapers';
}

export type LibraryNode = GroupNode | PaperNode | MoreNode | ActionNode;

/** Returns the key of the group of a row or heading; `undefined` for other rows and without a row. */
export function groupOf(row: LibraryNode | undefined): string | undefined {
  if (row?.kind === 'group') return row.key;
  return row && 'group' in row ? row.group : undefined;
}
