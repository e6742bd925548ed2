import { parseDigestSteps } from '../digest/parseDigest';
import type { DigestPaper, DigestProblem } from '../digest/problems';
import { dayInText } from '../digest/dates';
import { addMetadataSteps } from '../digest/toPapers';
import { findList, parseFeedItem, type SkippedItem } from './parseFeed';
import { endOfContainer, parseJsonSteps } from '../lang/parseJsonSteps';
import { TextPieces } from '../lang/textPieces';
import { toPlainPaper } from '../paper/lazyPaper';
import { mergeByIdSteps } from '../merge/mergePaper';
import { importStoredPaper } from './importStoredPaper';
import type { Paper } from '../paper/paper';
import { omitUndefined } from '../lang/omitUndefined';
import { clampDates } from './importedDates';

const OUR_HEADER = '{"dailyPapers":';

/** Maximum number of JSON values. The full archive from the API has a third. 60 MB can hold 20 million. */
const MAX_VALUES = 4_000_000;

const MAX_NAMED_ITEMS = 100;

export type ImportKind = 'answer' | 'lines' | 'page';

export interface ParsedImport {
  readonly kind: ImportKind;
  readonly papers: readonly Paper[];
  readonly skipped: readonly SkippedItem[];
  readonly skippedCount: number;
  readonly problems: readonly DigestProblem[];
}

export interface ImportOptions {
  /** File name. A day in it (`2025-06-17.json`) is that of a page, or of a response's items without one. */
  readonly name: string;
  readonly readable: (raw: string) => string;
  /** `YYYY-MM-DD`. */
  readonly latest: string;
  /** Called between papers with the finished share, 0 to 1. */
  readonly onProgress?: (done: number) => void;
}

/**
 * Reads a file that the user chose: an API response as JSON, JSON Lines with a paper or a response on each line, or the
 * text of a saved page. Returns `undefined` for others. Yields so that the caller can pause.
 * @param pieces the first contains the beginning of the first value or paragraph
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
  { name, readable, onProgress }: ImportOptions,
): Generator<void, ParsedImport | undefined> {
  const day = dayInText(name);
  const [beginning = ''] = pieces;
  // A saved page can also start with `[`: a link in brackets.
  if (/^\ufeff?\s*(?:\{|\[\s*(?:[[{"\]]|(?:null|NaN|true|false|-?\d{1,20})\s*[,\]]))/.test(beginning)) {
    const text = new TextPieces([beginning.trimStart(), ...pieces.slice(1)]);
    const found = new ParsedItems(readable);
    const whole = yield* parseJsonSteps(text, 0, text.length, MAX_VALUES);
    if (whole.ok) yield* found.readingValue(whole.value, undefined, onProgress);
    else yield* parseLinesSteps(text, found, onProgress);
    const papers = yield* mergeByIdSteps(found.papers);
    const { skipped, skippedCount } = found;
    // A single paper may have been saved on any day, and JSON Lines can contain many days.
    const dated = day === undefined || !whole.ok || !findList(whole.value) ? papers : addDay(papers, day);
    return { kind: whole.ok ? 'answer' : 'lines', papers: dated, skipped, skippedCount, problems: [] };
  }
  const digest = yield* parseDigestSteps(pieces, day === undefined ? {} : { day });
  // A page has author counts or publication days; any text has paragraphs.
  if (!digest.papers.some(isComplete)) return undefined;
  const { papers, problems } = yield* addMetadataSteps(digest, [], readable);
  return { kind: 'page', papers, skipped: [], skippedCount: 0, problems };
}

function isComplete({ authorCount, published }: DigestPaper): boolean {
  return authorCount !== undefined || published !== undefined;
}

class ParsedItems {
  readonly papers: Paper[] = [];
  readonly skipped: SkippedItem[] = [];
  skippedCount = 0;
  readonly #readable: (raw: string) => string;

  constructor(readable: (raw: string) => string) {
    this.#readable = readable;
  }

  /**
   * Reads an item, a list of items, or a wrapper around a list.
   * @param line from 0, in a JSON Lines file
   */
  *readingValue(value: unknown, line?: number, onProgress?: (done: number) => void): Generator<void, void> {
    const list = findList(value);
    const items = list?.items ?? [value];
    const about = { readable: this.#readable, ...omitUndefined({ day: list?.day }) };
    for (const [index, item] of items.entries()) {
      onProgress?.(index / items.length);
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

function* parseLinesSteps(
  text: TextPieces,
  found: ParsedItems,
  onProgress?: (done: number) => void,
): Generator<void, void> {
  let index = -1;
  /** End of the last value that spans several lines. */
  let read = 0;
  let open = true;
  for (const line of text.lines()) {
    yield;
    if (line === undefined) continue;
    const { start, end } = line;
    index += 1;
    onProgress?.(start / text.length);
    if (start < read || text.skipSpace(start, end) === end) continue;
    const beginning = text.slice(start, Math.min(end, start + MAX_OPENING_LENGTH));
    if (beginning.startsWith(OUR_HEADER)) continue;
    const single = yield* parseJsonSteps(text, start, end, MAX_VALUES);
    if (single.ok) {
      yield* found.readingValue(single.value, index);
      continue;
    }
    // May span several lines. An unclosed value is searched for only once, because the search reads to the end.
    const opens = end - start < MAX_OPENING_LENGTH && OPENS_VALUE.test(beginning);
    const close = open && opens ? yield* endOfContainer(text, start) : undefined;
    if (close === undefined) {
      open = open && !opens;
      found.drop(index, 'not JSON');
      continue;
    }
    read = close;
    const whole = yield* parseJsonSteps(text, start, close, MAX_VALUES);
    if (whole.ok) yield* found.readingValue(whole.value, index);
    else found.drop(index, 'not JSON');
  }
}

const MAX_OPENING_LENGTH = 500;
const OPENS_VALUE = /^\s*[[{](?:$|.{0,400}[[{,]\s*$)/;

/** Sets the day of the file name on papers without one, unless a paper has another day. */
function addDay(papers: readonly Paper[], named: string): readonly Paper[] {
  if (papers.some(({ featuredOn }) => featuredOn.some((day) => day !== named))) return papers;
  return papers.map((one) =>
    one.featuredOn.length > 0 ? one : { ...toPlainPaper(one), featuredOn: [named] },
  );
}
