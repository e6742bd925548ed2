import { lazyPaper, toPlainPaper, type PaperTexts, type TextSource } from '../../core/paper/lazyPaper';
import type { Paper } from '../../core/paper/paper';
import { omitUndefined } from '../../core/lang/omitUndefined';
import {
  parseStoredSummary,
  parseStoredPaper,
  parseStoredTexts,
  storedForm,
  TEXT_FIELDS,
} from '../../core/paper/storedPaper';
import { asCount, asRecord, asText, type JsonRecord } from '../../core/lang/json';
import { tryParseJson, crc32Hex } from './checksum';

/** Files with a higher version are not modified. */
export const SCHEMA = 1;

/** Has the position of the record, so that an unchanged record is written back unchanged. */
export interface PaperRecord {
  readonly paper: Paper;
  readonly start: number;
  readonly end: number;
}

/** A `damaged` file still contains every paper that can be verified. */
export type PaperFile =
  | {
      readonly kind: 'whole' | 'damaged';
      readonly header: JsonRecord;
      readonly records: ReadonlyMap<string, PaperRecord>;
      readonly bytes: Buffer;
    }
  | { readonly kind: 'newer' };

/*
 * JSON Lines. The header has the number of papers, so that a file cut between two lines is detected. Every
 * other line is {"sum":"8 hex digits","paper":{…}}. The sum is the CRC-32 of the paper's JSON, so that a
 * flipped bit damages one paper and not a whole month.
 *
 * Another program may rewrite the content with other line ends, white space, escapes, order or byte order mark.
 * Such a record is parsed and encoded again, and the sum is checked against the result.
 */
const LINE_HEAD = /^\{"sum":"([0-9a-f]{8})","paper":$/;
const HEAD = 26;
const TAIL = 1;
const NEWLINE = 10;
const CARRIAGE_RETURN = 13;
const OPENING_BRACE = 0x7b;
const BYTE_ORDER_MARK = Buffer.from('\u{feff}');
const TEXTS = Buffer.from(`,"${TEXT_FIELDS[0]}":"`);
const SLICE_LINES = 16;

export type PaperFileAbout = Readonly<Partial<Record<'from' | 'at' | 'content', string>>>;

/** Omits invalid fields. */
export function aboutOf(header: JsonRecord): PaperFileAbout {
  return omitUndefined({
    from: asText(header.get('from'), 500),
    at: asText(header.get('at'), 40),
    content: asText(header.get('content'), 64),
  });
}

/** Returns the text of a file with these lines and header fields. */
export function encodePaperFile(lines: readonly string[], about: PaperFileAbout = {}): string {
  const header = JSON.stringify({ dailyPapers: 'papers', schema: SCHEMA, count: lines.length, ...about });
  return [header, ...lines, ''].join('\n');
}

/**
 * Encodes a paper as a line: facts first, then the texts from the abstract on, so that reading can stop in
 * between.
 * @param before the line to replace. Keeps its fields that are unknown to this version. Drops known fields that
 * the paper lacks, because `mergePaper` has already chosen the values.
 */
export function encodePaper(paper: Paper, before?: string): string {
  const old = before === undefined ? undefined : paperJson(Buffer.from(before));
  return lineWith(jsonOf(paper, old === undefined ? undefined : tryParseJson(old.toString())));
}

function lineWith(json: string): string {
  return `{"sum":"${crc32Hex(json)}","paper":${json}}`;
}

/** Known fields in a fixed order, then the unknown fields of `other`, sorted by name. */
function jsonOf(paper: Paper, other: unknown): string {
  const fields = new Map<string, unknown>(Object.entries(storedForm(toPlainPaper(paper))));
  const unknown = [...(asRecord(other) ?? [])].filter(([name]) => !fields.has(name));
  for (const [name, value] of unknown.sort(([a], [b]) => (a < b ? -1 : 1))) fields.set(name, value);
  return JSON.stringify(Object.fromEntries(fields));
}

/** Yields to allow pauses. Never throws. */
export function* decodePaperFileSteps(bytes: Buffer): Generator<void, PaperFile> {
  let header: JsonRecord = new Map<string, unknown>();
  const records = new Map<string, PaperRecord>();
  let torn = 0;
  let read = 0;
  const marked = bytes.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK);
  const begin = marked ? BYTE_ORDER_MARK.length : 0;
  for (let start = begin; start < bytes.length;) {
    if (++read % SLICE_LINES === 0) yield;
    let end = endOfLine(bytes, start);
    let found = contentOf(bytes.subarray(start, end));
    if (found === undefined) {
      // A record on several lines ends before the next line that starts with a brace, as every record does.
      const last = endOfRecord(bytes, start, end);
      found = last > end ? contentOf(bytes.subarray(start, last)) : undefined;
      if (found !== undefined) end = last;
    }
    if (found === undefined) torn += isBlank(bytes, start, end) ? 0 : 1;
    else if ('paper' in found) records.set(found.paper.id, { paper: found.paper, start, end });
    else header = found.header;
    if ((asCount(header.get('schema')) ?? 0) > SCHEMA) return { kind: 'newer' };
    start = end + 1;
  }
  const known =
    asText(header.get('dailyPapers'), 20) === 'papers' && (asCount(header.get('schema')) ?? 0) > 0;
  const whole = known && torn === 0 && header.get('count') === records.size;
  return { kind: whole ? 'whole' : 'damaged', header, records, bytes };
}

