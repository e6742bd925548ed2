import type { TextClause } from '../../../query/parseQuery';

/** Indexed words that replace a typed one. A paper with any of them matches. */
export interface Substitute {
  readonly words: readonly string[];
  readonly factor: number;
}

export interface TermQuery {
  readonly word: string;
  /** Empty for a stop word. */
  readonly stem: string;
  readonly weight: number;
  /** Bits of the query terms that a match counts for. */
  readonly mask: number;
  readonly substitutes: readonly Substitute[];
  /** Names of authors and repositories that the word begins. */
  readonly names: readonly string[];
  readonly field: TextClause['field'] | undefined;
  readonly partial: boolean;
}

export const EMPTY_TERM: TermQuery = {
  word: '',
  stem: '',
  weight: 1,
  mask: 1,
  substitutes: [],
  names: [],
  field: undefined,
  partial: false,
};

/** Finds no papers, but changes the order of the best results. */
export interface RescoreTerm {
  readonly word: string;
  readonly stem: string;
  /** Weight in the query times the idf of the stem. */
  readonly boost: number;
}

export interface QueryPlan {
  readonly terms: readonly TermQuery[];
  readonly rescoreTerms: readonly RescoreTerm[];
  /** Number of terms that find papers. */
  readonly termCount: number;
  /** Low-information terms, one bit each; 0 if all terms are of low information. */
  readonly lowInformation: number;
  readonly typing: boolean;
  /** Few words: their share in a paper and in its title decides the order. */
  readonly isShort: boolean;
  /** For short queries. */
  readonly alternatives: readonly Alternative[];
}

/** A number that counts only directly after the word before it: Llama 3.2 is not Llama 2. */
export interface Alternative {
  readonly termIndex: number;
  readonly phrase: string;
  /** The number may be incomplete. */
  readonly partial: boolean;
}

export const EMPTY_PLAN: QueryPlan = {
  terms: [],
  rescoreTerms: [],
  termCount: 0,
  lowInformation: 0,
  typing: false,
  isShort: false,
  alternatives: [],
};
