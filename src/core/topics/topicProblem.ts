export type TopicProblemKind =
  | 'notList'
  /** More entries than allowed. `detail`: the limit. */
  | 'tooMany'
  /** More queries in all entries together than allowed. `detail`: the limit. */
  | 'tooManyQueries'
  | 'notObject'
  | 'badId'
  /** An earlier entry has the same id, so this one is ignored. */
  | 'duplicate'
  /** Unknown field. `detail`: its name; `instead`: the probably intended name. */
  | 'unknownField'
  | 'badHidden'
  | 'hidesNothing'
  | 'noLabel'
  /** The icon is not the name of a codicon. `detail`: the icon as given. */
  | 'badIcon'
  | 'noQuery'
  | 'emptyQuery'
  | 'longQuery'
  /** A query depends on topics or on the user's reading state. `detail`: the query. */
  | 'circular'
  /** Probable mistake in a query, such as an unknown keyword. `detail`: the part; `instead`: its correction. */
  | 'misspelt'
  | 'badTerms'
  /** `detail`: number of the term, from 1. Also for `badWeight`, `badAny` and `badNot`. */
  | 'badTerm'
  | 'badWeight'
  | 'badAny'
  | 'badNot'
  | 'noPaper'
  | 'badFile';

export interface TopicProblem {
  readonly kind: TopicProblemKind;
  /** Id of the topic, or the number of an entry without a usable id, from 1. */
  readonly subject?: string | number;
  readonly detail?: string | number;
  readonly instead?: string;
}
