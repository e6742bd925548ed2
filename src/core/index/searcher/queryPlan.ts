import type { TextClause } from '../../query/parseQuery';

/** Words of the papers that stand in for a typed one; a paper with any of them matches, as if they were one word. */
export interface Instead {
  readonly words: readonly string[];
  readonly factor: number;
}

/** What one word of the query is looked up as. */
export interface Term {
  /** The word as typed, in its normal form. */
  readonly word: string;
  /** Its stem; empty for a stop word. */
  readonly stem: string;
  readonly weight: number;
  /** The slots of the query that a match fills, one bit each. */
  readonly bits: number;
  readonly instead: readonly Instead[];
  /** Names of authors and repositories that the word begins. */
  readonly names: readonly string[];
  /** The field that it was asked for in. */
  readonly field: TextClause['field'] | undefined;
  /** It is being typed. */
  readonly open: boolean;
}

/** A word that is looked up as nothing yet. */
export const NO_TERM: Term = {
  word: '',
  stem: '',
  weight: 1,
  bits: 1,
  instead: [],
  names: [],
  field: undefined,
  open: false,
};

/** A word of a long query that is not looked for, but tells the best answers apart. */
export interface FurtherWord {
  readonly word: string;
  readonly stem: string;
  /** Its weight in the query, times its stem's rarity. */
  readonly worth: number;
}

/** A query as it is ranked. */
export interface Plan {
  readonly terms: readonly Term[];
  readonly further: readonly FurtherWord[];
  /** Words of the query that are looked for. */
  readonly slots: number;
  /** Those of them that say little about what is looked for, one bit each; none where all do. */
  readonly weak: number;
  /** The query is being typed. */
  readonly typing: boolean;
  /** Few words: ranked by how many of them a paper and its title cover. */
  readonly few: boolean;
  /** Numbers that belong to the word before them, of few words: `llama 2`. */
  readonly versions: readonly Version[];
}

/** A number that counts where it follows the word before it only: a Llama 3.2 is no Llama 2. */
export interface Version {
  readonly slot: number;
  /** The word and the number. */
  readonly phrase: string;
  /** The number may go on. */
  readonly open: boolean;
}

/** A query that ranks nothing. */
export const NO_PLAN: Plan = {
  terms: [],
  further: [],
  slots: 0,
  weak: 0,
  typing: false,
  few: false,
  versions: [],
};
