export type SavedSearchProblemKind =
  | 'notList'
  /** `detail`: the limit. */
  | 'tooMany'
  | 'notObject'
  /** Not a text, empty or too long. The query is shown instead. `detail`: the limit. */
  | 'badName'
  | 'noQuery'
  | 'badQuery'
  | 'emptyQuery'
  | 'longQuery'
  /** Ignored: an earlier entry has the same query. `detail`: its name. */
  | 'duplicate'
  | 'badNotify'
  /** `detail`: the field; `instead`: a similar field. */
  | 'unknownField'
  /** Probable mistake in the query. `detail`: the part; `instead`: its correction. */
  | 'misspelt';

export interface SavedSearchProblem {
  readonly kind: SavedSearchProblemKind;
  /** Name, or the number from 1 of an entry without a usable name. */
  readonly subject?: string | number;
  readonly detail?: string | number;
  readonly instead?: string;
}
