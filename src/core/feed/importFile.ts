import { readingDigest } from '../digest/parseDigest';
import type { DigestPaper, DigestProblem } from '../digest/problems';
import { dayNamedIn } from '../digest/dates';
import { joiningFacts } from '../digest/toPapers';
import { listIn, readFeedItem, type DroppedItem } from './parseFeed';
import { hasAtMost } from '../lang/json';
import { plainPaper } from '../paper/lazyPaper';
import { joiningById } from '../merge/mergePaper';
import { readOwnPaper } from './importStoredPaper';
import type { Paper } from '../paper/paper';
import { stated } from '../lang/omitUndefined';
import { FIRST_DAY } from './feedCalendar';

/** How a file of our own store begins; its first line is no paper. */
const OUR_HEADER = '{"dailyPapers":';

/** Values in one piece of JSON; the whole archive as the API sends it has a third. 60 MB can hold 20 million of them. */
const MOST_VALUES = 4_000_000;

/** Items that are no papers of which the place is told. */
const MOST_NAMED = 100;

/** What a file turned out to be. */
export type ImportKind = 'answer' | 'lines' | 'page';

/** One file read: its papers, and what was left out of it. */
export interface ImportReading {
  readonly kind: ImportKind;
  /** Each paper once, however often the file names it. */
  readonly papers: readonly Paper[];
  /** The first items of an answer, or lines, that are no papers. */
  readonly dropped: readonly DroppedItem[];
  /** How many there are in all. */
  readonly droppedCount: number;
  /** Places of a saved page that could not be read. */
  readonly problems: readonly DigestProblem[];
}

/** What reading a file depends on beside its text. */
export interface ImportContext {
  /** The file's name; a day in it (`2025-06-17.json`) is that of the page, or of an answer's items without one. */
  readonly name: string;
  /** Makes a title or an abstract readable. */
  readonly readable: (raw: string) => string;
  /** The last day that a file can tell of, `YYYY-MM-DD`. */
  readonly latest: string;
}

/**
 * Reads a file that somebody chose: an answer of the API as JSON, JSON Lines with a paper or an answer on each, or a
 * saved page as text, with line ends of any system. Undefined when it is none of them. A generator, so that a host can
 * do other work between two papers.
 */
export function* readingImport(
  text: string,
  context: ImportContext,
): Generator<void, ImportReading | undefined> {
  const reading = yield* readingText(text, context);
  if (!reading) return undefined;
  return { ...reading, papers: reading.papers.map((one) => withPlausibleDays(one, context.latest)) };
}

