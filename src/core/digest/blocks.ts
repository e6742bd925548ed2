import type { ReportProblem } from './problems';
import type { TextItem } from './lines';

export interface Block {
  readonly title: TextItem;
  readonly abstract: string[];
}

/** In UTF-16 code units. The longest of 3,700 titles has 168. */
const MAX_TITLE_LENGTH = 300;
const MIN_ABSTRACT_LENGTH = 200;

const SLICE_ITEMS = 200;

/**
 * Splits the paragraphs between two tails into papers: several if some have no authors and date. Yields so that the
 * caller can pause.
 */
export function* blocksOf(
  segment: readonly TextItem[],
  report: ReportProblem,
  first: boolean,
  closedBy: 'authors' | 'date' | 'end',
): Generator<void, Block[]> {
  const items = segment.length === 1 ? separated(segment) : segment;
  const blocks: Block[] = [];
  let title: TextItem | undefined;
  for (const [index, item] of items.entries()) {
    if (index % SLICE_ITEMS === SLICE_ITEMS - 1) yield;
    const next = items[index + 1];
    const last = blocks.at(-1);
    if (title) {
      // Two titles in a row: the first has no abstract or is not a title.
      if (isTitle(item.text) && next && isAbstract(next.text)) {
        reportOrphan(title, first && blocks.length === 0, report);
        title = item;
      } else {
        blocks.push({ title, abstract: [item.text] });
        title = undefined;
      }
    } else if (last ? next && isTitle(item.text) && isAbstract(next.text) : canStartBlock(item, next)) {
      title = item;
    } else if (last) {
      last.abstract.push(item.text);
    } else {
      report('noTitle', item.line, item.text);
    }
  }
  // A title without an abstract at the end: the page was cut off.
  if (title && closedBy === 'end' && wordCount(title.text) > 2) report('cut', title.line, title.text);
  else if (title && closedBy === 'authors' && /\p{L}/u.test(title.text)) blocks.push({ title, abstract: [] });
  else if (title && closedBy === 'date') {
    // A paper without an abstract, unless the title is the page's header above the first paper.
    const above = first && blocks.length === 0;
    if (!above && wordCount(title.text) > 2) blocks.push({ title, abstract: [] });
  }
  return blocks;
}

/** Without a blank line between title and abstract, the first line is the title. */
function separated([only]: readonly TextItem[]): readonly TextItem[] {
  if (!only) return [];
  if (only.firstLine === only.text || only.firstLine.length > MAX_TITLE_LENGTH) return [only];
  const rest = only.text.slice(only.firstLine.length + 1);
  return [
    { ...only, text: only.firstLine },
    { ...only, line: only.line + 1, text: rest, firstLine: rest },
  ];
}

/** Reports text as long as a title, except above the first paper. */
function reportOrphan(item: TextItem, above: boolean, report: ReportProblem): void {
  if (!above && wordCount(item.text) > 2) report('noAbstract', item.line, item.text);
}

function canStartBlock(item: TextItem, next: TextItem | undefined): boolean {
  if (item.text.length > MAX_TITLE_LENGTH) return false;
  return isTitle(item.text) || (next !== undefined && next.text.length > item.text.length);
}

function isTitle(text: string): boolean {
  return text.length <= MAX_TITLE_LENGTH && !/(?:[;:,]|(?<!\.\.)(?<!\betc)(?<!\bal)\.)$/.test(text);
}

function isAbstract(text: string): boolean {
  return text.length > MIN_ABSTRACT_LENGTH || (text.length > 60 && /[.!?]$/.test(text));
}

function wordCount(text: string): number {
  return text.split(' ', 4).length;
}
