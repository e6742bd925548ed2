import { lazyPaper, plainPaper, type PaperTexts, type TextSource } from '../../core/paper/lazyPaper';
import type { Paper } from '../../core/paper/paper';
import { stated } from '../../core/lang/omitUndefined';
import { readStoredFacts, readStoredPaper, readStoredTexts, TEXT_FIELDS } from '../../core/paper/storedPaper';
import { asCount, asRecord, asText, type JsonRecord } from '../../core/lang/json';
import { parsedJson, sumOf } from './checksum';

/** Version of the layout below. A file with a higher one was written by a newer extension and is left alone. */
export const SCHEMA = 1;

/** One paper of a file, and where its line is, so that what did not change is written back as it was. */
export interface PaperRecord {
  readonly paper: Paper;
  readonly start: number;
  readonly end: number;
}

/** What a file turned out to be. `damaged` still gives every paper whose line is whole. */
export type PaperFile =
  | {
      readonly kind: 'whole' | 'damaged';
      readonly header: JsonRecord;
      readonly records: ReadonlyMap<string, PaperRecord>;
      readonly bytes: Buffer;
    }
  | { readonly kind: 'newer' };

/*
 * JSON Lines. The first line says what the file is and how many papers follow, so that a file cut between two lines is
 * noticed; every other line is {"sum":"8 hex digits","paper":{…}} with the CRC-32 of the paper's own text, so that a
 * flipped bit costs one paper and not a month.
 */
const LINE = /^\{"sum":"([0-9a-f]{8})","paper":(\{.*\})\}$/;
const LINE_HEAD = /^\{"sum":"([0-9a-f]{8})","paper":$/;
/** Bytes before and after the paper in a line. */
const HEAD = 26;
const TAIL = 1;
const NEWLINE = 10;
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
 * @param before the line that it replaces: fields there that this version does not know are carried over
 */
export function encodePaper(paper: Paper, before?: string): string {
  const known = new Map(Object.entries(plainPaper(paper)));
  const fields = new Map(known);
  for (const name of TEXT_FIELDS) if (fields.delete(name)) fields.set(name, known.get(name));
  for (const [name, value] of before === undefined ? [] : Object.entries(parsedPaper(before)))
    if (!fields.has(name)) fields.set(name, value);
  const text = JSON.stringify(Object.fromEntries(fields));
  return `{"sum":"${sumOf(text)}","paper":${text}}`;
}

/** Reads a file's bytes, with chances to pause; never throws. */
export function* decodingPaperFile(bytes: Buffer): Generator<void, PaperFile> {
  const first = endOfLine(bytes, 0);
  const header = asRecord(parsedJson(bytes.toString('utf8', 0, first))) ?? new Map<string, unknown>();
  const schema = asCount(header.get('schema'));
  if (schema !== undefined && schema > SCHEMA) return { kind: 'newer' };
  const records = new Map<string, PaperRecord>();
  let torn = 0;
  let read = 0;
  for (let start = first + 1; start < bytes.length;) {
    if (++read % SLICE === 0) yield;
    const end = endOfLine(bytes, start);
    const paper = end === start ? undefined : paperOf(bytes, start, end);
    if (paper) records.set(paper.id, { paper, start, end });
    else if (end > start) torn += 1;
    start = end + 1;
  }
  const known = asText(header.get('dailyPapers'), 20) === 'papers' && schema !== undefined && schema > 0;
  const ended = bytes.at(-1) === NEWLINE;
  const whole = known && torn === 0 && header.get('count') === records.size && ended;
  return { kind: whole ? 'whole' : 'damaged', header, records, bytes };
}

/** A paper's line as it is in the file. */
export function lineOf(bytes: Buffer, { start, end }: PaperRecord): string {
  return bytes.toString('utf8', start, end);
}

/** The paper of one line; undefined when the line is not as it was written. */
function paperOf(bytes: Buffer, start: number, end: number): Paper | undefined {
  const sum = LINE_HEAD.exec(bytes.toString('latin1', start, Math.min(end, start + HEAD)))?.[1];
  const json = bytes.subarray(start + HEAD, end - TAIL);
  if (sum === undefined || sum !== sumOf(json)) return undefined;
  // Quotes within a text are escaped, so these are not in one; in an older line they may come before the facts.
  const texts = json.indexOf(TEXTS);
  const facts = texts < 0 ? undefined : readStoredFacts(parsedJson(`${json.toString('utf8', 0, texts)}}`));
  return facts ? lazyPaper(facts, new LineTexts(json, texts)) : readStoredPaper(parsedJson(json.toString()));
}

/** The texts of one line, as long as somebody has its paper. */
class LineTexts implements TextSource {
  readonly #json: Buffer;
  readonly #start: number;

  /** @param start where the comma before the texts is */
  constructor(json: Buffer, start: number) {
    this.#json = json;
    this.#start = start;
  }

  read(): PaperTexts {
    const value = parsedJson(`{${this.#json.toString('utf8', this.#start + 1)}`);
    // The sum was right, so this is as it was written; a text of another type was no paper of ours.
    return readStoredTexts(value) ?? { abstract: '', links: [] };
  }
}

function endOfLine(bytes: Buffer, start: number): number {
  const end = bytes.indexOf(NEWLINE, start);
  return end < 0 ? bytes.length : end;
}

function parsedPaper(line: string): object {
  const match = LINE.exec(line);
  const value = match?.[2] === undefined ? undefined : parsedJson(match[2]);
  return typeof value === 'object' && value !== null ? value : {};
}
