import { createHash } from 'node:crypto';
import { mkdir, open, readdir, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { decodingSegment, encodeSegment, TRAILER, type SegmentFault } from '../core/index/codec';
import type { Segment } from '../core/index/segment';
import { patiently } from './patience';
import { sliced } from './sliced';
import { writeWhole } from './writeWhole';

/** A segment's file is named by the SHA-256 of its content, so that windows with the same papers share one file. */
const NAME = /^[0-9a-f]{64}\.segment$/;
/** Bytes read, and checked, at once: less than a millisecond's worth of the host's time. */
const READ_AT_ONCE = 2 << 20;
/** Reads under way at the same time; the disk's cache fills fresh memory faster from two threads than from one. */
const READS_AHEAD = 3;
/** CRC-32 of any bytes followed by their own CRC-32, low byte first. */
const RESIDUE = 0x2144df1c;

/** What reading a segment's file gives. */
export type ReadSegment =
  | { readonly segment: Segment; readonly bytes: number }
  | { readonly fault: SegmentFault | 'damaged' | 'unreadable' };

/** Names of the segment files in a folder; none when there is no such folder. */
export async function segmentFiles(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => NAME.test(name)).sort();
}

/** Reads and verifies a segment's file, with pauses for the host. */
export async function readSegmentFile(folder: string, name: string): Promise<ReadSegment> {
  let read: { readonly bytes: Uint8Array<ArrayBuffer>; readonly sum: number };
  try {
    read = await patiently(() => readSummed(path.join(folder, name)));
  } catch {
    return { fault: 'unreadable' };
  }
  if (read.sum !== RESIDUE) return { fault: 'damaged' };
  const segment = await sliced(decodingSegment(read.bytes));
  return typeof segment === 'string' ? { fault: segment } : { segment, bytes: read.bytes.length };
}

/** Reads a file into one buffer; each piece is summed up while the next ones come from the disk. @throws as `open` */
async function readSummed(
  file: string,
): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly sum: number }> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    // Not cleared before it is filled, and of its own, so that wide numbers can be read in place.
    const bytes = new Uint8Array(Buffer.allocUnsafeSlow(size).buffer);
    const pieces: Uint8Array[] = [];
    for (let at = 0; at < size; at += READ_AT_ONCE) pieces.push(bytes.subarray(at, at + READ_AT_ONCE));
    const read = (place: number): Promise<number> => readPiece(handle, pieces[place], place * READ_AT_ONCE);
    const coming = pieces.slice(0, READS_AHEAD).map((_, place) => read(place));
    let sum = 0;
    for (const [place, piece] of pieces.entries()) {
      const bytesRead = (await coming[place]) ?? 0;
      if (place + READS_AHEAD < pieces.length) coming.push(read(place + READS_AHEAD));
      // A file that shrank meanwhile has another sum than it says.
      sum = crc32(piece.subarray(0, bytesRead), sum);
    }
    return { bytes, sum };
  } finally {
    await handle.close();
  }
}

/** Bytes read into a piece; 0 where the disk fails, which the sum then tells. */
async function readPiece(handle: FileHandle, piece: Uint8Array | undefined, at: number): Promise<number> {
  if (piece === undefined) return 0;
  return handle.read(piece, 0, piece.length, at).then(
    ({ bytesRead }) => bytesRead,
    () => 0,
  );
}

/** Writes a segment's file and returns its name and bytes. */
export async function writeSegmentFile(
  folder: string,
  segment: Segment,
): Promise<{ readonly name: string; readonly bytes: Uint8Array<SharedArrayBuffer> }> {
  const bytes = encodeSegment(segment);
  const content = bytes.subarray(0, -TRAILER);
  new DataView(bytes.buffer).setUint32(content.length, crc32(content), true);
  const name = `${createHash('sha256').update(content).digest('hex')}.segment`;
  await mkdir(folder, { recursive: true });
  await writeWhole(path.join(folder, name), bytes);
  return { name, bytes };
}

/** Removes a segment's file, or a folder in its place; what another program holds is left to the next start. */
export async function removeSegmentFile(folder: string, name: string): Promise<void> {
  await rm(path.join(folder, name), { force: true, recursive: true }).catch(() => undefined);
}
