/** A title word counts as this many abstract words, in scores, related papers and topics. */
export const TITLE_WEIGHT = 3;
