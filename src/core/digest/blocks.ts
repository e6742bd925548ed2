import type { Report } from './problems';
import type { TextItem } from './lines';

/** Title and abstract of one paper, before it is known who wrote it and when. */
export interface Block {
  readonly title: TextItem;
  readonly abstract: string[];
}

/** Longest title and shortest sure abstract, in UTF-16 code units; of 3,700 real titles the longest has 168. */
const LONGEST_TITLE = 300;
const LEAST_ABSTRACT = 200;

/**
 * The blocks of a run of paragraphs that has no tail inside. Mostly it is one, title and abstract; it is more when a
 * paper lacks its authors and date, and more paragraphs when an abstract has several.
 */
export function blocksOf(
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

function wordCount(text: string): number {
  return text.split(' ', 4).length;
}
