import { parseDigestSteps } from '../digest/parseDigest';
import type { DigestPaper, DigestProblem } from '../digest/problems';
import { dayInText } from '../digest/dates';
import { addMetadataSteps } from '../digest/toPapers';
import { findList, parseFeedItem, type SkippedItem } from './parseFeed';
import { hasAtMostValues } from '../lang/json';
import { toPlainPaper } from '../paper/lazyPaper';
import { mergeByIdSteps } from '../merge/mergePaper';
import { importStoredPaper } from './importStoredPaper';
import type { Paper } from '../paper/paper';
import { omitUndefined } from '../lang/omitUndefined';
import { FIRST_DAY } from './feedCalendar';

/** Start of the header line of a store file. */
const OUR_HEADER = '{"dailyPapers":';

/** Maximum number of JSON values. The full archive from the API has a third. 60 MB can hold 20 million. */
const MAX_VALUES = 4_000_000;

/** Maximum number of skipped items whose position is reported. */
const MAX_NAMED_ITEMS = 100;

export type ImportKind = 'answer' | 'lines' | 'page';

export interface ParsedImport {
  readonly kind: ImportKind;
  /** Papers without duplicates. */
  readonly papers: readonly Paper[];
  /** First skipped items of an answer, or lines, up to a limit. */
  readonly skipped: readonly SkippedItem[];
  readonly skippedCount: number;
  /** Parts of a saved page that could not be read. */
  readonly problems: readonly DigestProblem[];
}

export interface ImportOptions {
  /**
   * File name. A day in it (`2025-06-17.json`) is the day of a page, or of an answer's items that have none.
   */
  readonly name: string;
  /** Converts a title or an abstract to readable text. */
  readonly readable: (raw: string) => string;
  /** Latest plausible day in a file, `YYYY-MM-DD`. */
  readonly latest: string;
}

/**
 * Reads a file that the user chose: an API answer as JSON, JSON Lines with a paper or an answer on each line,
 * or the text of a saved page, with any line endings. Returns `undefined` for other files. Yields between
 * papers so that the caller can pause.
 * @param pieces the text in pieces, the first with the beginning of the first value or paragraph
 */
export function* parseImportSteps(
  pieces: readonly string[],
  context: ImportOptions,
): Generator<void, ParsedImport | undefined> {
  const reading = yield* parseTextSteps(pieces, context);
  if (!reading) return undefined;
  const papers: Paper[] = [];
  for (const one of reading.papers) {
    papers.push(clampDates(one, context.latest));
    yield;
  }
  return { ...reading, papers };
}

