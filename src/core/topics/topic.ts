/**
 * Evidence for a topic. A paper that matches a query of `any` and none of `not` scores up to `weight`: about half for
 * one mention in the abstract. A negative weight is evidence against the topic.
 */
export interface TopicTerm {
  readonly weight: number;
  /** In the search syntax, on title and abstract. */
  readonly any: readonly string[];
  readonly not?: readonly string[];
}

export interface Topic {
  readonly id: string;
  readonly label: string;
  /** For a bundled topic with a translated label. Queries find the topic by both. */
  readonly englishLabel?: string;
  /** Codicon, without `$()`. */
  readonly icon: string;
  /** Empty for a topic with a `query`. */
  readonly terms: readonly TopicTerm[];
  /** All results get this topic, ranked before topics assigned by terms. */
  readonly query?: string;
  /** From the settings. Does not raise the minimum score of a paper's other topics. */
  readonly added?: true;
}

export const OTHER_TOPIC = 'other';
