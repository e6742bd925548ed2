import type { Paper } from './paper';

/** The day that a paper is news of: its latest day on the Daily Papers page, else its publication, else ''. */
export function newsDay(paper: Paper): string {
  return paper.featuredOn.at(-1) ?? paper.published;
}

/** Sorts papers newest first: by day of news, then publication, then votes, then id, so that the order is total. */
export function newestFirst(papers: Iterable<Paper>): Paper[] {
  return [...papers].sort(
    (a, b) =>
      descending(newsDay(a), newsDay(b)) ||
      descending(a.published, b.published) ||
      (b.upvotes ?? 0) - (a.upvotes ?? 0) ||
      descending(a.id, b.id),
  );
}

function descending(a: string, b: string): number {
  return a === b ? 0 : a < b ? 1 : -1;
}
