// How long an answer of a tool may be.

/** Most papers in one answer. Ten with short abstracts take about 2,000 tokens. */
export const MAX_PAPERS = 10;
/** Papers in an answer if the call gives no limit. */
export const DEFAULT_PAPERS = 5;
/** Most characters of text in one answer of `papers_read`. */
export const MAX_CHARS = 20_000;
/** Characters of text if the call gives no `maxChars`. Nearly every abstract is shorter. */
export const DEFAULT_CHARS = 4_000;
