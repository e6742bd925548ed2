import { parseDigestDate, type DigestDate } from './dates';
import { isBoilerplate } from './pageChrome';
import { omitUndefined } from '../lang/omitUndefined';
import { parsePaperUrl } from '../links/arxiv';

/** Paragraph of a saved page, or the tail of a paper with authors and date. */
export type DigestItem = TextItem | BylineItem;

/** Lines are joined by spaces. */
export interface TextItem {
  readonly kind: 'text';
  readonly text: string;
  /** First line number, from 1. */
  readonly line: number;
  /** arXiv id that the first line links to, on a page saved as Markdown. */
  readonly arxivId?: string;
  /** For a page without a blank line between title and abstract. */
  readonly firstLine: string;
}

/** `• 4 authors`, `·`, `Sep 2, 2021 3`: at least one of the three. */
export interface BylineItem {
  readonly kind: 'tail';
  /** Line of the date, else of the start of the tail. */
  readonly line: number;
  readonly authorCount?: number;
  readonly date?: DigestDate;
  /** Text found instead of a date. */
  readonly invalidDate?: string;
  readonly comments?: number;
}

type OpenByline = { -readonly [K in keyof BylineItem]: BylineItem[K] };

const LINE_ENDS = /\r\n|[\n\r\u2028\u2029]/g;
const MAX_FACT_LENGTH = 80;
const AUTHORS = /^(?:[•·∙●▪*–-] ?)?(\d{1,6}) authors?$/i;
const AUTHORS_AND_DATE = /^(?:[•·∙●▪*–-] ?)?(\d{1,6}) authors? ?[•·∙⋅|] ?(.+)$/i;
const DOT = /^[·•∙⋅]$/;
const ORGANISATION = /^.{1,60}(?<![.!?:;,])$/u;
const NUMBER = /^\d{1,6}$/;
const DATE_LIKE =
  /^(?=.{1,30}$)(?:\S+ \d{1,2}\b|\d{1,4}[-/. ]|[A-Z][a-z]{2,8}$|.*\b(?:19|20)\d\d\b|.*\bago$)/;

/** In UTF-16 code units. The rest of a line or paragraph is dropped. */
const MAX_TEXT_LENGTH = 100_000;

/**
 * Splits a page into paragraphs and tails, without the page's own texts. Takes linear time; yields so that the caller
 * can pause.
 * @param pieces text of the page, which may not fit one string
 */
export function* digestItems(pieces: Iterable<string>): Generator<void, readonly DigestItem[]> {
  const items: DigestItem[] = [];
  let linked: string | undefined;
  let paragraph: string[] = [];
  let paragraphLines = 0;
  let paragraphLength = 0;
  let tail: OpenByline | undefined;
  let number = 0;
  let expectName = false;
  /** Line after a date, which can contain only the comment count. */
  let countLine = 0;

  const closeTail = (): void => {
    if (!tail) return;
    items.push(tail);
    tail = undefined;
  };
  const clearParagraph = (): void => {
    paragraph = [];
    paragraphLines = 0;
    paragraphLength = 0;
  };
  const closeParagraph = (): void => {
    const [firstLine] = paragraph;
    if (firstLine === undefined) return;
    const text = paragraph.join(' ');
    const line = number - paragraphLines;
    const lines = paragraph;
    const arxivId = linked;
    clearParagraph();
    linked = undefined;
    const submitter = expectName && /^\S{1,60}$/.test(text);
    expectName = /^submitted by$/i.test(text);
    if (submitter || lines.every(isBoilerplate) || isBoilerplate(text)) return;
    closeTail();
    items.push(omitUndefined({ kind: 'text' as const, text, line, firstLine, arxivId }));
  };
  const openTail = (): OpenByline => (tail ??= { kind: 'tail', line: number });

  for (const raw of linesOf(pieces)) {
    if (raw === undefined) {
      yield;
      continue;
    }
    number += 1;
    const written = raw
      .replace(/[\u00ad\u200b\u2060\ufeff]/g, '')
      .replace(/\s+/g, ' ')
      .trim();
    const { text: line, arxivId } = stripMarkdown(written);
    const fact = line.length > 0 && line.length <= MAX_FACT_LENGTH ? line : '';
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
      // An organization can replace the author count. It does not belong to the abstract above.
      if (items.at(-1)?.kind === 'text' && paragraph.length === 1 && ORGANISATION.test(paragraph[0] ?? ''))
        clearParagraph();
      closeParagraph();
      openTail();
    } else if (parseDigestDate(fact)) {
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
      paragraphLines += 1;
      paragraphLength += line.length + 1;
      if (paragraphLength <= MAX_TEXT_LENGTH) paragraph.push(line);
    }
    if (tail && (tail.date ?? tail.invalidDate) !== undefined && number >= countLine) closeTail();
  }
  number += 1;
  closeParagraph();
  closeTail();
  return items;
}

