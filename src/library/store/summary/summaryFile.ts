import { open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import path from 'node:path';
import { asCount, asList, asRecord, asText } from '../../../core/lang/json';
import { yieldToHost, runInSlices } from '../../../timeSlice';
import { removeStaleTemporaries, atomicWrite } from '../atomicWrite';
import { tryParseJson, crc32Hex } from '../checksum';
import { SCHEMA } from '../paperFile';
import { FileSummary } from './fileSummary';
import { padded, SUMMARY_SCHEMA } from './summaryFormat';
import type { FileContent } from './recordReader';

export interface BoundSummary {
  readonly summary: FileSummary;
  /** Inode, size and modification time of the file. */
  readonly signature: string;
  readonly content: FileContent;
}

/** Header entry of a summary, whose bytes follow the header. */
interface Entry extends Omit<BoundSummary, 'summary'> {
  readonly name: string;
  readonly length: number;
  readonly sum: number;
}

/** The header's checksum and the offset of the first summary. */
const PREFIX = 17;
const NEWLINE = '\n';

/** Skips summaries with a wrong checksum or of another version. */
export async function readSummaries(file: string): Promise<ReadonlyMap<string, BoundSummary>> {
  const bytes = await wholeFile(file);
  return bytes === undefined ? new Map() : runInSlices(reading(bytes));
}

function* reading(bytes: Buffer): Generator<void, Map<string, BoundSummary>> {
  const found = new Map<string, BoundSummary>();
  const length = Number.parseInt(bytes.toString('latin1', 9, PREFIX), 16);
  if (Number.isNaN(length)) return found;
  const header = bytes.toString('utf8', PREFIX, length).trimEnd();
  if (bytes.toString('latin1', 0, 8) !== crc32Hex(header)) return found;
  const fields = asRecord(tryParseJson(header));
  if (fields?.get('schema') !== SUMMARY_SCHEMA || fields.get('papers') !== SCHEMA) return found;
  let at = length;
  for (const value of asList(fields.get('files')) ?? []) {
    const entry = entryOf(value);
    if (entry === undefined) return found;
    const part = bytes.subarray(at, at + entry.length);
    at += entry.length;
    yield;
    if (crc32(part) !== entry.sum) continue;
    const summary = FileSummary.over(part);
    if (summary) found.set(entry.name, { summary, signature: entry.signature, content: entry.content });
  }
  return found;
}

/** Writes summaries for `readSummaries`. @throws the file system's error; the old file is then unchanged */
export async function writeSummaries(
  file: string,
  summaries: ReadonlyMap<string, BoundSummary>,
): Promise<void> {
  const entries: Entry[] = [];
  const sorted = [...summaries].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [name, { summary, signature, content }] of sorted) {
    const { bytes } = summary;
    entries.push({ name, signature, content, length: bytes.length, sum: crc32(bytes) });
    await yieldToHost();
  }
  const header = JSON.stringify({
    ...{ dailyPapers: 'summaries', schema: SUMMARY_SCHEMA },
    // A newer version's paper files must not be read through these summaries.
    ...{ papers: SCHEMA, files: entries },
  });
  const start = padded(PREFIX + Buffer.byteLength(header) + NEWLINE.length);
  const prefix = `${crc32Hex(header)} ${start.toString(16).padStart(8, '0')}${header}`;
  const head = Buffer.alloc(start, ' ');
  head.write(prefix);
  head.write(NEWLINE, start - NEWLINE.length);
  const parts = [head, ...sorted.map(([, { summary }]) => summary.bytes)];
  const whole = Buffer.allocUnsafe(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
    await yieldToHost();
  }
  await atomicWrite(file, whole);
  await removeStaleTemporaries(path.dirname(file), Date.now());
}

/** Reads into a buffer of its own, which is aligned for typed arrays. */
async function wholeFile(file: string): Promise<Buffer | undefined> {
  try {
    const handle = await open(file);
    try {
      const { size } = await handle.stat();
      const bytes = Buffer.allocUnsafeSlow(size);
      const { bytesRead } = await handle.read(bytes, 0, size, 0);
      return bytes.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch {
    return undefined;
  }
}

function entryOf(value: unknown): Entry | undefined {
  const fields = asRecord(value);
  const content = asRecord(fields?.get('content'));
  const name = asText(fields?.get('name'), 1000);
  const signature = asText(fields?.get('signature'), 200);
  const [length, sum] = [asCount(fields?.get('length')), asCount(fields?.get('sum'))];
  const [size, crc] = [asCount(content?.get('size')), asCount(content?.get('crc'))];
  if (name === undefined || signature === undefined || length === undefined || sum === undefined)
    return undefined;
  return size === undefined || crc === undefined
    ? undefined
    : { name, signature, content: { size, crc }, length, sum };
}
