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
  /** Shared words that explain the relation, highest weight first, spelled as in the papers. */
  readonly shared: readonly string[];
}

export interface SearchOptions {
  /** Maximum number of hits; all matching papers if omitted. */
  readonly limit?: number;
  /** The user is still typing the last word, so it also matches as a prefix. Default true. */
  readonly typing?: boolean;
  /** Add words of the best answers to the query (Rocchio feedback). Default false. */
  readonly explore?: boolean;
}
