import type { Paper } from '../paper/paper';

/** One answer of a search, best first. */
export interface SearchHit {
  readonly paper: Paper;
  /** Relevance, 0 or more; comparable within one answer only. */
  readonly score: number;
  /** Words of the paper, as written there and in lower case, that the query matched. */
  readonly terms: readonly string[];
}

/** A paper that shares its weightiest words with another. */
export interface RelatedPaper {
  readonly paper: Paper;
  readonly score: number;
  /** The shared words that explain it, weightiest first, as a person would write them. */
  readonly shared: readonly string[];
}

/** How a query is answered. */
export interface SearchOptions {
  /** At most this many hits; without it, every paper that matches. */
  readonly limit?: number;
  /** The last word is still being typed and matches as a prefix. Default true. */
  readonly typing?: boolean;
  /** Widen the query with words of its best answers (Rocchio feedback). Default false. */
  readonly explore?: boolean;
}
