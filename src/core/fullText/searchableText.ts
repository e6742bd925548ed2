import { parseFullText } from './parseFullText';

/** Version of the conversion below. Texts that were indexed with another version are indexed again. */
export const SEARCHABLE_VERSION = 1;

/** Maximum length of a text that is searched, in UTF-16 code units. Only books are longer. */
const MAX_SEARCHED = 1_000_000;

/** Replacements in order. Lengths inside brackets are bounded to keep the time linear. */
const REPLACEMENTS: readonly (readonly [pattern: RegExp, by: string])[] = [
  [/```[^\n`]{0,100}/g, ''],
  // Images and links keep their description. Titles and definitions of links are not shown.
  [/!?\[([^[\]\n]{0,500})\]\([^()\s]{0,2000}(?:\s"[^"\n]{0,300}")?\)/g, '$1'],
  [/^\[[^[\]\n]{1,200}\]:[^\n]*$/gm, ''],
  [/<\/?[a-z][^<>\n]{0,500}>/gi, ' '],
  [/\\([\\`*_{}[\]()#+\-.!|$&%~<>])/g, '$1'],
  // Names of TeX commands are no words of the text.
  [/\\[a-z]+\*?/gi, ' '],
  [/[*`$|{}]/g, ' '],
  [/^[ \t]*(?:#{1,6}|>|[-+]|\d{1,3}[.)])[ \t]+/gm, '\n'],
];

/**
 * Returns the words of a kept text as plain text, one paragraph a line; empty if the text has only the abstract, because
 * the rest of that page is not about the paper.
 * @param answer the server's answer, see `parseFullText`
 */
export function searchableText(answer: string): string {
  const { kind, markdown } = parseFullText(answer);
  if (kind !== 'full') return '';
  let text = markdown.slice(0, MAX_SEARCHED);
  for (const [pattern, by] of REPLACEMENTS) text = text.replace(pattern, by);
  return text
    .split(/\n[ \t]*\n/)
    .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim())
    .filter((paragraph) => paragraph !== '')
    .join('\n');
}
