import { accumulateTotals } from '../../core/index/read/indexReader';
import { PaperIndex } from '../../core/index/paperIndex';
import { emptyReader, type SegmentReader } from '../../core/index/read/segmentReader';
import type { StoredSegment } from './indexWorkerClient';
import { yieldToHost, runInSlices } from '../../timeSlice';

export interface OpenSegment {
  readonly stored: StoredSegment;
  readonly reader: SegmentReader;
}

/** Wraps a segment that is not yet matched with papers. */
export function unmatched(stored: StoredSegment): OpenSegment {
  return { stored, reader: emptyReader(stored.segment) };
}

/** Whether two lists have the same readers in the same order. */
export function sameReaders(a: readonly OpenSegment[], b: readonly OpenSegment[]): boolean {
  return a.length === b.length && a.every(({ reader }, i) => reader === b[i]?.reader);
}

/** Whether two lists of the same segments have the same papers in the same documents. */
export function samePapers(a: readonly OpenSegment[], b: readonly OpenSegment[]): boolean {
  return a.every(({ reader }, i) => {
    const other = b[i]?.reader.papers;
    return Array.from(reader.papers).every((paper, doc) => paper === other?.[doc]);
  });
}

/** Creates the index in time slices. Omits segments without papers. */
export async function buildIndex(joined: readonly OpenSegment[]): Promise<PaperIndex> {
  const readers = joined
    .map(({ reader }) => reader)
    .filter((reader) => reader.papers.some((paper) => paper !== undefined));
  await runInSlices(accumulateTotals(readers));
  await yieldToHost();
  return new PaperIndex(readers);
}
