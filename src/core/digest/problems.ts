/** Missing facts are absent. */
export interface DigestPaper {
  /** As written, with white space collapsed. */
  readonly title: string;
  /** As written, with paragraphs joined by spaces. */
  readonly abstract: string;
  /** Without version; absent if the page does not link to the paper. */
  readonly arxivId?: string;
  readonly authorCount?: number;
  /** `YYYY-MM-DD`. */
  readonly published?: string;
  readonly comments: number;
  /** Line of the title, from 1. */
  readonly line: number;
}

export type DigestProblemKind =
  | 'noPapers'
  | 'noTitle'
  | 'noAbstract'
  | 'cut'
  | 'noYear'
  | 'brokenDate'
  | 'unstated'
  | 'duplicate';
/** Part of a page that could not be read. */
export interface DigestProblem {
  readonly kind: DigestProblemKind;
  /** From 1. */
  readonly line: number;
  readonly subject: string;
}

export interface Digest {
  /** `YYYY-MM-DD`; absent if neither the page nor the caller gives the year. */
  readonly day?: string;
  readonly papers: readonly DigestPaper[];
  readonly problems: readonly DigestProblem[];
}

export type ReportProblem = (kind: DigestProblemKind, line: number, subject: string) => void;
