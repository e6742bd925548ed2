import { parseDigest, type DigestProblem } from './digest';
import { dayNamedIn } from './digestDate';
import { toPapers } from './digestPapers';
import { itemsIn, readFeedItem, readingFeed, type DroppedItem } from './feed';
import { plainPaper } from './lazyPaper';
import { mergingById } from './merge';
import { readOwnPaper } from './ownPaper';
import type { Paper } from './paper';
import { withPlausibleDays } from './plausibleDays';

/** How a file of our own store begins; its first line is no paper. */
const OUR_HEADER = '{"dailyPapers":';

/** What a file turned out to be. */
export type ImportKind = 'answer' | 'lines' | 'page';

/** One file read: its papers, and what was left out of it. */
export interface ImportReading {
  readonly kind: ImportKind;
  /** Each paper once, however often the file names it. */
  readonly papers: readonly Paper[];
  /** Items of an answer, or lines, that are no papers. */
  readonly dropped: readonly DroppedItem[];
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
 * Reads a file that somebody chose: an answer of the API as JSON, one paper a line as JSON Lines, or a saved page as
 * text, with line ends of any system. Undefined when no paper is in it. A generator, so that a host can do other work
 * between two papers.
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
  if (/^(?:\{|\[\s*[[{"\]])/.test(body)) {
    const whole = parsed(body);
    return whole.ok ? yield* readingAnswer(whole.value, day, readable) : yield* readingLines(body, readable);
  }
  const digest = parseDigest(body, day === undefined ? {} : { day });
  if (digest.papers.length === 0) return undefined;
  const { papers, problems } = toPapers(digest, [], readable);
  return { kind: 'page', papers, dropped: [], problems };
}

function* readingAnswer(
  value: unknown,
  named: string | undefined,
  readable: (raw: string) => string,
): Generator<void, ImportReading | undefined> {
  // A single line of our own.
  const own = readOwnPaper(value, readable);
  if (typeof own === 'string') return undefined;
  const reading = own ? { papers: [own], dropped: [] } : yield* readingFeed(value, { readable });
  if (!reading) return undefined;
  const merged = yield* mergingById(reading.papers);
  // The page of one paper is saved on any day.
  const papers = named === undefined || !itemsIn(value) ? merged : withDay(merged, named);
  return { kind: 'answer', papers, dropped: reading.dropped, problems: [] };
}

function* readingLines(
  body: string,
  readable: (raw: string) => string,
): Generator<void, ImportReading | undefined> {
  const papers: Paper[] = [];
  const dropped: DroppedItem[] = [];
  for (const [index, line] of body.split(/\r\n?|\n/).entries()) {
    if (line.trim() === '' || line.startsWith(OUR_HEADER)) continue;
    const value = parsed(line);
    const paper = value.ok ? readLine(value.value, readable) : 'not JSON';
    if (typeof paper === 'string') dropped.push({ index, why: paper });
    else papers.push(paper);
    yield;
  }
  if (papers.length === 0) return undefined;
  return { kind: 'lines', papers: yield* mergingById(papers), dropped, problems: [] };
}

/**
 * Papers of one answer with the day in its file's name where they tell none. Where any tells another day, that in the
 * name is something else, such as the day on which a whole month was saved.
 */
function withDay(papers: readonly Paper[], named: string): readonly Paper[] {
  if (papers.some(({ featuredOn }) => featuredOn.some((day) => day !== named))) return papers;
  return papers.map((one) => (one.featuredOn.length > 0 ? one : { ...plainPaper(one), featuredOn: [named] }));
}

/** A line holds an item of the API, or a paper as our own files keep it. */
function readLine(value: unknown, readable: (raw: string) => string): Paper | string {
  return readOwnPaper(value, readable) ?? readFeedItem(value, { readable });
}

function parsed(text: string): { readonly ok: true; readonly value: unknown } | { readonly ok: false } {
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch {
    return { ok: false };
  }
}
