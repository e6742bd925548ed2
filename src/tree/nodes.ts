/** A heading of the tree. */
export interface GroupNode {
  readonly kind: 'group';
  readonly key: string;
}

/** A paper under its heading. Commands on a paper read `paperId`. */
export interface PaperNode {
  readonly kind: 'paper';
  readonly paperId: string;
  readonly group: string;
}

/** The last row of a heading that holds more papers than it shows. */
export interface MoreNode {
  readonly kind: 'more';
  readonly group: string;
}

export type LibraryNode = GroupNode | PaperNode | MoreNode;
