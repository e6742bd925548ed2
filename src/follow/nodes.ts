export interface SearchNode {
  readonly kind: 'search';
  readonly key: string;
}

/** Cannot be the key of a search, because search keys do not start with a space. */
export const NEWS_KEY = ' news';

export interface NewsNode {
  readonly kind: 'news';
  readonly key: typeof NEWS_KEY;
}

/** Commands on papers read `paperId`. */
export interface FoundPaperNode {
  readonly kind: 'paper';
  readonly paperId: string;
  readonly key: string;
}

export interface MoreFoundNode {
  readonly kind: 'more';
  readonly key: string;
  readonly hidden: number;
}

export interface NothingFoundNode {
  readonly kind: 'nothing';
  readonly key: string;
}

/** Row that saves the first search. VS Code shows the welcome text only in a view without rows. */
export interface FirstSearchNode {
  readonly kind: 'first';
  readonly key: '';
}

/** VS Code identifies a row by its node object. */
export const FIRST_SEARCH: FirstSearchNode = { kind: 'first', key: '' };

export type FollowNode =
  | SearchNode
  | NewsNode
  | FoundPaperNode
  | MoreFoundNode
  | NothingFoundNode
  | FirstSearchNode;

/** Returns the key of a search's row; `undefined` for other values. */
export function searchKeyOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('kind' in value) || !('key' in value))
    return undefined;
  return value.kind === 'search' && typeof value.key === 'string' ? value.key : undefined;
}

/** Whether a value is the row "News". */
export function isNews(value: unknown): value is NewsNode {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'news';
}
