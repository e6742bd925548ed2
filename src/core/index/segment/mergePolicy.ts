import { MAX_SEGMENT_DOCS } from './segment';

/** Segments that a question walks through before they are joined into fewer. */
const MAX_SEGMENTS = 8;
/** A segment with fewer living papers than this share of the largest is small. */
const SMALL_SEGMENT_SHARE = 0.25;
/** A segment with more dead papers than this share is worth building anew. */
const MAX_DELETED_SHARE = 0.3;

/** How many papers a segment holds, and how many of them live. */
export interface SegmentSize {
  readonly docs: number;
  readonly liveDocs: number;
}

/**
 * Places of the segments to join now; none when the index is in order. Small ones are joined with each other, so that
 * a paper is copied a few times in its life, not once a day.
 */
export function selectMerge(loads: readonly SegmentSize[]): readonly number[] {
  const wasteful = loads.flatMap(({ docs, liveDocs }, place) =>
    docs - liveDocs > MAX_DELETED_SHARE * docs ? [place] : [],
  );
  if (loads.length <= MAX_SEGMENTS) return wasteful;
  const largest = Math.max(...loads.map(({ liveDocs }) => liveDocs));
  const small = loads.flatMap(({ liveDocs }, place) =>
    liveDocs < SMALL_SEGMENT_SHARE * largest ? [place] : [],
  );
  if (small.length > 1) return small;
  return loads.flatMap(({ liveDocs }, place) => (liveDocs < MAX_SEGMENT_DOCS / 2 ? [place] : []));
}
