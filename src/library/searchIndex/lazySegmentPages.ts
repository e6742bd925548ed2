import { readSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { fixedPartEnd, pageChecksums } from '../../core/index/segment/segmentFormat';
import { PAGE_BYTES, LazyPages } from '../../core/index/segment/lazyPages';
import type { Segment } from '../../core/index/segment/segment';
import { yieldToHost } from '../../timeSlice';

/** Pages per read. Reading and verifying them takes about 1 ms. */
const MAX_PARALLEL_PAGES = 16;

/**
 * Reads the term sequences of a segment in the background, and pages that are requested earlier synchronously.
 * A loaded page never changes. A damaged page is filled with zeros, so that a search finds nothing in it.
 */
export class SegmentPages {
  readonly pages: LazyPages;
  readonly #handle: FileHandle;
  readonly #sequences: Uint8Array;
  readonly #sums: Uint32Array;
  readonly #front: number;
  #damaged = false;
  #all: Promise<boolean> | undefined;

  constructor(handle: FileHandle, segment: Segment) {
    this.#handle = handle;
    this.#sequences = segment.sequences;
    this.#sums = pageChecksums(segment);
    this.#front = fixedPartEnd(segment);
    this.pages = new LazyPages(segment.sequences.length, (page) => {
      this.#fetch(page);
    });
  }

  /** Returns whether all pages were intact. Closes the file. */
  readRest(): Promise<boolean> {
    return (this.#all ??= this.#readAll());
  }

  async #readAll(): Promise<boolean> {
    const piece = new Uint8Array(Math.min(MAX_PARALLEL_PAGES * PAGE_BYTES, this.#sequences.length));
    for (let from = 0; from < this.#sums.length; from += MAX_PARALLEL_PAGES) {
      // Lets callers that wait for the front of the file run first.
      await yieldToHost();
      // Verifies pages before copying them, because a search may request them meanwhile.
      await this.#handle.read(piece, 0, piece.length, this.#front + from * PAGE_BYTES).catch(() => undefined);
      const to = Math.min(from + MAX_PARALLEL_PAGES, this.#sums.length);
      for (let page = from; page < to; page++) this.#take(page, piece.subarray((page - from) * PAGE_BYTES));
    }
    await this.#handle.close().catch(() => undefined);
    return !this.#damaged;
  }

  /** Reads a page with a wrong checksum again, because a read can be short. */
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
      // The checksum below detects the missing bytes.
    }
    if (crc32(bytes) === this.#sums[page]) return;
    bytes.fill(0);
    this.#damaged = true;
  }

  #bytes(page: number): Uint8Array {
    return this.#sequences.subarray(page * PAGE_BYTES, (page + 1) * PAGE_BYTES);
  }
}

/** Computes the checksums of all pages and stores them in the segment's bytes. */
export function sumPages(segment: Segment): void {
  const sums = pageChecksums(segment);
  for (let page = 0; page < sums.length; page++)
    sums[page] = crc32(segment.sequences.subarray(page * PAGE_BYTES, (page + 1) * PAGE_BYTES));
}
