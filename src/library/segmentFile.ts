import { createHash } from 'node:crypto';
import { mkdir, open, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { decodingSegment, encodeSegment, type SegmentFault } from '../core/index/codec';
import type { Segment } from '../core/index/segment';
import { sliced } from './sliced';
import { writeWhole } from './writeWhole';

/** A segment's file is named by the SHA-256 of its bytes, so that reading it verifies it. */
const NAME = /^[0-9a-f]{64}\.segment$/;
/** Bytes read and hashed at once: about a millisecond's worth of the host's time. */
const READ_AT_ONCE = 2 << 20;

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
  let read: { readonly bytes: Uint8Array<ArrayBuffer>; readonly hash: string };
  try {
    read = await readHashed(path.join(folder, name));
  } catch {
    return { fault: 'unreadable' };
  }
  if (`${read.hash}.segment` !== name) return { fault: 'damaged' };
  const segment = await sliced(decodingSegment(read.bytes));
  return typeof segment === 'string' ? { fault: segment } : { segment, bytes: read.bytes.length };
}

/** Reads a file into one buffer; each piece is hashed while the next one comes from the disk. @throws as `open` */
async function readHashed(
  file: string,
): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly hash: string }> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    // Not cleared before it is filled, and of its own, so that wide numbers can be read in place.
    const bytes = Buffer.allocUnsafeSlow(size);
    const next = (at: number): Promise<{ readonly bytesRead: number }> =>
      handle.read(bytes, at, Math.min(READ_AT_ONCE, size - at), at);
    const hash = createHash('sha256');
    let at = 0;
    let { bytesRead } = await next(at);
    while (bytesRead > 0) {
      const piece = bytes.subarray(at, at + bytesRead);
      at += bytesRead;
      const coming = next(at);
      hash.update(piece);
      ({ bytesRead } = await coming);
    }
    // A file that shrank meanwhile has another hash than its name says.
    return { bytes: new Uint8Array(bytes.buffer, 0, at), hash: hash.digest('hex') };
  } finally {
    await handle.close();
  }
}

/** Writes a segment's file and returns its name and bytes. */
export async function writeSegmentFile(
  folder: string,
  segment: Segment,
): Promise<{ readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }> {
  const bytes = encodeSegment(segment);
  const name = `${createHash('sha256').update(bytes).digest('hex')}.segment`;
  await mkdir(folder, { recursive: true });
  await writeWhole(path.join(folder, name), bytes);
  return { name, bytes };
}

/** Removes a segment's file; one that is gone or held by another program is left to the next start. */
export async function removeSegmentFile(folder: string, name: string): Promise<void> {
  await rm(path.join(folder, name), { force: true }).catch(() => undefined);
}
