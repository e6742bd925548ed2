import { createHash } from 'node:crypto';
import { lstat, mkdir, open, readdir, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import {
  encodeSegment,
  fixedPartEnd,
  headEnd,
  isConsistent,
  HEADER_BYTES,
  isHeadConsistent,
  segmentView,
  CHECKSUM_BYTES,
  type SegmentFault,
} from '../../core/index/segment/segmentFormat';
import type { Segment } from '../../core/index/segment/segment';
import { quarantine } from '../store/quarantine';
import { retryIfLocked } from '../store/retryFile';
import { SegmentPages, sumPages } from './lazySegmentPages';
import { atomicWrite } from '../store/atomicWrite';

/** SHA-256 of the content, so that windows with the same papers share a file. */
const SEGMENT_NAME = /^[0-9a-f]{64}\.segment$/;
/** Bytes to read and verify in one step, which takes less than 1 ms. */
const READ_SLICE_BYTES = 2 << 20;
/** Copying from the disk cache is faster with two threads than with one. */
const MAX_PARALLEL_READS = 3;
/** The CRC-32 of any bytes followed by their own CRC-32, low byte first. */
const CRC32_RESIDUE = 0x2144df1c;

export type FileFault = SegmentFault | 'damaged' | 'unreadable';

export type ReadSegment = { readonly segment: Segment } | { readonly fault: FileFault };

export interface OpenedSegment {
  /** Ids and lengths are loaded but unverified. Wait for `verified` before using anything else. */
  readonly segment: Segment;
  /** Resolves to the fault of the file's front, if any. Never rejects. */
  readonly verified: Promise<FileFault | undefined>;
  /** Reads the sequences too and closes the file. Resolves to the first fault, if any. Never rejects. */
  readonly readRest: () => Promise<FileFault | undefined>;
}

/** Returns the names of a folder's segment files; empty if the folder does not exist. */
export async function segmentFiles(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => SEGMENT_NAME.test(name)).sort();
}

/** Reads a whole segment file, with pauses for the host. */
export async function readSegmentFile(folder: string, name: string): Promise<ReadSegment> {
  const opened = await openSegmentFile(folder, name);
  if ('fault' in opened) return opened;
  const fault = await opened.readRest();
  return fault === undefined ? { segment: opened.segment } : { fault };
}

/**
 * Starts reading a segment file. Papers can be matched by id during the read. A file with an intact front stays
 * open until `readRest` has run.
 */
export async function openSegmentFile(
  folder: string,
  name: string,
): Promise<OpenedSegment | { readonly fault: FileFault }> {
  let reading: ChecksummedRead;
  try {
    reading = await retryIfLocked(() => ChecksummedRead.of(path.join(folder, name)));
  } catch {
    return { fault: 'unreadable' };
  }
  const segment = segmentView(reading.bytes);
  if (typeof segment === 'string') {
    await reading.close();
    return { fault: segment };
  }
  reading.begin(fixedPartEnd(segment));
  await reading.upTo(headEnd(segment));
  if (!isHeadConsistent(segment)) {
    await reading.close();
    return { fault: 'out of order' };
  }
  const late = new SegmentPages(reading.handle, segment);
  const verified = verifyFront(reading, segment);
  const readRest = async (): Promise<FileFault | undefined> =>
    (await verified) ?? ((await late.readRest()) ? undefined : 'damaged');
  return { segment: { ...segment, pages: late.pages }, verified, readRest };
}

async function verifyFront(reading: ChecksummedRead, segment: Segment): Promise<FileFault | undefined> {
  let fault: FileFault | undefined;
  if (!(await reading.isSound())) fault = 'damaged';
  else if (!isConsistent(segment)) fault = 'out of order';
  if (fault !== undefined) await reading.close();
  return fault;
}

/** Computes the CRC-32 of a file's front while the next pieces are read. */
class ChecksummedRead {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly #coming: Promise<number>[] = [];
  #sum = 0;
  #place = 0;
  #end = 0;

  private constructor(
    readonly handle: FileHandle,
    size: number,
  ) {
    // A separate uninitialized allocation is aligned for typed arrays.
    this.bytes = new Uint8Array(Buffer.allocUnsafeSlow(size).buffer);
  }

  static async of(file: string): Promise<ChecksummedRead> {
    const handle = await open(file);
    try {
      const reading = new ChecksummedRead(handle, (await handle.stat()).size);
      await handle.read(reading.bytes, 0, Math.min(HEADER_BYTES, reading.bytes.length), 0);
      return reading;
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  begin(end: number): void {
    this.#end = end;
    for (let i = 0; i < MAX_PARALLEL_READS; i++) this.#startRead();
  }

  async upTo(end: number): Promise<void> {
    while (this.#place * READ_SLICE_BYTES < Math.min(end, this.#end)) {
      const bytesRead = (await this.#coming[this.#place]) ?? 0;
      this.#startRead();
      // The checksum detects a file that was truncated meanwhile.
      this.#sum = crc32(this.#piece(this.#place++).subarray(0, bytesRead), this.#sum);
    }
  }

  /** Returns whether the checksum matches. */
  async isSound(): Promise<boolean> {
    await this.upTo(this.#end);
    return this.#sum === CRC32_RESIDUE;
  }

  async close(): Promise<void> {
    await this.handle.close().catch(() => undefined);
  }

  #startRead(): void {
    const place = this.#coming.length;
    if (place * READ_SLICE_BYTES < this.#end)
      this.#coming.push(readPiece(this.handle, this.#piece(place), place * READ_SLICE_BYTES));
  }

  #piece(place: number): Uint8Array {
    return this.bytes.subarray(place * READ_SLICE_BYTES, Math.min(this.#end, (place + 1) * READ_SLICE_BYTES));
  }
}

/** Returns the number of bytes read: fewer at the file's end or on an error. */
async function readPiece(handle: FileHandle, piece: Uint8Array, from: number): Promise<number> {
  let at = 0;
  try {
    while (at < piece.length) {
      const { bytesRead } = await handle.read(piece, at, piece.length - at, from + at);
      if (bytesRead === 0) break;
      at += bytesRead;
    }
  } catch {
    // The checksum detects the missing bytes.
  }
  return at;
}

/** Writes a segment file. Returns its name and bytes. @throws the file system's error */
export async function writeSegmentFile(
  folder: string,
  segment: Segment,
): Promise<{ readonly name: string; readonly bytes: Uint8Array<SharedArrayBuffer> }> {
  const bytes = completeSegment(segment);
  const name = `${createHash('sha256').update(bytes).digest('hex')}.segment`;
  await mkdir(folder, { recursive: true });
  await atomicWrite(path.join(folder, name), bytes);
  return { name, bytes };
}

/** Returns the bytes of a segment's file, with checksums. */
export function completeSegment(segment: Segment): Uint8Array<SharedArrayBuffer> {
  const bytes = encodeSegment(segment);
  const encoded = segmentView(bytes);
  if (typeof encoded === 'string') throw new Error(`A segment was encoded as bytes that are ${encoded}.`);
  sumPages(encoded);
  const front = bytes.subarray(0, fixedPartEnd(encoded) - CHECKSUM_BYTES);
  new DataView(bytes.buffer).setUint32(front.length, crc32(front), true);
  return bytes;
}

/** Quarantines a folder of that name. Leaves a file that another program holds to the next start. */
export async function removeSegmentFile(folder: string, name: string): Promise<void> {
  const file = path.join(folder, name);
  try {
    const isFolder = (await lstat(file)).isDirectory();
    await (isFolder ? quarantine(file, 'move') : rm(file, { force: true }));
  } catch {
    // Missing, or held by another program.
  }
}
