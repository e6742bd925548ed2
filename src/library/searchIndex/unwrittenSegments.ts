// Segments without a file, for example because the disk is full. They stay in memory and can be searched. Each
// update tries again to write them. After a restart, the papers of unwritten segments are indexed again.
import { encodeSegment } from '../../core/index/segment/segmentFormat';
import type { Segment } from '../../core/index/segment/segment';
import type { BuiltSegment } from './indexWorkerProtocol';
import type { OpenSegment } from './openSegments';
import { readSegmentFile, removeSegmentFile, writeSegmentFile } from './segmentFile';

/** Keeps the segment in memory if its file cannot be written. Never rejects. */
export async function writeOrKeepInMemory(
  segment: Segment,
  folder: string | undefined,
): Promise<BuiltSegment> {
  if (folder !== undefined) {
    try {
      return await writeSegmentFile(folder, segment);
    } catch {
      // The host tries again after the next update.
    }
  }
  return { bytes: encodeSegment(segment), name: undefined };
}

/**
 * Writes files for the segments that have none. Each update tries again.
 * @throws if a file can't be written; all segments then stay in memory
 */
export async function writeMissingFiles(
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
 * Rewrites missing or damaged segment files from memory. A merge by another window removes files.
 * @param places indexes of the segments to check
 * @returns all segments; `undefined` if all files are intact
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
  return damaged.size === 0 ? undefined : writeMissingFiles(nameless, folder);
}
