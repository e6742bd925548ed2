/** Maximum number of papers that one command adds. More would take minutes on arXiv alone. */
export const MAX_ADDED = 500;
