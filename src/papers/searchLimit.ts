/** Papers in the search box. Beyond that, typing another word is quicker than scrolling. */
export const MAX_HITS = 50;
