import { lazyPaper, plainPaper, type PaperTexts, type TextSource } from '../../core/paper/lazyPaper';
import type { Paper } from '../../core/paper/paper';
import { stated } from '../../core/lang/omitUndefined';
import {
  readStoredFacts,
  readStoredPaper,
  readStoredTexts,
  storedForm,
  TEXT_FIELDS,
} from '../../core/paper/storedPaper';
import { asCount, asRecord, asText, type JsonRecord } from '../../core/lang/json';
import { parsedJson, sumOf } from './checksum';

/** Version of the layout below. A file with a higher one was written by a newer extension and is left alone. */
export const SCHEMA = 1;

/** One paper of a file, and where it is, so that what did not change is written back as it was. */
export interface PaperRecord {
  readonly paper: Paper;
  readonly start: number;
  readonly end: number;
}

/** What a file turned out to be. `damaged` still gives every paper that can be verified. */
export type PaperFile =
  | {
      readonly kind: 'whole' | 'damaged';
      readonly header: JsonRecord;
      readonly records: ReadonlyMap<string, PaperRecord>;
      readonly bytes: Buffer;
    }
  | { readonly kind: 'newer' };

/*
 * JSON Lines. The header says what the file is and how many papers it has, so that a file cut between two lines is
 * noticed; every other line is {"sum":"8 hex digits","paper":{…}} with the CRC-32 of the paper's JSON, so that a
 * flipped bit costs one paper and not a month.
 *
 * Another program may write the same content in another form: line ends as CRLF, a byte order mark, no newline at the
 * end, other white space or escapes, lines or fields in another order, one record on several lines. Such a record is
 * parsed, and the sum is checked against the form in which we write it.
 */
