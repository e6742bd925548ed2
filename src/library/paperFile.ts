import { crc32 } from 'node:zlib';
import type { Paper } from '../core/paper';
import { stated } from '../core/stated';
import { readStoredPaper } from '../core/storedPaper';
import { asCount, asRecord, asText, type JsonRecord } from '../core/value';

/** Version of the layout below. A file with a higher one was written by a newer extension and is left alone. */
export const SCHEMA = 1;

/** One paper of a file, with the line that it came from, so that what did not change is written back as it was. */
export interface PaperRecord {
  readonly paper: Paper;
  readonly line: string;
}

/** What a file turned out to be. `damaged` still gives every paper whose line is whole. */
export type PaperFile =
  | {
      readonly kind: 'whole' | 'damaged';
      readonly header: JsonRecord;
      readonly records: ReadonlyMap<string, PaperRecord>;
    }
  | { readonly kind: 'newer' };

/*
 * JSON Lines. The first line says what the file is and how many papers follow, so that a file cut between two lines is
 * noticed; every other line is {"sum":"8 hex digits","paper":{…}} with the CRC-32 of the paper's own text, so that a
 * flipped bit costs one paper and not a month.
 */
const LINE = /^\{"sum":"([0-9a-f]{8})","paper":(\{.*\})\}$/;

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
 * A paper as a line.
 * @param before the line that it replaces: fields there that this version does not know are carried over
 */
export function encodePaper(paper: Paper, before?: string): string {
  const text = JSON.stringify(before === undefined ? paper : { ...parsedPaper(before), ...paper });
  return `{"sum":"${sumOf(text)}","paper":${text}}`;
}

/** Reads a file's text; never throws. */
export function decodePaperFile(text: string): PaperFile {
  const [first = '', ...rest] = text.split('\n');
  const header = asRecord(parsed(first)) ?? new Map<string, unknown>();
  const schema = asCount(header.get('schema'));
  if (schema !== undefined && schema > SCHEMA) return { kind: 'newer' };
  const records = new Map<string, PaperRecord>();
  let torn = 0;
  for (const line of rest) {
    if (line === '') continue;
    const match = LINE.exec(line);
    const paper =
      match?.[2] !== undefined && sumOf(match[2]) === match[1] && readStoredPaper(parsed(match[2]));
    if (paper) records.set(paper.id, { paper, line });
    else torn += 1;
  }
  const known = asText(header.get('dailyPapers'), 20) === 'papers' && schema !== undefined && schema > 0;
  const whole = known && torn === 0 && header.get('count') === records.size && text.endsWith('\n');
  return { kind: whole ? 'whole' : 'damaged', header, records };
}

function parsedPaper(line: string): object {
  const match = LINE.exec(line);
  const value = match?.[2] === undefined ? undefined : parsed(match[2]);
  return typeof value === 'object' && value !== null ? value : {};
}

function sumOf(text: string): string {
  return crc32(text).toString(16).padStart(8, '0');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
