import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { decodeSegment, encodeSegment, type SegmentFault } from '../core/index/codec';
import type { Segment } from '../core/index/segment';
import { writeWhole } from './writeWhole';

/** A segment's file is named by the SHA-256 of its bytes, so that reading it verifies it. */
const NAME = /^[0-9a-f]{64}\.segment$/;
/** Bytes hashed between two pauses: about two milliseconds' worth. */
const HASHED_AT_ONCE = 2 << 20;

/** What reading a segment's file gives. */
export type ReadSegment =
  | { readonly segment: Segment; readonly bytes: number }
  | { readonly fault: SegmentFault | 'damaged' | 'unreadable' };

/** Names of the segment files in a folder; none when there is no such folder. */
export async function segmentFiles(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => NAME.test(name)).sort();
}

/** Reads and verifies a segment's file, with pauses for the host while it is hashed. */
export async function readSegmentFile(folder: string, name: string): Promise<ReadSegment> {
  let content: Buffer;
  try {
    content = await readFile(path.join(folder, name));
  } catch {
    return { fault: 'unreadable' };
  }
  const hash = createHash('sha256');
  for (let at = 0; at < content.length; at += HASHED_AT_ONCE) {
    hash.update(content.subarray(at, at + HASHED_AT_ONCE));
    if (at + HASHED_AT_ONCE < content.length) await new Promise((resolve) => setImmediate(resolve));
  }
  if (`${hash.digest('hex')}.segment` !== name) return { fault: 'damaged' };
  const bytes = new Uint8Array(content.buffer as ArrayBuffer, content.byteOffset, content.length);
  // A small file may share a larger buffer, at a place where wide numbers can't be read.
  const segment = decodeSegment(content.byteOffset % 4 === 0 ? bytes : bytes.slice());
  return typeof segment === 'string' ? { fault: segment } : { segment, bytes: content.length };
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
