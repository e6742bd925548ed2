import { MAX_SEGMENT_DOCS } from './segment';

/** Maximum number of segments. A query visits each of them. */
const MAX_SEGMENTS = 8;
/** Small segments have fewer live documents than this share of the largest. */
const SMALL_SEGMENT_SHARE = 0.25;
/** Segments with a larger share are rewritten. */
const MAX_DELETED_SHARE = 0.3;

export interface SegmentSize {
  readonly docs: number;
  readonly liveDocs: number;
}

/**
 * Returns the indexes of the segments to merge. Merges small segments with each other, so that a paper is copied a few
 * times, not once a day.
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
