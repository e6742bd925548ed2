import type { TextClause } from '../../query/parseQuery';

/** Words of the papers that stand in for a typed one; a paper with any of them matches, as if they were one word. */
export interface Substitute {
  readonly words: readonly string[];
  readonly factor: number;
}

/** What one word of the query is looked up as. */
export interface TermQuery {
  /** The word as typed, in its normal form. */
  readonly word: string;
  /** Its stem; empty for a stop word. */
  readonly stem: string;
  readonly weight: number;
  /** The slots of the query that a match fills, one bit each. */
  readonly mask: number;
  readonly substitutes: readonly Substitute[];
  /** Names of authors and repositories that the word begins. */
  readonly names: readonly string[];
  /** The field that it was asked for in. */
  readonly field: TextClause['field'] | undefined;
  /** It is being typed. */
  readonly partial: boolean;
}

/** A word that is looked up as nothing yet. */
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

/** A word of a long query that is not looked for, but tells the best answers apart. */
export interface RescoreTerm {
  readonly word: string;
  readonly stem: string;
  /** Its weight in the query, times its stem's rarity. */
  readonly boost: number;
}

/** A query as it is ranked. */
export interface QueryPlan {
  readonly terms: readonly TermQuery[];
  readonly rescoreTerms: readonly RescoreTerm[];
  /** Words of the query that are looked for. */
  readonly termCount: number;
  /** Those of them that say little about what is looked for, one bit each; none where all do. */
  readonly lowInformation: number;
  /** The query is being typed. */
  readonly typing: boolean;
  /** Few words: ranked by how many of them a paper and its title cover. */
  readonly isShort: boolean;
  /** Numbers that belong to the word before them, of few words: `llama 2`. */
  readonly alternatives: readonly Alternative[];
}

/** A number that counts where it follows the word before it only: a Llama 3.2 is no Llama 2. */
export interface Alternative {
  readonly termIndex: number;
  /** The word and the number. */
  readonly phrase: string;
  /** The number may go on. */
  readonly partial: boolean;
}

/** A query that ranks nothing. */
export const EMPTY_PLAN: QueryPlan = {
  terms: [],
  rescoreTerms: [],
  termCount: 0,
  lowInformation: 0,
  typing: false,
  isShort: false,
  alternatives: [],
};
