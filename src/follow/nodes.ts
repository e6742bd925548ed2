/** Row of a saved search. */
export interface SearchNode {
  readonly kind: 'search';
  readonly key: string;
}

/** Paper below a saved search. Commands on a paper read `paperId`. */
export interface FoundPaperNode {
  readonly kind: 'paper';
  readonly paperId: string;
  readonly key: string;
}

/** Row that opens the remaining papers of a search in the search box. */
export interface MoreFoundNode {
  readonly kind: 'more';
  readonly key: string;
  readonly hidden: number;
}

/** Row that says that a search finds nothing. */
export interface NothingFoundNode {
  readonly kind: 'nothing';
  readonly key: string;
}

export type FollowNode = SearchNode | FoundPaperNode | MoreFoundNode | NothingFoundNode;

/** Returns the key of a search's row; `undefined` for other values. */
export function searchKeyOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('kind' in value) || !('key' in value))
    return undefined;
  return value.kind === 'search' && typeof value.key === 'string' ? value.key : undefined;
}
