import { readFile } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import type { EarnedTopics } from '../../core/topics/topicCache';
import { asCount, asList, asRecord, asText } from '../../core/lang/json';
import { parsedJson } from '../store/checksum';
import { patiently } from '../store/retryFile';
import { setAside } from '../store/quarantine';
import { sliced } from '../../timeSlice';
import { writeWhole } from '../store/atomicWrite';

/** Raise it when the layout below changes: files of another schema are not read. */
const SCHEMA = 1;
/** Papers of one line, which is parsed without a pause. */
const PAPERS_A_LINE = 500;
/** Values of one paper: its id, its fingerprint, and the place of its topics among the lists. */
const VALUES = 3;
const NEWLINE = 10;

/*
 * JSON Lines. The first line says by which rules the topics were earned, names each combination of topics once, and
 * holds the CRC-32 of the other lines; each of those has the values of many papers, one after the other.
 */

/**
 * Reads the topics that papers earned in an earlier session.
 * @param rules what decides the topics; others than those of the file make it worthless
 * @returns undefined when there is no such file, or none to be trusted
 */
export async function readTopicFile(
  file: string,
  rules: string,
): Promise<ReadonlyMap<string, EarnedTopics> | undefined> {
  const bytes = await bytesOf(file);
  return bytes && sliced(reading(bytes, rules));
}

async function bytesOf(file: string): Promise<Buffer | undefined> {
  try {
    return await patiently(() => readFile(file));
  } catch (error) {
    // A folder in its place would keep the file from ever being written.
    if ((error as NodeJS.ErrnoException).code === 'EISDIR')
      await setAside(file, 'move').catch(() => undefined);
    return undefined;
  }
}

/** Writes what `readTopicFile` reads. @throws the file system's error; the old file is then as it was */
export async function writeTopicFile(
  file: string,
  rules: string,
  entries: Iterable<readonly [id: string, earned: EarnedTopics]>,
): Promise<void> {
  await writeWhole(file, await sliced(writing(rules, entries)));
}

function* reading(bytes: Buffer, rules: string): Generator<void, Map<string, EarnedTopics> | undefined> {
  const end = bytes.indexOf(NEWLINE);
  const header = asRecord(parsedJson(bytes.toString('utf8', 0, Math.max(0, end))));
  if (header?.get('schema') !== SCHEMA || header.get('rules') !== rules) return undefined;
  if (header.get('sum') !== crc32(bytes.subarray(end + 1))) return undefined;
  const lists = (asList(header.get('lists')) ?? []).map(
    (list) => asList(list)?.filter((id) => typeof id === 'string') ?? [],
  );
  const papers = new Map<string, EarnedTopics>();
  for (let at = end + 1; at < bytes.length; at = bytes.indexOf(NEWLINE, at) + 1 || bytes.length) {
    yield;
    const line = bytes.indexOf(NEWLINE, at);
    const values = asList(parsedJson(bytes.toString('utf8', at, line < 0 ? bytes.length : line))) ?? [];
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
  entries: Iterable<readonly [id: string, earned: EarnedTopics]>,
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
  return `${JSON.stringify({ schema: SCHEMA, rules, lists: all, sum: crc32(body) })}\n${body}`;
}
