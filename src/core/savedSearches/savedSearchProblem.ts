/** Mistake in the setting of the saved searches. */
export type SavedSearchProblemKind =
  /** The setting is not a list. */
  | 'notList'
  /** More entries than allowed. `detail`: the limit. */
  | 'tooMany'
  | 'notObject'
  /** The name is not a text, empty or too long; the query is shown instead. `detail`: the limit. */
  | 'badName'
  | 'noQuery'
  | 'badQuery'
  | 'emptyQuery'
  /** `detail`: the limit. */
  | 'longQuery'
  /** An earlier entry has the same query and counts. `detail`: its name. */
  | 'duplicate'
  | 'badNotify'
  /** Field that no entry has. `detail`: its name; `instead`: the name that was probably meant. */
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
