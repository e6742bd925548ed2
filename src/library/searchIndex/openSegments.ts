import { accumulateTotals } from '../../core/index/read/indexReader';
import { PaperIndex } from '../../core/index/paperIndex';
import { emptyReader, type SegmentReader } from '../../core/index/read/segmentReader';
import type { StoredSegment } from './indexWorkerClient';
import { readSegmentFile, removeSegmentFile, writeSegmentFile } from './segmentFile';
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

/** Creates the index over all segments with at least one paper, in time slices. */
export async function buildIndex(joined: readonly OpenSegment[]): Promise<PaperIndex> {
  const readers = joined
    .map(({ reader }) => reader)
    .filter((reader) => reader.papers.some((paper) => paper !== undefined));
  await runInSlices(accumulateTotals(readers));
  await yieldToHost();
  return new PaperIndex(readers);
}

/** Writes files for the segments that have none. @throws if a file can't be written */
export async function persist(
  joined: readonly OpenSegment[],
  folder: string,
): Promise<readonly OpenSegment[]> {
  const all: OpenSegment[] = [];
  for (const entry of joined) {
    const { segment } = entry.stored;
    const name = entry.stored.name ?? (await writeSegmentFile(folder, segment)).name;
    all.push({ ...entry, stored: { segment, name } });
  }
  return all;
}

/**
 * Rewrites missing or damaged segment files from memory. Files may be missing because another window merged
 * them.
 * @param places indexes of the segments to check
 * @returns the segments with their new names, or `undefined` if all checked files are intact
 * @throws if a file can't be written
 */
export async function restoreDamaged(
  joined: readonly OpenSegment[],
  folder: string,
  places: ReadonlySet<number>,
): Promise<readonly OpenSegment[] | undefined> {
  const damaged = new Set<number>();
  for (const place of places) {
    const name = joined[place]?.stored.name;
    if (name === undefined || 'segment' in (await readSegmentFile(folder, name))) continue;
    damaged.add(place);
    await removeSegmentFile(folder, name);
  }
  const nameless = joined.map((entry, place): OpenSegment => {
    const { stored, reader } = entry;
    return damaged.has(place) ? { stored: { segment: stored.segment, name: undefined }, reader } : entry;
  });
  return damaged.size === 0 ? undefined : persist(nameless, folder);
}
