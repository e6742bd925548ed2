/** Maximum number of papers that the search box lists. Beyond that, typing another word is quicker than scrolling. */
export const MAX_HITS = 50;
