import type { Paper } from './paper';

/** Returns the latest day on the Daily Papers page, else the publication day, else ''. */
export function featuredDay(paper: Paper): string {
  return paper.featuredOn.at(-1) ?? paper.published;
}

/**
 * Compares papers by publication day, newest first, then by `featuredDay`, upvotes and id, which makes the order total.
 */
export function comparePublished(a: Paper, b: Paper): number {
  return (
    byDescending(a.published, b.published) ||
    byDescending(featuredDay(a), featuredDay(b)) ||
    (b.upvotes ?? 0) - (a.upvotes ?? 0) ||
    byDescending(b.id, a.id)
  );
}

/** Compares by upvotes, most first, then by comments, then as `comparePublished`. */
export function comparePopularity(a: Paper, b: Paper): number {
  return (b.upvotes ?? 0) - (a.upvotes ?? 0) || b.comments - a.comments || comparePublished(a, b);
}

const SLICE_PAPERS = 128;

/**
 * Sorts by `featuredDay`, newest first, then as `comparePublished`. Sorts one day at a time and yields between days so
 * that the caller can pause.
 */
export function* newestFirst(papers: Iterable<Paper>): Generator<void, Paper[]> {
  const days = new Map<string, Paper[]>();
  let looked = 0;
  for (const paper of papers) {
    if (++looked % SLICE_PAPERS === 0) yield;
    const day = featuredDay(paper);
    const known = days.get(day);
    if (known) known.push(paper);
    else days.set(day, [paper]);
  }
  const sorted: Paper[] = [];
  for (const [, ofDay] of [...days].sort(([a], [b]) => byDescending(a, b))) {
    ofDay.sort(comparePublished);
    for (const paper of ofDay) sorted.push(paper);
    yield;
  }
  return sorted;
}

function byDescending(a: string, b: string): number {
  return a === b ? 0 : a < b ? 1 : -1;
}
