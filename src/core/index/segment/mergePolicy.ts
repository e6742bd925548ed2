import { MOST_DOCS } from './segment';

/** Segments that a question walks through before they are joined into fewer. */
const MOST_SEGMENTS = 8;
/** A segment with fewer living papers than this share of the largest is small. */
const SMALL = 0.25;
/** A segment with more dead papers than this share is worth building anew. */
const MOST_DEAD = 0.3;

/** How many papers a segment holds, and how many of them live. */
export interface SegmentLoad {
  readonly papers: number;
  readonly living: number;
}

/**
 * Places of the segments to join now; none when the index is in order. Small ones are joined with each other, so that
 * a paper is copied a few times in its life, not once a day.
 */
export function toJoin(loads: readonly SegmentLoad[]): readonly number[] {
  const wasteful = loads.flatMap(({ papers, living }, place) =>
    papers - living > MOST_DEAD * papers ? [place] : [],
  );
  if (loads.length <= MOST_SEGMENTS) return wasteful;
  const largest = Math.max(...loads.map(({ living }) => living));
  const small = loads.flatMap(({ living }, place) => (living < SMALL * largest ? [place] : []));
  if (small.length > 1) return small;
  return loads.flatMap(({ living }, place) => (living < MOST_DOCS / 2 ? [place] : []));
}
