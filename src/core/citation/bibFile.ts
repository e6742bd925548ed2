import { findPaperMentions } from '../links/paperMentions';
import { comparableTitle } from './comparableTitle';

/** Citation key of an entry, and what identifies its paper. */
export interface CitableEntry {
  readonly key: string;
  /** Without version. */
  readonly arxivId?: string;
  /** Lowercase, without `https://doi.org/`. */
  readonly doi?: string;
  /** See `comparableTitle`. */
  readonly title?: string;
}

export interface BibEntry extends CitableEntry {
  readonly type: string;
  /** UTF-16 offsets, from `@` to after the closing brace. */
  readonly start: number;
  readonly end: number;
}

/** After an error, parsing resumes at the next line that starts an entry. */
const ENTRY_START = /@[ \t]*([A-Za-z]+)[ \t]*([{(])/y;
const NOT_AN_ENTRY = new Set(['comment', 'string', 'preamble']);
const FIELD =
  /\b(eprint|doi|url|journal|volume|howpublished|title)[ \t]*=[ \t\r\n]*(?:(\{)|"([^"]*)"|([\w./:-]+))/i;
/** Fields that can contain the paper's own arXiv id. A `note` often names another paper. */
const ARXIV_FIELDS: readonly string[] = ['eprint', 'doi', 'url', 'journal', 'volume', 'howpublished'];

/**
 * Finds the entries of a .bib file. An unclosed entry ends before the next line that starts an entry, so one mistake
 * does not hide the rest. Runs in linear time.
 */
export function parseBibFile(text: string): readonly BibEntry[] {
  const entries: BibEntry[] = [];
  let at = text.indexOf('@');
  while (at >= 0) {
    ENTRY_START.lastIndex = at;
    const start = ENTRY_START.exec(text);
    if (!start || !isLineStart(text, at)) {
      at = text.indexOf('@', at + 1);
      continue;
    }
    const type = (start[1] ?? '').toLowerCase();
    const bodyStart = at + start[0].length;
    const end = endOfEntry(text, bodyStart, start[2] === '(' ? ')' : '}');
    const entry = NOT_AN_ENTRY.has(type) ? undefined : parseEntry(text, type, { start: at, bodyStart, end });
    if (entry) entries.push(entry);
    at = text.indexOf('@', Math.max(end, bodyStart));
  }
  return entries;
}

/** Allows white space and the end of another entry before the offset. */
function isLineStart(text: string, at: number): boolean {
  let before = at - 1;
  while (before >= 0 && /[ \t]/.test(text.charAt(before))) before -= 1;
  return before < 0 || /[\r\n})]/.test(text.charAt(before));
}

/** Returns the offset after the closing delimiter. Without one, returns that of the next entry. */
function endOfEntry(text: string, from: number, close: string): number {
  let depth = 1;
  for (let at = from; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '\\') at += 1;
    else if (character === '{') depth += 1;
    else if (character === '}' && (depth > 1 || close === '}')) depth -= 1;
    else if (character === ')' && depth === 1 && close === ')') depth -= 1;
    else if (character === '\n' && isEntryStart(text, at + 1)) return at + 1;
    if (depth === 0) return at + 1;
  }
  return text.length;
}

function isEntryStart(text: string, at: number): boolean {
  if (text.charAt(at) !== '@') return false;
  ENTRY_START.lastIndex = at;
  return ENTRY_START.test(text);
}

function parseEntry(
  text: string,
  type: string,
  { start, bodyStart, end }: { readonly start: number; readonly bodyStart: number; readonly end: number },
): BibEntry | undefined {
  const body = text.slice(bodyStart, end);
  const key = /^\s*([^\s,{}()=#%"]+)\s*(?=[,}\r\n)]|$)/.exec(body)?.[1];
  if (key === undefined) return undefined;
  let arxivId: string | undefined;
  let doi: string | undefined;
  let title: string | undefined;
  for (const { name, value } of fieldsOf(body)) {
    if (name === 'title') title ??= comparableTitle(value);
    if (name === 'doi')
      doi ??= value.replace(/^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)/i, '').toLowerCase();
    if (ARXIV_FIELDS.includes(name)) arxivId ??= arxivIdIn(name, value);
  }
  return {
    ...{ key, type, start, end },
    ...(arxivId !== undefined && { arxivId }),
    ...(doi !== undefined && doi !== '' && { doi }),
    ...(title !== undefined && title !== '' && { title }),
  };
}

/** Continues inside a value without a closing brace. */
function* fieldsOf(body: string): Generator<{ readonly name: string; readonly value: string }, void> {
  const closing = closingBraces(body);
  const field = new RegExp(FIELD, 'gi');
  for (let match = field.exec(body); match; match = field.exec(body)) {
    const [, name = '', brace, quoted, bare = ''] = match;
    const start = field.lastIndex;
    const end = brace === undefined ? start : closing.get(start - 1);
    if (end === undefined) continue;
    field.lastIndex = end;
    const value = brace === undefined ? (quoted ?? bare) : body.slice(start, end);
    yield { name: name.toLowerCase(), value: value.trim() };
  }
}

/**
 * Maps opening to closing braces. One pass finds all: a search for each field would take quadratic time in a file with
 * many unclosed values.
 */
function closingBraces(text: string): ReadonlyMap<number, number> {
  const closing = new Map<number, number>();
  const open: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '\\') at += 1;
    else if (character === '{') open.push(at);
    else if (character === '}') {
      const start = open.pop();
      if (start !== undefined) closing.set(start, at);
    }
  }
  return closing;
}

function arxivIdIn(field: string, value: string): string | undefined {
  const text = textOfId(field, value);
  return findPaperMentions(text).find(({ arxivId, certain }) => arxivId !== undefined && certain)?.arxivId;
}

/** Adds the prefix `arXiv:` where the field implies it. A bare number is not read as an id. */
function textOfId(field: string, value: string): string {
  if (field === 'eprint') return `arXiv:${value.replace(/^arxiv:/i, '')}`;
  // Semantic Scholar and DBLP: `journal = {ArXiv}, volume = {abs/2109.00859}`.
  return field === 'volume' ? value.replace(/^abs\//i, 'arXiv:') : value;
}
