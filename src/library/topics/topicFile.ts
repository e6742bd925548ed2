import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import type { TopicScores } from '../../core/topics/topicCache';
import { asCount, asList, asRecord, asText } from '../../core/lang/json';
import { tryParseJson } from '../store/checksum';
import { retryIfLocked } from '../store/retryFile';
import { quarantine } from '../store/quarantine';
import { runInSlices } from '../../timeSlice';
import { atomicWrite } from '../store/atomicWrite';

/** Files of another version are ignored. */
const SCHEMA = 1;
/** A line is parsed without a pause. */
const PAPERS_A_LINE = 500;
/** Values per paper: id, fingerprint, index of its topics in `lists`. */
const VALUES = 3;
const NEWLINE = 10;

/*
 * JSON Lines. The first line contains the hash of the scoring rules, each combination of topics once, and the
 * CRC-32 of the other lines. It also contains the setting that changed the bundled topics, if any. Each other
 * line contains the values of many papers.
 */

/**
 * Reads the topics assigned in an earlier session.
 * @param rules hash of the scoring rules
 * @param readOnly keeps a folder with the file's name
 * @returns `undefined` if the file is missing, invalid or has other rules
 */
export async function readTopicFile(
  file: string,
  rules: string,
  readOnly = false,
): Promise<ReadonlyMap<string, TopicScores> | undefined> {
  const bytes = await bytesOf(file, readOnly);
  return bytes && runInSlices(reading(bytes, rules));
}

async function bytesOf(file: string, readOnly: boolean): Promise<Buffer | undefined> {
  try {
    return await retryIfLocked(() => readFile(file));
  } catch (error) {
    // A folder with the file's name would block writing.
    if ((error as NodeJS.ErrnoException).code === 'EISDIR' && !readOnly)
      await quarantine(file, 'move').catch(() => undefined);
    return undefined;
  }
}

/**
 * Writes topics for `readTopicFile`.
 * @param setting the user's changes to the topics, for `readTopicSetting`
 * @throws the file system's error; the old file is then unchanged
 */
export async function writeTopicFile(
  file: string,
  rules: string,
  entries: Iterable<readonly [id: string, scores: TopicScores]>,
  setting?: unknown,
): Promise<void> {
  await atomicWrite(file, await runInSlices(writing(rules, entries, setting)));
}

/** Returns the topics setting with which the file was written, for a program that cannot read settings. */
export async function readTopicSetting(file: string): Promise<unknown> {
  const line = await retryIfLocked(() => firstLine(file)).catch(() => '');
  return asRecord(tryParseJson(line))?.get('setting');
}

/** Reads only the first line: the papers after it take megabytes. */
async function firstLine(file: string): Promise<string> {
  const read: Buffer[] = [];
  for await (const piece of createReadStream(file) as AsyncIterable<Buffer>) {
    const end = piece.indexOf(NEWLINE);
    read.push(end < 0 ? piece : piece.subarray(0, end));
    if (end >= 0) break;
  }
  return Buffer.concat(read).toString('utf8');
}

function* reading(bytes: Buffer, rules: string): Generator<void, Map<string, TopicScores> | undefined> {
  const end = bytes.indexOf(NEWLINE);
  const header = asRecord(tryParseJson(bytes.toString('utf8', 0, Math.max(0, end))));
  if (header?.get('schema') !== SCHEMA || header.get('rules') !== rules) return undefined;
  if (header.get('sum') !== crc32(bytes.subarray(end + 1))) return undefined;
  const lists = (asList(header.get('lists')) ?? []).map(
    (list) => asList(list)?.filter((id) => typeof id === 'string') ?? [],
  );
  const papers = new Map<string, TopicScores>();
  for (let at = end + 1; at < bytes.length; at = bytes.indexOf(NEWLINE, at) + 1 || bytes.length) {
    yield;
    const line = bytes.indexOf(NEWLINE, at);
    const values = asList(tryParseJson(bytes.toString('utf8', at, line < 0 ? bytes.length : line))) ?? [];
    for (let value = 0; value + VALUES <= values.length; value += VALUES) {
      const id = asText(values[value], 300);
      const fingerprint = asCount(values[value + 1]);
      const topics = lists[asCount(values[value + 2]) ?? -1];
      if (id === undefined || fingerprint === undefined || !topics?.length) return undefined;
      papers.set(id, { fingerprint, topics });
    }
  }
  return papers;
}

function* writing(
  rules: string,
  entries: Iterable<readonly [id: string, scores: TopicScores]>,
  setting: unknown,
): Generator<void, string> {
  const lists = new Map<string, { readonly place: number; readonly topics: readonly string[] }>();
  const lines: string[] = [];
  let values: (string | number)[] = [];
  for (const [id, { fingerprint, topics }] of entries) {
    const name = topics.join('\n');
    const list = lists.get(name) ?? { place: lists.size, topics };
    lists.set(name, list);
    values.push(id, fingerprint, list.place);
    if (values.length < VALUES * PAPERS_A_LINE) continue;
    lines.push(`${JSON.stringify(values)}\n`);
    values = [];
    yield;
  }
  const body = [...lines, `${JSON.stringify(values)}\n`].join('');
  const all = [...lists.values()].map((list) => list.topics);
  return `${JSON.stringify({ schema: SCHEMA, rules, lists: all, sum: crc32(body), setting })}\n${body}`;
}
