import type { Paper } from '../core/paper/paper';

/** Maximum number of papers below a saved search. The library view lists all of them. */
const MAX_PAPERS = 100;

/**
 * Returns the papers to list below a saved search, and the number of others. New ones come first, so that the
 * limit never hides them.
 */
export function listedPapers(
  papers: readonly Paper[],
  isNew: (id: string) => boolean,
): { readonly shown: readonly Paper[]; readonly hidden: number } {
  const ordered = [...papers.filter(({ id }) => isNew(id)), ...papers.filter(({ id }) => !isNew(id))];
  const shown = ordered.slice(0, MAX_PAPERS);
  return { shown, hidden: papers.length - shown.length };
}
