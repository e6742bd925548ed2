import type { Paper } from './paper';

/** Returns the latest day on the Daily Papers page, else the publication day, else ''. */
export function featuredDay(paper: Paper): string {
  return paper.featuredOn.at(-1) ?? paper.published;
}

/** Papers between two yields. */
const SLICE = 128;

/**
 * Sorts papers newest first: by `featuredDay`, publication day, upvotes, then id, which makes the order total.
 * Sorts one day at a time and yields between days so that the caller can pause.
 */
export function* newestFirst(papers: Iterable<Paper>): Generator<void, Paper[]> {
  const days = new Map<string, Paper[]>();
  let looked = 0;
  for (const paper of papers) {
    if (++looked % SLICE === 0) yield;
    const day = featuredDay(paper);
    const known = days.get(day);
    if (known) known.push(paper);
    else days.set(day, [paper]);
  }
  const sorted: Paper[] = [];
  for (const [, ofDay] of [...days].sort(([a], [b]) => descending(a, b))) {
    ofDay.sort(
      (a, b) =>
        descending(a.published, b.published) || (b.upvotes ?? 0) - (a.upvotes ?? 0) || descending(a.id, b.id),
    );
    for (const paper of ofDay) sorted.push(paper);
    yield;
  }
  return sorted;
}

function descending(a: string, b: string): number {
  return a === b ? 0 : a < b ? 1 : -1;
}
