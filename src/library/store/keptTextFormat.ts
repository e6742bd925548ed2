import { asCount, asRecord, asText } from '../../core/lang/json';
import { crc32Hex, tryParseJson } from './checksum';

export interface KeptText {
  /** arXiv id without version. */
  readonly id: string;
  /** Time of the download in ISO 8601. */
  readonly fetched: string;
  readonly host: string;
  readonly answer: string;
}

/** Files of a newer version are neither read nor replaced. */
const SCHEMA = 1;

export const TEXT_ENDING = '.md';

/** Returns an arXiv id as a file name: ids from before 2007 have a slash (`math.GT/0309136`). */
export function textKey(id: string): string {
  return id.replace('/', '_');
}

/** Returns the arXiv id of a file name. */
export function idOfKey(key: string): string {
  return key.replace('_', '/');
}

/** Returns the content of a text's file. */
export function encodeText({ answer, ...about }: KeptText): string {
  return `${JSON.stringify({ schema: SCHEMA, sum: crc32Hex(answer), ...about })}\n${answer}`;
}

export type DecodedText =
  | { readonly kind: 'text'; readonly text: KeptText }
  | { readonly kind: 'newer' | 'damaged' };

/** Verifies the checksum. */
export function decodeText(content: string): DecodedText {
  const end = content.indexOf('\n');
  const header = asRecord(tryParseJson(content.slice(0, Math.max(0, end))));
  const schema = asCount(header?.get('schema'));
  if (header === undefined || schema === undefined) return { kind: 'damaged' };
  if (schema > SCHEMA) return { kind: 'newer' };
  const answer = content.slice(end + 1);
  const [id, fetched, host] = ['id', 'fetched', 'host'].map((name) => asText(header.get(name), 300));
  if (id === undefined || fetched === undefined || host === undefined) return { kind: 'damaged' };
  if (header.get('sum') !== crc32Hex(answer)) return { kind: 'damaged' };
  return { kind: 'text', text: { id, fetched, host, answer } };
}
