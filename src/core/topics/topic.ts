/**
 * Evidence for a topic. A paper that matches a query of `any` and no query of `not` scores up to `weight`:
 * about half for one mention in the abstract, more for the title and for further mentions. A negative weight
 * is evidence against the topic.
 */
export interface TopicTerm {
  readonly weight: number;
  /** Queries in the search syntax, on title and abstract. */
  readonly any: readonly string[];
  readonly not?: readonly string[];
}

export interface Topic {
  readonly id: string;
  readonly label: string;
  /** English label of a bundled topic whose label is translated. Queries find the topic by both. */
  readonly englishLabel?: string;
  /** Codicon name, without `$()`. */
  readonly icon: string;
  /** Weighted evidence. Empty for a topic with a `query`. */
  readonly terms: readonly TopicTerm[];
  /** Search whose results all get this topic, ranked before topics assigned by terms. */
  readonly query?: string;
  /** Set for a topic from the settings. Does not raise the minimum score of a paper's other topics. */
  readonly added?: true;
}

/** Topic of papers without any other topic. */
export const OTHER_TOPIC = 'other';
