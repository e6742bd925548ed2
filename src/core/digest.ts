import { isoDay } from './digestDate';
import { digestItems, type TailItem, type TextItem } from './digestLines';

/** One paper as a saved page states it; what the page leaves out is absent. */
export interface DigestPaper {
  /** As written, white space folded. */
  readonly title: string;
  /** As written, its paragraphs joined with spaces. */
  readonly abstract: string;
  readonly authorCount?: number;
  /** `YYYY-MM-DD`. */
  readonly published?: string;
  readonly comments: number;
  /** Line of the title, from 1. */
  readonly line: number;
}

/** Why a part of a page could not be read. */
export type DigestProblemKind =
  'noPapers' | 'noTitle' | 'noAbstract' | 'cut' | 'noYear' | 'brokenDate' | 'unstated' | 'duplicate';

/** A part of a page that was not read, and where to look for it. */
export interface DigestProblem {
  readonly kind: DigestProblemKind;
  /** Line of the page, from 1. */
  readonly line: number;
  /** The title, the date or the words that it is about; cut when long. */
  readonly subject: string;
}

/** A saved page, read. */
export interface Digest {
  /** The day of the page, `YYYY-MM-DD`; absent when neither the page nor the caller knows its year. */
  readonly day?: string;
  readonly papers: readonly DigestPaper[];
  readonly problems: readonly DigestProblem[];
}

interface Block {
  readonly title: TextItem;
  readonly abstract: string[];
}

/** A text that could be a paper's title: short, and no whole sentence. */
const LONGEST_TITLE = 300;
const LEAST_ABSTRACT = 200;
const LONGEST_SUBJECT = 120;

/**
 * Reads a saved Daily Papers page. It never throws; a block that is damaged is reported and costs itself alone.
 * @param options.day the page's day, `YYYY-MM-DD`, as a file's name may state it: the page itself shows no year
 */
export function parseDigest(page: string, options: { readonly day?: string | undefined } = {}): Digest {
  const papers: DigestPaper[] = [];
  const problems: DigestProblem[] = [];
  let year = options.day === undefined ? undefined : Number(options.day.slice(0, 4));
  let day: string | undefined;
  let yearMissing: DigestProblem | undefined;
  let segment: TextItem[] = [];

  const report = (kind: DigestProblemKind, line: number, subject: string): void => {
    const short = subject.length > LONGEST_SUBJECT ? `${subject.slice(0, LONGEST_SUBJECT - 1)}…` : subject;
    problems.push({ kind, line, subject: short });
  };

  const close = (tail: TailItem): void => {
    const blocks = blocksOf(
      segment,
      report,
      papers.length === 0,
      tail.authorCount === undefined ? 'date' : 'authors',
    );
    segment = [];
    const last = blocks.pop();
    for (const block of blocks) papers.push(paperOf(block));
    if (!last) {
      // The page's own date stands above its first paper, alone.
      if (!tail.date || tail.authorCount !== undefined || day !== undefined || papers.length > 0) return;
      year = tail.date.year ?? year;
      day = isoDay(tail.date, year);
      return;
    }
    if (tail.brokenDate !== undefined) report('brokenDate', tail.line, tail.brokenDate);
    const published = tail.date && isoDay(tail.date, year);
    if (tail.date && published === undefined) {
      if (tail.date.year === undefined && year === undefined) {
        yearMissing ??= { kind: 'noYear', line: tail.line, subject: last.title.text };
      } else {
        report('brokenDate', tail.line, `${tail.date.month}/${tail.date.day}`);
      }
    }
    papers.push(paperOf(last, tail, published));
  };

  for (const item of digestItems(page)) {
    if (item.kind === 'text') segment.push(item);
    else close(item);
  }
  closeEnd(segment, papers, report);
  if (yearMissing) problems.push(yearMissing);
  if (papers.length === 0 && problems.length === 0) report('noPapers', 1, '');
  return { ...dayFact(day ?? options.day), papers, problems: problems.sort((a, b) => a.line - b.line) };
}

