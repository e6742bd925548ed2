import type { Paper } from '../core/paper/paper';

/** The library view has no limit. */
const MAX_PAPERS = 100;

/** Returns the papers to list, new ones first, and the number of others. */
export function listedPapers(
  papers: readonly Paper[],
  isNew: (id: string) => boolean,
): { readonly shown: readonly Paper[]; readonly hidden: number } {
  const ordered = [...papers.filter(({ id }) => isNew(id)), ...papers.filter(({ id }) => !isNew(id))];
  const shown = ordered.slice(0, MAX_PAPERS);
  return { shown, hidden: papers.length - shown.length };
}
