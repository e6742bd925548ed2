import { readSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { fixedPartEnd, pageChecksums } from '../../core/index/segment/codec';
import { PAGE_BYTES, LazyPages } from '../../core/index/segment/lazyPages';
import type { Segment } from '../../core/index/segment/segment';
import { breath } from '../../timeSlice';

/** Pages read one after the other before the host goes on: with the checking, a millisecond's worth of its time. */
const PAGES_AT_ONCE = 16;

/**
 * Reads the sequences of a segment behind everything else. Whoever asks for a page before its turn gets it at once, and
 * verified; a page that is there never changes. What is damaged or can't be read is left empty, so that whoever reads it
 * finds nothing there.
 */
export class SegmentPages {
  readonly pages: LazyPages;
  readonly #handle: FileHandle;
  readonly #sequences: Uint8Array;
  readonly #sums: Uint32Array;
  readonly #front: number;
  #damaged = false;
  #all: Promise<boolean> | undefined;

  /**
   * @param handle of the segment's file; `rest` closes it
   * @param segment over a buffer with room for the whole file, whose front is verified before any page is asked for
   */
  constructor(handle: FileHandle, segment: Segment) {
    this.#handle = handle;
    this.#sequences = segment.sequences;
    this.#sums = pageChecksums(segment);
    this.#front = fixedPartEnd(segment);
    this.pages = new LazyPages(segment.sequences.length, (page) => {
      this.#fetch(page);
    });
  }

  /** Reads all that is not there yet and closes the file; whether every page was sound. */
  rest(): Promise<boolean> {
    return (this.#all ??= this.#readAll());
  }

  async #readAll(): Promise<boolean> {
    const piece = new Uint8Array(Math.min(PAGES_AT_ONCE * PAGE_BYTES, this.#sequences.length));
    for (let from = 0; from < this.#sums.length; from += PAGES_AT_ONCE) {
      // Whoever waited for the front is answered first.
      await breath();
      // Somebody may ask for these pages while they are read, so that they don't come to their place before they are checked.
      await this.#handle.read(piece, 0, piece.length, this.#front + from * PAGE_BYTES).catch(() => undefined);
      const to = Math.min(from + PAGES_AT_ONCE, this.#sums.length);
      for (let page = from; page < to; page++) this.#take(page, piece.subarray((page - from) * PAGE_BYTES));
    }
    await this.#handle.close().catch(() => undefined);
    return !this.#damaged;
  }

  /** Puts a page in its place; one that seems to be damaged is read again, for not every disk gives all at once. */
  #take(page: number, read: Uint8Array): void {
    if (this.pages.has(page)) return;
    const bytes = this.#bytes(page);
    const found = read.subarray(0, bytes.length);
    if (crc32(found) === this.#sums[page]) bytes.set(found);
    else this.#fetch(page);
    this.pages.arrived(page);
  }

  #fetch(page: number): void {
    const bytes = this.#bytes(page);
    try {
      for (let at = 0; at < bytes.length;) {
        const position = this.#front + page * PAGE_BYTES + at;
        const bytesRead = readSync(this.#handle.fd, bytes, at, bytes.length - at, position);
        if (bytesRead === 0) break;
        at += bytesRead;
      }
    } catch {
      // Its checksum tells.
    }
    if (crc32(bytes) === this.#sums[page]) return;
    bytes.fill(0);
    this.#damaged = true;
  }

  #bytes(page: number): Uint8Array {
    return this.#sequences.subarray(page * PAGE_BYTES, (page + 1) * PAGE_BYTES);
  }
}

/** Writes the checksums of the pages into a segment's bytes. */
export function sumPages(segment: Segment): void {
  const sums = pageChecksums(segment);
  for (let page = 0; page < sums.length; page++)
    sums[page] = crc32(segment.sequences.subarray(page * PAGE_BYTES, (page + 1) * PAGE_BYTES));
}
