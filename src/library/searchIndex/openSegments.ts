import { accumulateTotals } from '../../core/index/read/indexReader';
import { PaperIndex } from '../../core/index/paperIndex';
import { emptyReader, type SegmentReader } from '../../core/index/read/segmentReader';
import type { KeptSegment } from './indexWorkerClient';
import { readSegmentFile, removeSegmentFile, writeSegmentFile } from './segmentFile';
import { breath, sliced } from '../../timeSlice';

/** A segment, with the name of its file, as it is joined with the library's papers. */
export interface Joined {
  readonly kept: KeptSegment;
  readonly shard: SegmentReader;
}

/** A segment before its first joining. */
export function bare(kept: KeptSegment): Joined {
  return { kept, shard: emptyReader(kept.segment) };
}

export function sameShards(a: readonly Joined[], b: readonly Joined[]): boolean {
  return a.length === b.length && a.every(({ shard }, i) => shard === b[i]?.shard);
}

/** The index over those that hold any paper, made with pauses for the host. */
export async function indexOf(joined: readonly Joined[]): Promise<PaperIndex> {
  const shards = joined
    .map(({ shard }) => shard)
    .filter((shard) => shard.papers.some((paper) => paper !== undefined));
  await sliced(accumulateTotals(shards));
  await breath();
  return new PaperIndex(shards);
}

/** The same with a file for each that had none. @throws where one can't be written */
export async function written(joined: readonly Joined[], folder: string): Promise<readonly Joined[]> {
  const all: Joined[] = [];
  for (const entry of joined) {
    const { segment } = entry.kept;
    const name = entry.kept.name ?? (await writeSegmentFile(folder, segment)).name;
    all.push({ ...entry, kept: { segment, name } });
  }
  return all;
}

/**
 * The same with the files written again that are gone or damaged, as when another window joined the same ones; what they
 * held is in memory.
 * @param places of those whose files are looked at
 * @returns undefined where all of these are sound
 * @throws where one can't be written
 */
export async function restored(
  joined: readonly Joined[],
  folder: string,
  places: ReadonlySet<number>,
): Promise<readonly Joined[] | undefined> {
  const unsound = new Set<number>();
  for (const place of places) {
    const name = joined[place]?.kept.name;
    if (name === undefined || 'segment' in (await readSegmentFile(folder, name))) continue;
    unsound.add(place);
    await removeSegmentFile(folder, name);
  }
  const nameless = joined.map((entry, place): Joined => {
    const { kept, shard } = entry;
    return unsound.has(place) ? { kept: { segment: kept.segment, name: undefined }, shard } : entry;
  });
  return unsound.size === 0 ? undefined : written(nameless, folder);
}
