import { readDigestDate, type DigestDate } from './dates';
import { isFurniture } from './pageChrome';

/** One paragraph of a saved page, or the part of a block that says who and when. */
export type DigestItem = TextItem | TailItem;

/** A paragraph; its lines joined with spaces. */
export interface TextItem {
  readonly kind: 'text';
  readonly text: string;
  /** Number of its first line, from 1. */
  readonly line: number;
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

const LINE_ENDS = /\r\n|[\n\r\u2028\u2029]/;
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

/** A saved page cut into paragraphs and tails, in its order, without the page's own words; linear in its length. */
export function digestItems(page: string): readonly DigestItem[] {
  const items: DigestItem[] = [];
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
    paragraph = [];
    const submitter = expectName && /^\S{1,60}$/.test(text);
    expectName = /^submitted by$/i.test(text);
    if (submitter || lines.every(isFurniture) || isFurniture(text)) return;
    closeTail();
    items.push({ kind: 'text', text, line, firstLine });
  };
  const openTail = (): Open => (tail ??= { kind: 'tail', line: number });

  for (const raw of page.replace(/^\ufeff/, '').split(LINE_ENDS)) {
    number += 1;
    const line = raw.replace(/[\s\u200b]+/g, ' ').trim();
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
      paragraph.push(line);
    }
    if (tail && (tail.date ?? tail.brokenDate) !== undefined && number >= countLine) closeTail();
  }
  number += 1;
  closeParagraph();
  closeTail();
  return items;
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
