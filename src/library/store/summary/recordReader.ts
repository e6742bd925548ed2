import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import type { PaperTexts } from '../../../core/paper/lazyPaper';
import { runToEnd } from '../../../core/lang/runGenerator';
import { yieldToHost } from '../../../timeSlice';
import type { RecordPlace, RecordSource } from './fileSummary';
import { decodePaperFileSteps, paperJson, textsIn } from '../paperFile';
import { retryIfLocked } from '../retryFile';

/** Single record reads (about 30 µs each) before the whole file is read (about 1 ms). */
const MAX_SINGLE_READS = 16;
/** Bytes to checksum between two pauses: about 0.25 ms. */
const SLICE_BYTES = 256 << 10;

export interface FileContent {
  readonly size: number;
  readonly crc: number;
}

/** Reads records from disk by their own sums, from memory once the file is verified. */
export class RecordReader implements RecordSource {
  readonly #file: string;
  readonly content: FileContent;
  readonly #keepsFile: boolean;
  #bytes: Buffer | undefined;
  #singleReads = 0;

  /**
   * @param bytes the file's content, if already read and verified
   * @param keepsFile whether the file may stay in memory; otherwise each record is read from disk
   */
  constructor(file: string, content: FileContent, bytes?: Buffer, keepsFile = true) {
    this.#file = file;
    this.content = content;
    this.#keepsFile = keepsFile;
    this.#bytes = keepsFile ? bytes : undefined;
  }

  get verified(): boolean {
    return this.#bytes !== undefined;
  }

  texts({ id, start, end, sum }: RecordPlace): PaperTexts {
    const json =
      this.#bytes === undefined
        ? this.#single(start, end, sum.toString(16).padStart(8, '0'))
        : paperJson(this.#bytes.subarray(start, end));
    return json === undefined ? this.#textsNow(id) : textsIn(json);
  }

  /** Returns whether the file matches the summary. Never rejects. */
  async verify(): Promise<boolean> {
    if (this.verified) return true;
    const bytes = await retryIfLocked(() => readFile(this.#file)).catch(() => undefined);
    if (bytes?.length !== this.content.size) return false;
    let crc = 0;
    for (let at = 0; at < bytes.length; at += SLICE_BYTES) {
      await yieldToHost();
      crc = crc32(bytes.subarray(at, at + SLICE_BYTES), crc);
    }
    if (crc !== this.content.crc) return false;
    this.#bytes ??= bytes;
    return true;
  }

  /** Returns `undefined` if the record is no longer there. */
  #single(start: number, end: number, sum: string): Buffer | undefined {
    if (this.#keepsFile && ++this.#singleReads > MAX_SINGLE_READS) {
      const bytes = this.#readNow();
      if (bytes?.length === this.content.size && crc32(bytes) === this.content.crc) {
        this.#bytes = bytes;
        return paperJson(bytes.subarray(start, end));
      }
    }
    try {
      const file = openSync(this.#file, 'r');
      try {
        const record = Buffer.allocUnsafe(end - start);
        const read = readSync(file, record, 0, record.length, start);
        return paperJson(record.subarray(0, read), sum);
      } finally {
        closeSync(file);
      }
    } catch {
      return undefined;
    }
  }

  /** For a file that changed before a reload. Empty if the paper was removed. */
  #textsNow(id: string): PaperTexts {
    const bytes = this.#readNow();
    const found = bytes && runToEnd(decodePaperFileSteps(bytes));
    const paper = found && 'records' in found ? found.records.get(id)?.paper : undefined;
    return paper ?? { abstract: '', links: [] };
  }

  #readNow(): Buffer | undefined {
    try {
      return readFileSync(this.#file);
    } catch {
      return undefined;
    }
  }
}
