import type { Paper } from '../paper/paper';

export interface SearchHit {
  readonly paper: Paper;
  /** Relevance, at least 0; comparable within one result list only. */
  readonly score: number;
  /** Words of the paper that the query matched, as written there, in lower case. */
  readonly terms: readonly string[];
}

export interface RelatedPaper {
  readonly paper: Paper;
  readonly score: number;
  /** Shared words, highest weight first, spelled as in the papers. */
  readonly shared: readonly string[];
}

export interface SearchOptions {
  /** Default: all matching papers. */
  readonly limit?: number;
  /** The user is still typing the last word: it also matches as a prefix. Default true. */
  readonly typing?: boolean;
  /** Adds words of the best answers to the query (Rocchio). Default false. */
  readonly explore?: boolean;
}
