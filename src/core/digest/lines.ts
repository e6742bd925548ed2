import { readDigestDate, type DigestDate } from './dates';
import { isFurniture } from './pageChrome';
import { stated } from '../lang/omitUndefined';
import { readPaperAddress } from '../links/arxiv';

/** One paragraph of a saved page, or the part of a block that says who and when. */
export type DigestItem = TextItem | TailItem;

/** A paragraph; its lines joined with spaces. */
export interface TextItem {
  readonly kind: 'text';
  readonly text: string;
  /** Number of its first line, from 1. */
  readonly line: number;
  /** The arXiv id that its first line links to, on a page saved as Markdown. */
  readonly arxivId?: string;
  /** First of its lines, for a page whose title and abstract are not set apart. */
  readonly firstLine: string;
}

/** `• 4 authors`, `·`, `Sep 2, 2021 3`: any of the three may be missing, not all. */
export interface TailItem {
  readonly kind: 'tail';
  /** Number of the date's line, or of the first where there is no date. */
  readonly line: number;
  readonly authorCount?: number;
  readonly date?: DigestDate;
  /** What stands in the place of the date and is none. */
  readonly brokenDate?: string;
  readonly comments?: number;
}

type Open = { -readonly [K in keyof TailItem]: TailItem[K] };

const LINE_ENDS = /\r\n|[\n\r\u2028\u2029]/g;
/** Longest line that is looked at as author count or date. */
const LONGEST_FACT = 80;
const AUTHORS = /^(?:[•·∙●▪*–-] ?)?(\d{1,6}) authors?$/i;
const AUTHORS_AND_DATE = /^(?:[•·∙●▪*–-] ?)?(\d{1,6}) authors? ?[•·∙⋅|] ?(.+)$/i;
const DOT = /^[·•∙⋅]$/;
/** A short line that is no sentence. */
const ORGANISATION = /^.{1,60}(?<![.!?:;,])$/u;
const NUMBER = /^\d{1,6}$/;
const DATE_LIKE =
  /^(?=.{1,30}$)(?:\S+ \d{1,2}\b|\d{1,4}[-/. ]|[A-Z][a-z]{2,8}$|.*\b(?:19|20)\d\d\b|.*\bago$)/;

/** Lines that are read between two pauses. */
const SLICE_LINES = 200;

/**
 * A saved page cut into paragraphs and tails, in its order, without the page's own words; linear in its length.
 * Pauses after every 200 lines.
 */
export function* digestItems(page: string): Generator<void, readonly DigestItem[]> {
  const items: DigestItem[] = [];
  let linked: string | undefined;
  let paragraph: string[] = [];
  let tail: Open | undefined;
  let number = 0;
  let expectName = false;
  /** The line after a date, which may hold the comment count alone. */
  let countLine = 0;

  const closeTail = (): void => {
    if (!tail) return;
    items.push(tail);
    tail = undefined;
  };
  const closeParagraph = (): void => {
    const [firstLine] = paragraph;
    if (firstLine === undefined) return;
    const text = paragraph.join(' ');
    const line = number - paragraph.length;
    const lines = paragraph;
    const arxivId = linked;
    paragraph = [];
    linked = undefined;
    const submitter = expectName && /^\S{1,60}$/.test(text);
    expectName = /^submitted by$/i.test(text);
    if (submitter || lines.every(isFurniture) || isFurniture(text)) return;
    closeTail();
    items.push(stated({ kind: 'text' as const, text, line, firstLine, arxivId }));
  };
  const openTail = (): Open => (tail ??= { kind: 'tail', line: number });

  for (const raw of linesOf(page.replace(/^\ufeff/, ''))) {
    number += 1;
    if (number % SLICE_LINES === 0) yield;
    const written = raw
      .replace(/[\u00ad\u200b\u2060\ufeff]/g, '')
      .replace(/\s+/g, ' ')
      .trim();
    const { text: line, arxivId } = withoutMarkdown(written);
    const fact = line.length > 0 && line.length <= LONGEST_FACT ? line : '';
    const both = AUTHORS_AND_DATE.exec(fact);
    const authors = both ?? AUTHORS.exec(fact);
    if (line === '') {
      closeParagraph();
    } else if (authors) {
      closeParagraph();
      if (tail?.authorCount !== undefined) closeTail();
      openTail().authorCount = Number(authors[1]);
      if (both) {
        setDate(openTail(), both[2] ?? '', number);
        countLine = number + 1;
      }
    } else if (DOT.test(fact)) {
      // An organisation may stand where the number of authors does: no part of the abstract above it.
      if (items.at(-1)?.kind === 'text' && paragraph.length === 1 && ORGANISATION.test(paragraph[0] ?? ''))
        paragraph = [];
      closeParagraph();
      openTail();
    } else if (readDigestDate(fact)) {
      closeParagraph();
      setDate(openTail(), fact, number);
      countLine = number + 1;
    } else if (tail && countLine === number && NUMBER.test(fact) && tail.comments === undefined) {
      tail.comments = Number(fact);
    } else if (tail && !tail.date && paragraph.length === 0 && DATE_LIKE.test(fact)) {
      setDate(tail, fact, number);
      closeTail();
    } else {
      if (paragraph.length === 0) linked = arxivId;
      paragraph.push(line);
    }
    if (tail && (tail.date ?? tail.brokenDate) !== undefined && number >= countLine) closeTail();
  }
  number += 1;
  closeParagraph();
  closeTail();
  return items;
}

function* linesOf(page: string): Generator<string, void> {
  let start = 0;
  for (const { index, 0: end } of page.matchAll(LINE_ENDS)) {
    yield page.slice(start, index);
    start = index + end.length;
  }
  yield page.slice(start);
}

/** A whole line in bold, a heading, or a link alone, as a page saved as Markdown has them. */
const HEADING = /^#{1,6} (.*?)(?: #{1,6})?$/;
const BOLD = /^\*\*(.+)\*\*$/;
const IMAGE = /^!\[[^[\]]{0,300}\]\([^()\s]{0,2000}\)$/;
const LINK_ALONE = /^(?:[-*+•] )?\[([^[\]]{1,400})\]\(<?([^()\s<>]{1,2000})>?(?: "[^"]*")?\)$/;
const IMAGE_LINK = /^\[!\[[^[\]]{0,300}\]\([^()\s]{0,2000}\)\]\([^()\s]{0,2000}\)$/;

/** A line without the marks of Markdown around it, and the arXiv id of the paper that it links to. */
function withoutMarkdown(line: string): { readonly text: string; readonly arxivId?: string } {
  if (!/^[#[!*_•+-]/.test(line)) return { text: line };
  if (IMAGE.test(line) || IMAGE_LINK.test(line)) return { text: '' };
  const heading = HEADING.exec(line)?.[1] ?? line;
  const bare = BOLD.exec(heading)?.[1] ?? heading;
  const [, words, target = ''] = LINK_ALONE.exec(bare) ?? [];
  if (words === undefined) return { text: bare };
  const path = /^(?:https?:\/\/(?:www\.)?(?:huggingface\.co|hf\.co))?\/papers\/([^/?#]+)/.exec(target)?.[1];
  return stated({ text: BOLD.exec(words)?.[1] ?? words, arxivId: readPaperAddress(path ?? target) });
}

function setDate(tail: Open, text: string, line: number): void {
  const found = readDigestDate(text);
  tail.line = line;
  if (found) {
    tail.date = found.date;
    if (found.comments !== undefined) tail.comments = found.comments;
  } else {
    tail.brokenDate = text;
  }
}
