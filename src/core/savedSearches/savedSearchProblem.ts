export type SavedSearchProblemKind =
  | 'notList'
  /** More entries than allowed. `detail`: the limit. */
  | 'tooMany'
  | 'notObject'
  /** The name is not a text, is empty or is too long. The query is shown instead. `detail`: the limit. */
  | 'badName'
  | 'noQuery'
  | 'badQuery'
  | 'emptyQuery'
  | 'longQuery'
  /** An earlier entry has the same query, so this one is ignored. `detail`: the name of the earlier one. */
  | 'duplicate'
  | 'badNotify'
  /** Unknown field. `detail`: its name; `instead`: a similar field. */
  | 'unknownField'
  /** Probable mistake in the query. `detail`: the part; `instead`: its correction. */
  | 'misspelt';

export interface SavedSearchProblem {
  readonly kind: SavedSearchProblemKind;
  /** Name of the search, or the number of an entry without a usable name, from 1. */
  readonly subject?: string | number;
  readonly detail?: string | number;
  readonly instead?: string;
}