function* readingText(
  text: string,
  { name, readable }: ImportContext,
): Generator<void, ImportReading | undefined> {
  const body = text.replace(/^\ufeff/, '').trim();
  const day = dayNamedIn(name);
  // A page may begin with a link in brackets.
  if (/^(?:\{|\[\s*(?:[[{"\]]|(?:null|NaN|true|false|-?\d{1,20})\s*[,\]]))/.test(body)) {
    const found = new FoundItems(readable);
    const whole = parsed(body);
    if (whole.ok) yield* found.readingValue(whole.value);
    else yield* readingLines(body, found);
    const papers = yield* joiningById(found.papers);
    const { dropped, droppedCount } = found;
    // The page of one paper is saved on any day, and a file of lines holds many.
    const dated = day === undefined || !whole.ok || !listIn(whole.value) ? papers : withDay(papers, day);
    return { kind: whole.ok ? 'answer' : 'lines', papers: dated, dropped, droppedCount, problems: [] };
  }
  const digest = yield* readingDigest(body, day === undefined ? {} : { day });
  // Any text has short and long paragraphs; a page also says how many authors a paper has, or when it came out.
  if (!digest.papers.some(isStated)) return undefined;
  const { papers, problems } = yield* joiningFacts(digest, [], readable);
  return { kind: 'page', papers, dropped: [], droppedCount: 0, problems };
}

/** Whether a block of a page says who wrote it or when. */
function isStated({ authorCount, published }: DigestPaper): boolean {
  return authorCount !== undefined || published !== undefined;
}

/** What was read of a file so far: items of the API, and papers as our own files keep them. */
class FoundItems {
  readonly papers: Paper[] = [];
  readonly dropped: DroppedItem[] = [];
  droppedCount = 0;
  readonly #readable: (raw: string) => string;

  constructor(readable: (raw: string) => string) {
    this.#readable = readable;
  }

  /**
   * Reads one item, a list of them, or a wrapper around one.
   * @param line place of the value among others, from 0
   */
  *readingValue(value: unknown, line?: number): Generator<void, void> {
    const list = listIn(value);
    const about = { readable: this.#readable, ...stated({ day: list?.day }) };
    for (const [index, item] of (list?.items ?? [value]).entries()) {
      const paper = readOwnPaper(item, this.#readable) ?? readFeedItem(item, about);
      if (typeof paper === 'string') this.drop(line ?? index, paper);
      else this.papers.push(paper);
      yield;
    }
  }

  drop(index: number, why: string): void {
    this.droppedCount += 1;
    if (this.dropped.length < MOST_NAMED) this.dropped.push({ index, why });
  }
}

function* readingLines(body: string, found: FoundItems): Generator<void, void> {
  let index = -1;
  let start = 0;
  /** Where a value that began on a line of its own ends; lines up to there are part of it. */
  let end = 0;
  let open = true;
  for (const line of linesOf(body)) {
    index += 1;
    yield;
    const from = start;
    start += line.length + (body.startsWith('\r\n', start + line.length) ? 2 : 1);
    if (from < end || line.trim() === '' || line.startsWith(OUR_HEADER)) continue;
    const value = parsed(line);
    if (value.ok) {
      yield* found.readingValue(value.value, index);
      continue;
    }
    // A value printed over several lines. One that never ends is looked for once, for it reaches the file's end.
    const close = open && OPENS_VALUE.test(line) ? endOfValue(body, from) : undefined;
    if (close === undefined) {
      open = open && !OPENS_VALUE.test(line);
      found.drop(index, 'not JSON');
      continue;
    }
    end = close;
    const whole = parsed(body.slice(from, close));
    if (whole.ok) yield* found.readingValue(whole.value, index);
    else found.drop(index, 'not JSON');
  }
}

/** The first line of a value that goes on below. */
const OPENS_VALUE = /^\s*[[{](?:$|.{0,400}[[{,]\s*$)/;

/** Where the value that opens at a place closes, after its bracket; undefined if it never does. */
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

/** The lines of a text one by one, for it may have a hundred million. */
function* linesOf(text: string): Generator<string, void> {
  let start = 0;
  for (const { index, 0: end } of text.matchAll(/\r\n?|\n/g)) {
    yield text.slice(start, index);
    start = index + end.length;
  }
  yield text.slice(start);
}

/**
 * Papers of one answer with the day in its file's name where they tell none. Where any tells another day, that in the
 * name is something else, such as the day on which a whole month was saved.
 */
function withDay(papers: readonly Paper[], named: string): readonly Paper[] {
  if (papers.some(({ featuredOn }) => featuredOn.some((day) => day !== named))) return papers;
  return papers.map((one) => (one.featuredOn.length > 0 ? one : { ...plainPaper(one), featuredOn: [named] }));
}

type Parsed = { readonly ok: true; readonly value: unknown } | { readonly ok: false };

function parsed(text: string): Parsed {
  if (!hasAtMost(MOST_VALUES, text)) return { ok: false };
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch {
    return NOT_NUMBERS.test(text) ? parsedWithNull(text) : { ok: false };
  }
}

/** Values that Python writes and JSON does not have. */
const NOT_NUMBERS = /\bNaN\b|\bInfinity\b/;

/** JSON of a Python program, with null for NaN and infinity. */
function parsedWithNull(text: string): Parsed {
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
 * A paper without the days that cannot be: on the page before there was one, or published or on the page after the
 * last day that is possible.
 * @param latest that day, `YYYY-MM-DD`
 */
export function withPlausibleDays(one: Paper, latest: string): Paper {
  const featuredOn = one.featuredOn.filter((day) => day >= FIRST_DAY && day <= latest);
  const published = one.published <= latest ? one.published : '';
  if (featuredOn.length === one.featuredOn.length && published === one.published) return one;
  return { ...plainPaper(one), featuredOn, published };
}
