import { readSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { endOfFront, pageSumsOf } from '../core/index/codec';
import { PAGE, Pages } from '../core/index/pages';
import type { Segment } from '../core/index/segment';
import { breath } from './sliced';

/** Bytes read, and checked, at once: less than a millisecond's worth of the host's time. */
const READ_AT_ONCE = 32 * PAGE;

/**
 * Reads the sequences of a segment behind everything else. Whoever asks for a page before its turn gets it at once, and
 * verified. What is damaged or can't be read is emptied, so that whoever reads it finds nothing there.
 */
export class SegmentPages {
  readonly pages: Pages;
  readonly #handle: FileHandle;
  readonly #sequences: Uint8Array;
  readonly #sums: Uint32Array;
  readonly #front: number;
  #damaged = false;
  #all: Promise<boolean> | undefined;

  /**
   * @param handle of the segment's file; `rest` closes it
   * @param segment over the bytes of that file, of which the front is verified
   */
  constructor(handle: FileHandle, segment: Segment) {
    this.#handle = handle;
    this.#sequences = segment.sequences;
    this.#sums = pageSumsOf(segment);
    this.#front = endOfFront(segment);
    this.pages = new Pages(segment.sequences.length, (page) => {
      this.#fetch(page);
    });
  }

  /** Reads all that is not there yet and closes the file; whether every page was sound. */
  rest(): Promise<boolean> {
    return (this.#all ??= this.#readAll());
  }

  async #readAll(): Promise<boolean> {
    for (let at = 0; at < this.#sequences.length; at += READ_AT_ONCE) {
      // Whoever waited for the front is answered first.
      await breath();
      const piece = this.#sequences.subarray(at, at + READ_AT_ONCE);
      if (this.#hasAll(at, at + piece.length)) continue;
      await this.#handle.read(piece, 0, piece.length, this.#front + at).catch(() => undefined);
      // Those that somebody asked for meanwhile were written again.
      for (let page = at / PAGE; page * PAGE < at + piece.length; page++) this.#check(page);
    }
    await this.#handle.close().catch(() => undefined);
    return !this.#damaged;
  }

  #hasAll(start: number, end: number): boolean {
    for (let page = start / PAGE; page * PAGE < end; page++) if (!this.pages.has(page)) return false;
    return true;
  }

  #fetch(page: number): void {
    const bytes = this.#bytes(page);
    try {
      readSync(this.#handle.fd, bytes, 0, bytes.length, this.#front + page * PAGE);
    } catch {
      // Its checksum tells.
    }
    this.#check(page);
  }

  #check(page: number): void {
    const bytes = this.#bytes(page);
    if (crc32(bytes) !== this.#sums[page]) {
      bytes.fill(0);
      this.#damaged = true;
    }
    this.pages.arrived(page);
  }

  #bytes(page: number): Uint8Array {
    return this.#sequences.subarray(page * PAGE, (page + 1) * PAGE);
  }
}

/** Writes the checksums of the pages into a segment's bytes. */
export function sumPages(segment: Segment): void {
  const { sequences } = segment;
  pageSumsOf(segment).forEach((_, page, sums) => {
    sums[page] = crc32(sequences.subarray(page * PAGE, (page + 1) * PAGE));
  });
}
