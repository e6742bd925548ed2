import type { KnownValues } from '../core/completions';
import type { Paper } from '../core/paper';

/** Most values of one kind that are offered; past that the list would cost more than a keystroke may. */
const MOST = 20_000;

/**
 * What a library knows for each keyword of the grammar, the values with most papers first, years newest first. Each
 * list is made when it is first asked for.
 */
export function knownValues(papers: readonly Paper[], topics: readonly string[]): KnownValues {
  let authors: string[] | undefined;
  let categories: string[] | undefined;
  let repositories: string[] | undefined;
  let years: string[] | undefined;
  return {
    topics,
    get authors() {
      return (authors ??= frequent(papers, (paper) => paper.authors));
    },
    get categories() {
      return (categories ??= frequent(papers, ({ category }) => (category === undefined ? [] : [category])));
    },
    get repositories() {
      return (repositories ??= frequent(papers, (paper) =>
        paper.repositories.map(({ owner, name }) => `${owner}/${name}`),
      ));
    },
    get years() {
      return (years ??= frequent(papers, ({ published }) => (published === '' ? [] : [published.slice(0, 4)]))
        .sort()
        .reverse());
    },
  };
}

function frequent(papers: readonly Paper[], valuesOf: (paper: Paper) => readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const paper of papers)
    for (const value of valuesOf(paper)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .sort(([a, more], [b, less]) => less - more || (a < b ? -1 : 1))
    .slice(0, MOST)
    .map(([value]) => value);
}