const LINE_HEAD = /^\{"sum":"([0-9a-f]{8})","paper":$/;
/** Bytes before and after the paper in a line as we write it. */
const HEAD = 26;
const TAIL = 1;
const NEWLINE = 10;
const CARRIAGE_RETURN = 13;
const OPENING_BRACE = 0x7b;
const BYTE_ORDER_MARK = Buffer.from('\u{feff}');
/** Where a line's texts begin. */
const TEXTS = Buffer.from(`,"${TEXT_FIELDS[0]}":"`);
/** Papers between two chances to pause. */
const SLICE = 16;

/** What a header says beside the layout: where the papers came from. */
export type PaperFileAbout = Readonly<Partial<Record<'from' | 'at', string>>>;

/** What a header says about its papers. */
export function aboutOf(header: JsonRecord): PaperFileAbout {
  return stated({ from: asText(header.get('from'), 500), at: asText(header.get('at'), 40) });
}

/** A file's text from its papers' lines and what else its header says. */
export function encodePaperFile(lines: readonly string[], about: PaperFileAbout = {}): string {
  const header = JSON.stringify({ dailyPapers: 'papers', schema: SCHEMA, count: lines.length, ...about });
  return [header, ...lines, ''].join('\n');
}

/**
 * A paper as a line: its facts first, then its texts from the abstract on, so that reading can stop in between.
 * @param before the line that it replaces: fields that this version does not know are carried over. A known field that
 *   the paper lacks is not: whether an older value stays is decided field by field in `mergePaper`.
 */
export function encodePaper(paper: Paper, before?: string): string {
  const old = before === undefined ? undefined : paperJson(Buffer.from(before));
  return lineWith(jsonOf(paper, old === undefined ? undefined : parsedJson(old.toString())));
}

function lineWith(json: string): string {
  return `{"sum":"${sumOf(json)}","paper":${json}}`;
}

/** A paper's JSON as we write it: known fields in a fixed order, then the unknown fields of `other`, sorted by name. */
function jsonOf(paper: Paper, other: unknown): string {
  const fields = new Map<string, unknown>(Object.entries(storedForm(plainPaper(paper))));
  const unknown = [...(asRecord(other) ?? [])].filter(([name]) => !fields.has(name));
  for (const [name, value] of unknown.sort(([a], [b]) => (a < b ? -1 : 1))) fields.set(name, value);
  return JSON.stringify(Object.fromEntries(fields));
}

/** Reads a file's bytes, with chances to pause; never throws. */
export function* decodingPaperFile(bytes: Buffer): Generator<void, PaperFile> {
  let header: JsonRecord = new Map<string, unknown>();
  const records = new Map<string, PaperRecord>();
  let torn = 0;
  let read = 0;
  const marked = bytes.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK);
  const begin = marked ? BYTE_ORDER_MARK.length : 0;
  for (let start = begin; start < bytes.length;) {
    if (++read % SLICE === 0) yield;
    let end = endOfLine(bytes, start);
    let found = contentOf(bytes.subarray(start, end));
    if (found === undefined) {
      // One record on several lines ends before the next line that begins with a brace, as every record does.
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

/** A record as the line that we would write. */
export function lineOf(bytes: Buffer, { start, end }: PaperRecord): string {
  const record = bytes.subarray(start, end);
  const json = paperJson(record);
  return json === undefined ? record.toString() : lineWith(json.toString());
}

/**
 * The JSON of the paper in a record, in the form over which its sum was taken; undefined if the sum does not match.
 * @param sum must be the record's sum, if given
 */
export function paperJson(record: Buffer, sum?: string): Buffer | undefined {
  const own = LINE_HEAD.exec(record.toString('latin1', 0, HEAD))?.[1];
  const end = record.length - (record.at(-1) === CARRIAGE_RETURN ? 1 : 0);
  const json = record.subarray(HEAD, end - TAIL);
  if (own !== undefined && own === sumOf(json)) return sum === undefined || sum === own ? json : undefined;
  return record[0] === OPENING_BRACE ? rewrittenJson(record, sum) : undefined;
}

/** The sum that a record states. */
export function sumIn(record: Buffer): string | undefined {
  return (
    LINE_HEAD.exec(record.toString('latin1', 0, HEAD))?.[1] ??
    asText(asRecord(parsedJson(record.toString()))?.get('sum'), 8)
  );
}

/** As `paperJson`, for a record that another program wrote in another form. */
function rewrittenJson(record: Buffer, sum?: string): Buffer | undefined {
  const fields = asRecord(parsedJson(record.toString()));
  const own = asText(fields?.get('sum'), 8);
  const value = fields?.get('paper');
  if (own === undefined || value === undefined || (sum !== undefined && sum !== own)) return undefined;
  const same = JSON.stringify(value);
  if (sumOf(same) === own) return Buffer.from(same);
  const paper = readStoredPaper(value);
  const ordered = paper && jsonOf(paper, value);
  return ordered !== undefined && sumOf(ordered) === own ? Buffer.from(ordered) : undefined;
}

/** The paper of verified JSON; its texts stay in the bytes. Undefined if it is not what this version writes. */
function paperIn(json: Buffer): Paper | undefined {
  const texts = startOfTexts(json);
  const facts = texts < 0 ? undefined : readStoredFacts(parsedJson(`${json.toString('utf8', 0, texts)}}`));
  return facts ? lazyPaper(facts, new LineTexts(json)) : readStoredPaper(parsedJson(json.toString()));
}

/** The texts in a paper's verified JSON. */
export function textsIn(json: Buffer): PaperTexts {
  const texts = startOfTexts(json);
  const value = parsedJson(texts < 0 ? json.toString() : `{${json.toString('utf8', texts + 1)}`);
  return readStoredTexts(value) ?? { abstract: '', links: [] };
}

/** Quotes within a text are escaped, so these are not in one. In an older line the texts may come before the facts. */
function startOfTexts(json: Buffer): number {
  return json.indexOf(TEXTS);
}

/** Reads texts from the file's buffer. Keeps the buffer alive while the paper is referenced. */
class LineTexts implements TextSource {
  readonly #json: Buffer;

  constructor(json: Buffer) {
    this.#json = json;
  }

  read(): PaperTexts {
    return textsIn(this.#json);
  }
}

/** The paper or the header in a record; undefined if it is neither. */
function contentOf(record: Buffer): { readonly paper: Paper } | { readonly header: JsonRecord } | undefined {
  const json = paperJson(record);
  const paper = json && paperIn(json);
  if (paper) return { paper };
  const fields = json === undefined ? asRecord(parsedJson(record.toString())) : undefined;
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