type Report = (kind: DigestProblemKind, line: number, subject: string) => void;

/** What follows the last tail: the page's foot, papers without authors and date, or a page that was cut. */
function closeEnd(segment: readonly TextItem[], papers: DigestPaper[], report: Report): void {
  const blocks = blocksOf(segment, report, papers.length === 0, 'end');
  for (const [index, block] of blocks.entries()) {
    const paper = paperOf(block);
    const whole = index < blocks.length - 1 || /[.!?…)"”}]$/.test(paper.abstract);
    if (whole) papers.push(paper);
    if (index === blocks.length - 1) report('cut', paper.line, paper.title);
  }
}

/**
 * The blocks of a run of paragraphs that has no tail inside. Mostly it is one, title and abstract; it is more when a
 * paper lacks its authors and date, and more paragraphs when an abstract has several.
 */
function blocksOf(
  segment: readonly TextItem[],
  report: Report,
  first: boolean,
  closedBy: 'authors' | 'date' | 'end',
): Block[] {
  const items = segment.length === 1 ? apart(segment) : segment;
  const blocks: Block[] = [];
  let title: TextItem | undefined;
  items.forEach((item, index) => {
    const next = items[index + 1];
    const last = blocks.at(-1);
    if (title) {
      // Two titles in a row: the first has lost its abstract, or is no title.
      if (isTitle(item.text) && next && isAbstract(next.text)) {
        stray(title, first && blocks.length === 0, report);
        title = item;
      } else {
        blocks.push({ title, abstract: [item.text] });
        title = undefined;
      }
    } else if (last ? next && isTitle(item.text) && isAbstract(next.text) : canBeFirst(item, next)) {
      title = item;
    } else if (last) {
      last.abstract.push(item.text);
    } else {
      report('noTitle', item.line, item.text);
    }
  });
  // A title in want of an abstract: the page was cut, or it is a word of the head above the page's own date.
  if (title && closedBy === 'end' && wordCount(title.text) > 2) report('cut', title.line, title.text);
  else if (title && closedBy !== 'end') stray(title, first && closedBy === 'date', report);
  return blocks;
}

/** Title and abstract that no blank line keeps apart: the first line is the title. */
function apart([only]: readonly TextItem[]): readonly TextItem[] {
  if (!only) return [];
  if (only.firstLine === only.text || only.firstLine.length > LONGEST_TITLE) return [only];
  const rest = only.text.slice(only.firstLine.length + 1);
  return [
    { ...only, text: only.firstLine },
    { ...only, line: only.line + 1, text: rest, firstLine: rest },
  ];
}

/** Words between papers that belong to none: reported when they are as long as a title, above the first paper never. */
function stray(item: TextItem, above: boolean, report: Report): void {
  if (!above && wordCount(item.text) > 2) report('noAbstract', item.line, item.text);
}

function canBeFirst(item: TextItem, next: TextItem | undefined): boolean {
  if (item.text.length > LONGEST_TITLE) return false;
  return isTitle(item.text) || (next !== undefined && next.text.length > item.text.length);
}

function isTitle(text: string): boolean {
  return text.length <= LONGEST_TITLE && !/(?:[;:,]|(?<!\.\.)(?<!\betc)(?<!\bal)\.)$/.test(text);
}

function isAbstract(text: string): boolean {
  return text.length > LEAST_ABSTRACT || (text.length > 60 && /[.!?]$/.test(text));
}

function paperOf(block: Block, tail?: TailItem, published?: string): DigestPaper {
  return {
    title: block.title.text,
    abstract: block.abstract.join(' '),
    ...(tail?.authorCount === undefined ? {} : { authorCount: tail.authorCount }),
    ...(published === undefined ? {} : { published }),
    comments: tail?.comments ?? 0,
    line: block.title.line,
  };
}

function dayFact(day: string | undefined): { readonly day?: string } {
  return day === undefined ? {} : { day };
}

function wordCount(text: string): number {
  return text.split(' ', 4).length;
}