/** Returns a record in the form that `encodePaper` writes. */
export function lineOf(bytes: Buffer, { start, end }: PaperRecord): string {
  const record = bytes.subarray(start, end);
  const json = paperJson(record);
  return json === undefined ? record.toString() : lineWith(json.toString());
}

/**
 * Returns a record's JSON in the form that its sum covers, or `undefined` if the sum does not match.
 * @param sum expected sum, if known
 */
export function paperJson(record: Buffer, sum?: string): Buffer | undefined {
  const own = LINE_HEAD.exec(record.toString('latin1', 0, HEAD))?.[1];
  const end = record.length - (record.at(-1) === CARRIAGE_RETURN ? 1 : 0);
  const json = record.subarray(HEAD, end - TAIL);
  if (own !== undefined && own === crc32Hex(json)) return sum === undefined || sum === own ? json : undefined;
  return record[0] === OPENING_BRACE ? rewrittenJson(record, sum) : undefined;
}

/** Does not verify the checksum. */
export function sumIn(record: Buffer): string | undefined {
  return (
    LINE_HEAD.exec(record.toString('latin1', 0, HEAD))?.[1] ??
    asText(asRecord(tryParseJson(record.toString()))?.get('sum'), 8)
  );
}

/** For a record that another program has rewritten. */
function rewrittenJson(record: Buffer, sum?: string): Buffer | undefined {
  const fields = asRecord(tryParseJson(record.toString()));
  const own = asText(fields?.get('sum'), 8);
  const value = fields?.get('paper');
  if (own === undefined || value === undefined || (sum !== undefined && sum !== own)) return undefined;
  const same = JSON.stringify(value);
  if (crc32Hex(same) === own) return Buffer.from(same);
  const paper = parseStoredPaper(value);
  const ordered = paper && jsonOf(paper, value);
  return ordered !== undefined && crc32Hex(ordered) === own ? Buffer.from(ordered) : undefined;
}

function paperIn(json: Buffer): Paper | undefined {
  const texts = startOfTexts(json);
  const facts =
    texts < 0 ? undefined : parseStoredSummary(tryParseJson(`${json.toString('utf8', 0, texts)}}`));
  return facts ? lazyPaper(facts, new LineTexts(json)) : parseStoredPaper(tryParseJson(json.toString()));
}

/** Returns the texts in a paper's verified JSON. */
export function textsIn(json: Buffer): PaperTexts {
  const texts = startOfTexts(json);
  const value = tryParseJson(texts < 0 ? json.toString() : `{${json.toString('utf8', texts + 1)}`);
  return parseStoredTexts(value) ?? { abstract: '', links: [] };
}

/** No text contains TEXTS, because its quotes are escaped. Older lines may have texts before facts. */
function startOfTexts(json: Buffer): number {
  return json.indexOf(TEXTS);
}

/** Keeps the file's buffer alive while the paper is referenced. */
class LineTexts implements TextSource {
  readonly #json: Buffer;

  constructor(json: Buffer) {
    this.#json = json;
  }

  read(): PaperTexts {
    return textsIn(this.#json);
  }
}

function contentOf(record: Buffer): { readonly paper: Paper } | { readonly header: JsonRecord } | undefined {
  const json = paperJson(record);
  const paper = json && paperIn(json);
  if (paper) return { paper };
  const fields = json === undefined ? asRecord(tryParseJson(record.toString())) : undefined;
  return fields?.has('dailyPapers') === true ? { header: fields } : undefined;
}

function endOfRecord(bytes: Buffer, start: number, endOfFirst: number): number {
  let end = endOfFirst;
  if (bytes[start] !== OPENING_BRACE) return end;
  while (end + 1 < bytes.length && bytes[end + 1] !== OPENING_BRACE) end = endOfLine(bytes, end + 1);
  return end;
}

function isBlank(bytes: Buffer, start: number, end: number): boolean {
  return end === start || (end === start + 1 && bytes[start] === CARRIAGE_RETURN);
}

function endOfLine(bytes: Buffer, start: number): number {
  const end = bytes.indexOf(NEWLINE, start);
  return end < 0 ? bytes.length : end;
}