function* parseTextSteps(
  pieces: readonly string[],
  { name, readable }: ImportOptions,
): Generator<void, ParsedImport | undefined> {
  const day = dayInText(name);
  const [beginning = ''] = pieces;
  // A saved page can also start with `[`: a link in brackets.
  if (/^\ufeff?\s*(?:\{|\[\s*(?:[[{"\]]|(?:null|NaN|true|false|-?\d{1,20})\s*[,\]]))/.test(beginning)) {
    const body = pieces
      .join('')
      .replace(/^\ufeff/, '')
      .trim();
    const found = new ParsedItems(readable);
    const whole = tryParse(body);
    if (whole.ok) yield* found.readingValue(whole.value);
    else yield* parseLinesSteps(body, found);
    const papers = yield* mergeByIdSteps(found.papers);
    const { skipped, skippedCount } = found;
    // A single paper can be saved on any day, and a JSON Lines file can contain many days.
    const dated = day === undefined || !whole.ok || !findList(whole.value) ? papers : addDay(papers, day);
    return { kind: whole.ok ? 'answer' : 'lines', papers: dated, skipped, skippedCount, problems: [] };
  }
  const digest = yield* parseDigestSteps(pieces, day === undefined ? {} : { day });
  // Any text has short and long paragraphs. A saved page also gives author counts or publication days.
  if (!digest.papers.some(isComplete)) return undefined;
  const { papers, problems } = yield* addMetadataSteps(digest, [], readable);
  return { kind: 'page', papers, skipped: [], skippedCount: 0, problems };
}

/** Returns whether a block of a page gives an author count or a publication day. */
function isComplete({ authorCount, published }: DigestPaper): boolean {
  return authorCount !== undefined || published !== undefined;
}

/** Items read from a file so far: API items, and papers in the store's format. */
class ParsedItems {
  readonly papers: Paper[] = [];
  readonly skipped: SkippedItem[] = [];
  skippedCount = 0;
  readonly #readable: (raw: string) => string;

  constructor(readable: (raw: string) => string) {
    this.#readable = readable;
  }

  /**
   * Reads one item, a list of items, or a wrapper around a list.
   * @param line zero-based line of the value in a JSON Lines file
   */
  *readingValue(value: unknown, line?: number): Generator<void, void> {
    const list = findList(value);
    const about = { readable: this.#readable, ...omitUndefined({ day: list?.day }) };
    for (const [index, item] of (list?.items ?? [value]).entries()) {
      const paper = importStoredPaper(item, this.#readable) ?? parseFeedItem(item, about);
      if (typeof paper === 'string') this.drop(line ?? index, paper);
      else this.papers.push(paper);
      yield;
    }
  }

  drop(index: number, why: string): void {
    this.skippedCount += 1;
    if (this.skipped.length < MAX_NAMED_ITEMS) this.skipped.push({ index, why });
  }
}

function* parseLinesSteps(body: string, found: ParsedItems): Generator<void, void> {
  let index = -1;
  let start = 0;
  /** End of the last value that spans several lines. Lines before it are part of that value. */
  let end = 0;
  let open = true;
  for (const line of linesOf(body)) {
    index += 1;
    yield;
    const from = start;
    start += line.length + (body.startsWith('\r\n', start + line.length) ? 2 : 1);
    if (from < end || line.trim() === '' || line.startsWith(OUR_HEADER)) continue;
    const value = tryParse(line);
    if (value.ok) {
      yield* found.readingValue(value.value, index);
      continue;
    }
    // A value printed over several lines. An unclosed value is searched for once, because the search reads to
    // the end.
    const close = open && OPENS_VALUE.test(line) ? endOfValue(body, from) : undefined;
    if (close === undefined) {
      open = open && !OPENS_VALUE.test(line);
      found.drop(index, 'not JSON');
      continue;
    }
    end = close;
    const whole = tryParse(body.slice(from, close));
    if (whole.ok) yield* found.readingValue(whole.value, index);
    else found.drop(index, 'not JSON');
  }
}

/** First line of a value that continues on the next line. */
const OPENS_VALUE = /^\s*[[{](?:$|.{0,400}[[{,]\s*$)/;

/** Returns the offset after the closing bracket of the value at `from`; `undefined` if it is not closed. */
function endOfValue(text: string, from: number): number | undefined {
  const mark = /["[\]{}]/g;
  const quote = /["\\]/g;
  let depth = 0;
  mark.lastIndex = from;
  for (let match = mark.exec(text); match !== null; match = mark.exec(text)) {
    if (match[0] === '"') {
      quote.lastIndex = mark.lastIndex;
      let inside = quote.exec(text);
      while (inside !== null && inside[0] !== '"') {
        quote.lastIndex += 1;
        inside = quote.exec(text);
      }
      if (inside === null) return undefined;
      mark.lastIndex = quote.lastIndex;
    } else {
      depth += match[0] === '{' || match[0] === '[' ? 1 : -1;
      if (depth === 0) return mark.lastIndex;
    }
  }
  return undefined;
}

/** Yields lines one by one, because a text can have a hundred million lines. */
function* linesOf(text: string): Generator<string, void> {
  let start = 0;
  for (const { index, 0: end } of text.matchAll(/\r\n?|\n/g)) {
    yield text.slice(start, index);
    start = index + end.length;
  }
  yield text.slice(start);
}

/**
 * Sets the day of the file name on papers without a day. If any paper has another day, the file name means
 * something else, such as the day on which a whole month was saved.
 */
function addDay(papers: readonly Paper[], named: string): readonly Paper[] {
  if (papers.some(({ featuredOn }) => featuredOn.some((day) => day !== named))) return papers;
  return papers.map((one) =>
    one.featuredOn.length > 0 ? one : { ...toPlainPaper(one), featuredOn: [named] },
  );
}

type ParseResult = { readonly ok: true; readonly value: unknown } | { readonly ok: false };

function tryParse(text: string): ParseResult {
  if (!hasAtMostValues(MAX_VALUES, text)) return { ok: false };
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch {
    return NOT_NUMBERS.test(text) ? tryParseWithNull(text) : { ok: false };
  }
}

/** Values that Python writes but JSON does not allow. */
const NOT_NUMBERS = /\bNaN\b|\bInfinity\b/;

/** Parses JSON written by Python, with null for NaN and infinity. */
function tryParseWithNull(text: string): ParseResult {
  const plain = text.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|\bNaN\b|-?\bInfinity\b/gs, (part) =>
    part.startsWith('"') ? part : 'null',
  );
  try {
    return { ok: true, value: JSON.parse(plain) as unknown };
  } catch {
    return { ok: false };
  }
}

/**
 * Removes impossible days: days on the page before `FIRST_DAY` or after `latest`, and publication days after
 * `latest`.
 * @param latest latest plausible day, `YYYY-MM-DD`
 */
export function clampDates(one: Paper, latest: string): Paper {
  const featuredOn = one.featuredOn.filter((day) => day >= FIRST_DAY && day <= latest);
  const published = one.published <= latest ? one.published : '';
  if (featuredOn.length === one.featuredOn.length && published === one.published) return one;
  return { ...toPlainPaper(one), featuredOn, published };
}