/** Text between two pauses, in UTF-16 code units. */
const SLICE_CHARS = 32_768;

/** Yields lines of at most `MAX_TEXT_LENGTH`, and `undefined` after each slice for a pause. */
function* linesOf(pieces: Iterable<string>): Generator<string | undefined, void> {
  let rest = '';
  let afterReturn = false;
  for (const part of partsOf(pieces)) {
    let start = afterReturn && part.startsWith('\n') ? 1 : 0;
    // A line end can be split between two pieces, as CR and LF.
    afterReturn = part.endsWith('\r');
    for (const { index, 0: end } of part.matchAll(LINE_ENDS)) {
      if (index < start) continue;
      yield `${rest}${part.slice(start, index)}`.slice(0, MAX_TEXT_LENGTH);
      rest = '';
      start = index + end.length;
    }
    if (rest.length < MAX_TEXT_LENGTH) rest += part.slice(start);
    yield undefined;
  }
  yield rest.slice(0, MAX_TEXT_LENGTH);
}

function* partsOf(pieces: Iterable<string>): Generator<string, void> {
  for (const piece of pieces)
    for (let at = 0; at < piece.length; at += SLICE_CHARS) yield piece.slice(at, at + SLICE_CHARS);
}

/** Of pages saved as Markdown. */
const HEADING = /^#{1,6} (.*?)(?: #{1,6})?$/;
const BOLD = /^\*\*(.+)\*\*$/;
const IMAGE = /^!\[[^[\]]{0,300}\]\([^()\s]{0,2000}\)$/;
const LINK_ALONE = /^(?:[-*+•] )?\[([^[\]]{1,400})\]\(<?([^()\s<>]{1,2000})>?(?: "[^"]*")?\)$/;
const IMAGE_LINK = /^\[!\[[^[\]]{0,300}\]\([^()\s]{0,2000}\)\]\([^()\s]{0,2000}\)$/;

/** Also returns the arXiv id of the paper that the line links to. */
function stripMarkdown(line: string): { readonly text: string; readonly arxivId?: string } {
  if (!/^[#[!*_•+-]/.test(line)) return { text: line };
  if (IMAGE.test(line) || IMAGE_LINK.test(line)) return { text: '' };
  const heading = HEADING.exec(line)?.[1] ?? line;
  const bare = BOLD.exec(heading)?.[1] ?? heading;
  const [, words, target = ''] = LINK_ALONE.exec(bare) ?? [];
  if (words === undefined) return { text: bare };
  const path = /^(?:https?:\/\/(?:www\.)?(?:huggingface\.co|hf\.co))?\/papers\/([^/?#]+)/.exec(target)?.[1];
  return omitUndefined({ text: BOLD.exec(words)?.[1] ?? words, arxivId: parsePaperUrl(path ?? target) });
}

function setDate(tail: OpenByline, text: string, line: number): void {
  const found = parseDigestDate(text);
  tail.line = line;
  if (found) {
    tail.date = found.date;
    if (found.comments !== undefined) tail.comments = found.comments;
  } else {
    tail.invalidDate = text;
  }
}
