import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import type { PaperTexts } from '../../../core/paper/lazyPaper';
import { finished } from '../../../core/lang/runGenerator';
import { breath } from '../../../timeSlice';
import type { RecordPlace, RecordSource } from './fileSummary';
import { decodingPaperFile, paperJson, textsIn } from '../paperFile';
import { patiently } from '../retryFile';

/** Records read one by one before the whole file is read at once: about 30 µs each, against a millisecond. */
const MAX_SINGLE_READS = 16;
/** Bytes of which the sum is taken between two chances to pause; a quarter of a millisecond. */
const SLICE_BYTES = 256 << 10;

/** Size and CRC-32 of a paper file. */
export interface FileContent {
  readonly size: number;
  readonly crc: number;
}

/**
 * The records of one paper file. Until the file was read and verified, a requested record is read from the disk by
 * itself and verified by its own sum; from then on all of it is in memory.
 */
export class RecordReader implements RecordSource {
  readonly #file: string;
  readonly content: FileContent;
  #bytes: Buffer | undefined;
  #singleReads = 0;

  /** @param bytes of the file, if they were read and verified already */
  constructor(file: string, content: FileContent, bytes?: Buffer) {
    this.#file = file;
    this.content = content;
    this.#bytes = bytes;
  }

  /** Whether the content is known to be what the summary was made of. */
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

  /** Reads all of the file; false if it is not, or not any more, what the summary was made of. Never rejects. */
  async verify(): Promise<boolean> {
    if (this.verified) return true;
    const bytes = await patiently(() => readFile(this.#file)).catch(() => undefined);
    if (bytes?.length !== this.content.size) return false;
    let crc = 0;
    for (let at = 0; at < bytes.length; at += SLICE_BYTES) {
      await breath();
      crc = crc32(bytes.subarray(at, at + SLICE_BYTES), crc);
    }
    if (crc !== this.content.crc) return false;
    this.#bytes ??= bytes;
    return true;
  }

  /** One record's JSON, from the disk; undefined if it is not there any more. */
  #single(start: number, end: number, sum: string): Buffer | undefined {
    if (++this.#singleReads > MAX_SINGLE_READS) {
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

  /** The texts of a paper whose file was changed meanwhile, before the library was told; none if the paper is gone. */
  #textsNow(id: string): PaperTexts {
    const bytes = this.#readNow();
    const found = bytes && finished(decodingPaperFile(bytes));
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
