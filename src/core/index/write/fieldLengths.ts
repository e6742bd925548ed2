import { packTotals, type Segment } from '../segment/segment';

type SegmentLengths = Pick<Segment, 'stemLengths' | 'wordLengths' | 'titleLengths'>;

/** Adds the totals to the lengths of a segment's papers. */
export function fieldLengths(lengths: SegmentLengths): SegmentLengths & Pick<Segment, 'totals'> {
  return {
    ...lengths,
    totals: packTotals({
      stemLengths: sum(lengths.stemLengths),
      wordLengths: sum(lengths.wordLengths),
      titleLengths: sum(lengths.titleLengths),
    }),
  };
}

function sum(array: Uint32Array): number {
  return array.reduce((total, length) => total + length, 0);
}
