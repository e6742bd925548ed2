import type { Paper } from './paper';

/** The day that a paper is news of: its latest day on the Daily Papers page, else its publication, else ''. */
export function newsDay(paper: Paper): string {
  return paper.featuredOn.at(-1) ?? paper.published;
}

/** Papers between two chances to pause. */
const SLICE = 128;

/**
 * Sorts papers newest first: by day of news, then publication, then votes, then id, so that the order is total. A day
 * is sorted at a time, so that a host can do other work between two of them.
 */
export function* newestFirst(papers: Iterable<Paper>): Generator<void, Paper[]> {
  const days = new Map<string, Paper[]>();
  let looked = 0;
  for (const paper of papers) {
    if (++looked % SLICE === 0) yield;
    const day = newsDay(paper);
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
