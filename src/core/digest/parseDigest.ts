import { runToEnd } from '../lang/runGenerator';
import { isoDay } from './dates';
import { blocksOf, type Block } from './blocks';
import { type ReportProblem } from './problems';
import { digestItems, type BylineItem, type TextItem } from './lines';
import type { Digest, DigestPaper, DigestProblem, DigestProblemKind } from './problems';

const MAX_SUBJECT_LENGTH = 120;

const SLICE_ITEMS = 200;

/**
 * Parses a saved Daily Papers page. Never throws: reports a damaged paper and keeps the others.
 * @param options.day `YYYY-MM-DD`, such as from the file name, because the page has no year
 */
export function parseDigest(page: string, options: DigestOptions = {}): Digest {
  return runToEnd(parseDigestSteps([page], options));
}

export interface DigestOptions {
  readonly day?: string | undefined;
}

/**
 * Yields so that the extension host can do other work.
 * @param pieces text of the page, which may not fit one string
 */
export function* parseDigestSteps(
  pieces: Iterable<string>,
  options: DigestOptions = {},
): Generator<void, Digest> {
  const papers: DigestPaper[] = [];
  const problems: DigestProblem[] = [];
  let year = options.day === undefined ? undefined : Number(options.day.slice(0, 4));
  let day: string | undefined;
  let yearMissing: DigestProblem | undefined;
  let segment: TextItem[] = [];

  const report = (kind: DigestProblemKind, line: number, subject: string): void => {
    const short =
      subject.length > MAX_SUBJECT_LENGTH ? `${subject.slice(0, MAX_SUBJECT_LENGTH - 1)}…` : subject;
    problems.push({ kind, line, subject: short });
  };

  const close = function* (tail: BylineItem): Generator<void, void> {
    const blocks = yield* blocksOf(
      segment,
      report,
      papers.length === 0,
      tail.authorCount === undefined ? 'date' : 'authors',
    );
    segment = [];
    const last = blocks.pop();
    for (const block of blocks) papers.push(toDigestPaper(block));
    if (!last) {
      // The page's own date is above its first paper, without an author count.
      if (!tail.date || tail.authorCount !== undefined || day !== undefined || papers.length > 0) return;
      year = tail.date.year ?? year;
      day = isoDay(tail.date, year);
      return;
    }
    if (tail.invalidDate !== undefined) report('brokenDate', tail.line, tail.invalidDate);
    const published = tail.date && isoDay(tail.date, year);
    if (tail.date && published === undefined) {
      if (tail.date.year === undefined && year === undefined) {
        yearMissing ??= { kind: 'noYear', line: tail.line, subject: last.title.text };
      } else {
        report('brokenDate', tail.line, `${tail.date.month}/${tail.date.day}`);
      }
    }
    papers.push(toDigestPaper(last, tail, published));
  };

  const items = yield* digestItems(pieces);
  for (const [index, item] of items.entries()) {
    if (index % SLICE_ITEMS === 0) yield;
    if (item.kind === 'text') segment.push(item);
    else yield* close(item);
  }
  yield* closeLastSegment(segment, papers, report);
  if (yearMissing) problems.push(yearMissing);
  if (papers.length === 0 && problems.length === 0) report('noPapers', 1, '');
  return { ...dayFact(day ?? options.day), papers, problems: problems.sort((a, b) => a.line - b.line) };
}

/** Page footer, papers without authors and date, or a cut-off page. */
function* closeLastSegment(
  segment: readonly TextItem[],
  papers: DigestPaper[],
  report: ReportProblem,
): Generator<void, void> {
  const blocks = yield* blocksOf(segment, report, papers.length === 0, 'end');
  for (const [index, block] of blocks.entries()) {
    const paper = toDigestPaper(block);
    const whole = index < blocks.length - 1 || /[.!?…)"”}]$/.test(paper.abstract);
    if (whole) papers.push(paper);
    if (index === blocks.length - 1) report('cut', paper.line, paper.title);
  }
}

function toDigestPaper(block: Block, tail?: BylineItem, published?: string): DigestPaper {
  return {
    title: block.title.text,
    ...(block.title.arxivId === undefined ? {} : { arxivId: block.title.arxivId }),
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
