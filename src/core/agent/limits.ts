/** Ten papers with short abstracts take about 2,000 tokens. */
export const MAX_PAPERS = 10;
export const DEFAULT_PAPERS = 5;
/** Maximum length of the text in one answer of `papers_read`, in characters. */
export const MAX_CHARS = 20_000;
/** Nearly all abstracts are shorter. */
export const DEFAULT_CHARS = 4_000;
