export type TopicProblemKind =
  | 'notList'
  /** `detail`: the limit. */
  | 'tooMany'
  /** Queries of all entries. `detail`: the limit. */
  | 'tooManyQueries'
  | 'notObject'
  | 'badId'
  /** An earlier entry has the id. */
  | 'duplicate'
  /** `detail`: its name; `instead`: the probably intended name. */
  | 'unknownField'
  | 'badHidden'
  | 'hidesNothing'
  | 'noLabel'
  /** The icon is no codicon. `detail`: the icon as given. */
  | 'badIcon'
  | 'noQuery'
  | 'emptyQuery'
  | 'longQuery'
  /** Depends on topics or the user's reading state. `detail`: the query. */
  | 'circular'
  /** Probable mistake in a query. `detail`: the part; `instead`: its correction. */
  | 'misspelt'
  | 'badTerms'
  /** `detail`: number of the term, from 1, as for `badWeight`, `badAny` and `badNot`. */
  | 'badTerm'
  | 'badWeight'
  | 'badAny'
  | 'badNot'
  | 'noPaper'
  | 'badFile';

export interface TopicProblem {
  readonly kind: TopicProblemKind;
  /** Id, or the number of an entry without a usable id, from 1. */
  readonly subject?: string | number;
  readonly detail?: string | number;
  readonly instead?: string;
}
