import { literalMarkdown } from '../text/literalMarkdown';
import { stripControls } from '../text/sanitize';
import type { Paper } from '../paper/paper';

const MAX_AUTHORS = 50;

/** Returns front matter, and the title as heading. */
export function noteTemplate(paper: Paper, isRead: boolean): string {
  const { id, title, authors, published, repositories } = paper;
  const [repository] = repositories;
  const lines = [
    '---',
    // YAML would read an unquoted arXiv id as a number and drop zeros.
    `id: ${quoted(id)}`,
    `title: ${quoted(title)}`,
    `authors: [${authors.slice(0, MAX_AUTHORS).map(quoted).join(', ')}]`,
    ...(published === '' ? [] : [`date: ${published}`]),
    ...(repository === undefined ? [] : [`code: ${quoted(repository.url)}`]),
    'tags: []',
    `status: ${isRead ? 'read' : 'unread'}`,
    '---',
    '',
    `# ${literalMarkdown(title.trim())}`,
    '',
    '',
  ];
  return lines.join('\n');
}

/** A JSON string is a double-quoted scalar of YAML. */
function quoted(text: string): string {
  return JSON.stringify(stripControls(text));
}
