import { literalMarkdown, literalMarkdownPart } from '../text/literalMarkdown';
import type { Paper } from '../paper/paper';

const MAX_AUTHORS = 3;

export interface ReadingItem {
  readonly paper: Paper;
  readonly read: boolean;
}

/** Formats a Markdown task list: a tick for read papers, the title as a link, authors, year, code. */
export function readingMarkdown(items: readonly ReadingItem[]): string {
  return items.map(({ paper, read }) => `- [${read ? 'x' : ' '}] ${line(paper)}\n`).join('');
}

function line(paper: Paper): string {
  const title = literalMarkdown(paper.title);
  const page = paper.links[0]?.url;
  const names = paper.authors.slice(0, MAX_AUTHORS).map(literalMarkdownPart);
  const authors = paper.authors.length > MAX_AUTHORS ? `${names.join(', ')} et al.` : names.join(', ');
  const facts = [authors, paper.published.slice(0, 4)].filter((fact) => fact !== '').join(', ');
  const code = paper.repositories.map(
    ({ owner, name, url }) => `[${literalMarkdownPart(`${owner}/${name}`)}](<${url}>)`,
  );
  return [
    page === undefined ? title : `[${title}](<${page}>)`,
    ...(facts === '' ? [] : [facts]),
    ...code,
  ].join(' · ');
}
