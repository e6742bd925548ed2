import { accumulateTotals } from '../../core/index/read/indexReader';
import { PaperIndex } from '../../core/index/paperIndex';
import { emptyReader, type SegmentReader } from '../../core/index/read/segmentReader';
import type { KeptSegment } from './indexWorkerClient';
import { readSegmentFile, removeSegmentFile, writeSegmentFile } from './segmentFile';
import { yieldToHost, runInSlices } from '../../timeSlice';

/** A segment and its reader, which maps documents to the library's papers. */
export interface OpenSegments {
  readonly kept: KeptSegment;
  readonly shard: SegmentReader;
}

/** Wraps a segment that is not yet matched with papers. */
export function bare(kept: KeptSegment): OpenSegments {
  return { kept, shard: emptyReader(kept.segment) };
}

export function sameShards(a: readonly OpenSegments[], b: readonly OpenSegments[]): boolean {
  return a.length === b.length && a.every(({ shard }, i) => shard === b[i]?.shard);
}

/** Creates the index over all segments with at least one paper, in time slices. */
export async function indexOf(joined: readonly OpenSegments[]): Promise<PaperIndex> {
  const shards = joined
    .map(({ shard }) => shard)
    .filter((shard) => shard.papers.some((paper) => paper !== undefined));
  await runInSlices(accumulateTotals(shards));
  await yieldToHost();
  return new PaperIndex(shards);
}

/** Writes files for the segments that have none. @throws if a file can't be written */
export async function written(
  joined: readonly OpenSegments[],
  folder: string,
): Promise<readonly OpenSegments[]> {
  const all: OpenSegments[] = [];
  for (const entry of joined) {
    const { segment } = entry.kept;
    const name = entry.kept.name ?? (await writeSegmentFile(folder, segment)).name;
    all.push({ ...entry, kept: { segment, name } });
  }
  return all;
}

/**
 * Rewrites missing or damaged segment files from memory. Files can be missing if another window merged them.
 * @param places indexes of the segments to check
 * @returns the segments with their new names, or `undefined` if all checked files are intact
 * @throws if a file can't be written
 */
export async function restored(
  joined: readonly OpenSegments[],
  folder: string,
  places: ReadonlySet<number>,
): Promise<readonly OpenSegments[] | undefined> {
  const unsound = new Set<number>();
  for (const place of places) {
    const name = joined[place]?.kept.name;
    if (name === undefined || 'segment' in (await readSegmentFile(folder, name))) continue;
    unsound.add(place);
    await removeSegmentFile(folder, name);
  }
  const nameless = joined.map((entry, place): OpenSegments => {
    const { kept, shard } = entry;
    return unsound.has(place) ? { kept: { segment: kept.segment, name: undefined }, shard } : entry;
  });
  return unsound.size === 0 ? undefined : written(nameless, folder);
}
