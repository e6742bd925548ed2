/** One paper as a saved page states it; what the page leaves out is absent. */
export interface DigestPaper {
  /** As written, white space folded. */
  readonly title: string;
  /** As written, its paragraphs joined with spaces. */
  readonly abstract: string;
  /** arXiv id without version, where the page links to the paper. */
  readonly arxivId?: string;
  readonly authorCount?: number;
  /** `YYYY-MM-DD`. */
  readonly published?: string;
  readonly comments: number;
  /** Line of the title, from 1. */
  readonly line: number;
}

/** Why a part of a page could not be read. */
export type DigestProblemKind =
  'noPapers' | 'noTitle' | 'noAbstract' | 'cut' | 'noYear' | 'brokenDate' | 'unstated' | 'duplicate';
/** A part of a page that was not read, and where to look for it. */
export interface DigestProblem {
  readonly kind: DigestProblemKind;
  /** Line of the page, from 1. */
  readonly line: number;
  /** The title, the date or the words that it is about; cut when long. */
  readonly subject: string;
}

/** A saved page, read. */
export interface Digest {
  /** The day of the page, `YYYY-MM-DD`; absent when neither the page nor the caller knows its year. */
  readonly day?: string;
  readonly papers: readonly DigestPaper[];
  readonly problems: readonly DigestProblem[];
}

/** Told of what cannot be read: why, where, and the words that it is about. */
export type Report = (kind: DigestProblemKind, line: number, subject: string) => void;
