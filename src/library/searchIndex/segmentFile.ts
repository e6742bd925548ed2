import { createHash } from 'node:crypto';
import { mkdir, open, readdir, rm, type FileHandle } from 'node:fs/promises';
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
} from '../../core/index/segment/codec';
import type { Segment } from '../../core/index/segment/segment';
import { patiently } from '../store/retryFile';
import { SegmentPages, sumPages } from './lazySegmentPages';
import { writeWhole } from '../store/atomicWrite';

/** A segment's file is named by the SHA-256 of its content, so that windows with the same papers share one file. */
const NAME = /^[0-9a-f]{64}\.segment$/;
/** Bytes read, and checked, at once: less than a millisecond's worth of the host's time. */
const READ_AT_ONCE = 2 << 20;
/** Reads under way at the same time; the disk's cache fills fresh memory faster from two threads than from one. */
const READS_AHEAD = 3;
/** CRC-32 of any bytes followed by their own CRC-32, low byte first. */
const RESIDUE = 0x2144df1c;

export type FileFault = SegmentFault | 'damaged' | 'unreadable';

/** What reading a segment's file gives. */
export type ReadSegment = { readonly segment: Segment } | { readonly fault: FileFault };

/** A segment whose file is still being read. */
export interface OpenedSegment {
  /** Its papers' ids and lengths are there, with the sums of these, unverified; all else must wait for `verified`. */
  readonly segment: Segment;
  /**
   * What is wrong with the front of the file, as soon as it is read; undefined where nothing is. Papers can be found from
   * then on: their sequences are read, and verified, when somebody asks for them. Never rejects.
   */
  readonly verified: Promise<FileFault | undefined>;
  /** Reads the sequences as well, and closes the file; what is wrong with any of it. Never rejects. */
  readonly whole: () => Promise<FileFault | undefined>;
}

/** Names of the segment files in a folder; none when there is no such folder. */
export async function segmentFiles(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => NAME.test(name)).sort();
}

/** Reads and verifies a segment's file, with pauses for the host. */
export async function readSegmentFile(folder: string, name: string): Promise<ReadSegment> {
  const opened = await openSegmentFile(folder, name);
  if ('fault' in opened) return opened;
  const fault = await opened.whole();
  return fault === undefined ? { segment: opened.segment } : { fault };
}

/**
 * Begins to read a segment's file: papers can be joined with it by their ids while the rest comes from the disk. A file
 * whose front is sound stays open until `whole`.
 */
export async function openSegmentFile(
  folder: string,
  name: string,
): Promise<OpenedSegment | { readonly fault: FileFault }> {
  let reading: SummedReading;
  try {
    reading = await patiently(() => SummedReading.of(path.join(folder, name)));
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
  const verified = faultOf(reading, segment);
  const whole = async (): Promise<FileFault | undefined> =>
    (await verified) ?? ((await late.rest()) ? undefined : 'damaged');
  return { segment: { ...segment, pages: late.pages }, verified, whole };
}

/** What is wrong with the front of a file, which is closed if anything is. */
async function faultOf(reading: SummedReading, segment: Segment): Promise<FileFault | undefined> {
  let fault: FileFault | undefined;
  if (!(await reading.isSound())) fault = 'damaged';
  else if (!isConsistent(segment)) fault = 'out of order';
  if (fault !== undefined) await reading.close();
  return fault;
}

/** Reads the front of a file into a buffer with room for all of it; each piece is summed up while the next ones come. */
class SummedReading {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly #coming: Promise<number>[] = [];
  /** CRC-32 of what was waited for. */
  #sum = 0;
  #place = 0;
  #end = 0;

  private constructor(
    readonly handle: FileHandle,
    size: number,
  ) {
    // Not cleared before it is filled, and of its own, so that wide numbers can be read in place.
    this.bytes = new Uint8Array(Buffer.allocUnsafeSlow(size).buffer);
  }

  /** Opens a file and reads its header. @throws as `open` and `read` */
  static async of(file: string): Promise<SummedReading> {
    const handle = await open(file);
    try {
      const reading = new SummedReading(handle, (await handle.stat()).size);
      await handle.read(reading.bytes, 0, Math.min(HEADER_BYTES, reading.bytes.length), 0);
      return reading;
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** Begins to read the front, which ends there. */
  begin(end: number): void {
    this.#end = end;
    for (let i = 0; i < READS_AHEAD; i++) this.#ask();
  }

  /** Reads on until so many bytes from the start are there. */
  async upTo(end: number): Promise<void> {
    while (this.#place * READ_AT_ONCE < Math.min(end, this.#end)) {
      const bytesRead = (await this.#coming[this.#place]) ?? 0;
      this.#ask();
      // A file that shrank meanwhile has another sum than it says.
      this.#sum = crc32(this.#piece(this.#place++).subarray(0, bytesRead), this.#sum);
    }
  }

  /** Reads all of the front; whether it is as it was written. */
  async isSound(): Promise<boolean> {
    await this.upTo(this.#end);
    return this.#sum === RESIDUE;
  }

  async close(): Promise<void> {
    await this.handle.close().catch(() => undefined);
  }

  #ask(): void {
    const place = this.#coming.length;
    if (place * READ_AT_ONCE < this.#end)
      this.#coming.push(readPiece(this.handle, this.#piece(place), place * READ_AT_ONCE));
  }

  #piece(place: number): Uint8Array {
    return this.bytes.subarray(place * READ_AT_ONCE, Math.min(this.#end, (place + 1) * READ_AT_ONCE));
  }
}

/** Bytes read into a piece; less than all of it where the file ends or the disk fails, which the sum then tells. */
async function readPiece(handle: FileHandle, piece: Uint8Array, from: number): Promise<number> {
  let at = 0;
  try {
    while (at < piece.length) {
      const { bytesRead } = await handle.read(piece, at, piece.length - at, from + at);
      if (bytesRead === 0) break;
      at += bytesRead;
    }
  } catch {
    // The rest is not there.
  }
  return at;
}

/** Writes a segment's file and returns its name and bytes. */
export async function writeSegmentFile(
  folder: string,
  segment: Segment,
): Promise<{ readonly name: string; readonly bytes: Uint8Array<SharedArrayBuffer> }> {
  const bytes = sealedSegment(segment);
  const name = `${createHash('sha256').update(bytes).digest('hex')}.segment`;
  await mkdir(folder, { recursive: true });
  await writeWhole(path.join(folder, name), bytes);
  return { name, bytes };
}

/** The bytes of a segment's file, with their checksums. */
export function sealedSegment(segment: Segment): Uint8Array<SharedArrayBuffer> {
  const bytes = encodeSegment(segment);
  const encoded = segmentView(bytes);
  if (typeof encoded === 'string') throw new Error(`A segment was encoded as bytes that are ${encoded}.`);
  sumPages(encoded);
  const front = bytes.subarray(0, fixedPartEnd(encoded) - CHECKSUM_BYTES);
  new DataView(bytes.buffer).setUint32(front.length, crc32(front), true);
  return bytes;
}

/** Removes a segment's file, or a folder in its place; what another program holds is left to the next start. */
export async function removeSegmentFile(folder: string, name: string): Promise<void> {
  await rm(path.join(folder, name), { force: true, recursive: true }).catch(() => undefined);
}
