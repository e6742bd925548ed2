import { citationKey } from '../citation/citationKey';
import { literalMarkdown } from '../text/literalMarkdown';
import { stripControls } from '../text/sanitize';
import type { Paper } from '../paper/paper';

/** Maximum number of authors in the front matter. */
const MAX_AUTHORS = 50;
/** Maximum length of a file name without extension, in characters. */
const MAX_NAME_LENGTH = 100;
/** Windows device names. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/** Returns the text of a new note: front matter, and the title as heading. */
export function noteTemplate(paper: Paper, isRead: boolean): string {
  const { id, title, authors, published, repositories } = paper;
  const [repository] = repositories;
  const lines = [
    '---',
    // Quoted, because YAML reads an arXiv id as a number and would drop zeros.
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

/**
 * Returns the name of a paper's note without extension: its citation key, from the second on with a letter.
 * @param number 0 for the key itself
 */
export function noteFileName(paper: Paper, number = 0): string {
  // The key has only lowercase letters and digits.
  const key = citationKey(paper).slice(0, MAX_NAME_LENGTH);
  const safe = DEVICE.test(key) ? `${key}-note` : key;
  if (number === 0) return safe;
  return number < 26 ? `${safe}${String.fromCharCode(97 + number)}` : `${safe}-${number}`;
}

/** A JSON string is a double-quoted scalar of YAML. */
function quoted(text: string): string {
  return JSON.stringify(stripControls(text));
}
