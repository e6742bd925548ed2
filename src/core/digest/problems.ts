/** Paper as given on a saved page. Missing facts are absent. */
export interface DigestPaper {
  /** As written, with white space collapsed. */
  readonly title: string;
  /** As written, with paragraphs joined by spaces. */
  readonly abstract: string;
  /** arXiv id without version, if the page links to the paper. */
  readonly arxivId?: string;
  readonly authorCount?: number;
  /** `YYYY-MM-DD`. */
  readonly published?: string;
  readonly comments: number;
  /** Line of the title, from 1. */
  readonly line: number;
}

export type DigestProblemKind =
  'noPapers' | 'noTitle' | 'noAbstract' | 'cut' | 'noYear' | 'brokenDate' | 'unstated' | 'duplicate';
/** Part of a page that could not be read. */
export interface DigestProblem {
  readonly kind: DigestProblemKind;
  /** Line of the page, from 1. */
  readonly line: number;
  readonly subject: string;
}

export interface Digest {
  /** Day of the page, `YYYY-MM-DD`; absent if neither the page nor the caller gives its year. */
  readonly day?: string;
  readonly papers: readonly DigestPaper[];
  readonly problems: readonly DigestProblem[];
}

export type ReportProblem = (kind: DigestProblemKind, line: number, subject: string) => void;
