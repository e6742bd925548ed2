import { parseFullText } from './parseFullText';

/** Texts converted by another version are indexed again. */
export const SEARCHABLE_VERSION = 2;

/** In UTF-16 code units. Only books are longer. */
const MAX_SEARCHED = 1_000_000;

/** In order. Bounded lengths inside brackets keep the time linear. */
const REPLACEMENTS: readonly (readonly [pattern: RegExp, by: string])[] = [
  [/```[^\n`]{0,100}/g, ''],
  // Images and links keep their description. The page does not show their titles and definitions.
  [/!?\[([^[\]\n]{0,500})\]\([^()\s]{0,2000}(?:\s"[^"\n]{0,300}")?\)/g, '$1'],
  [/^\[[^[\]\n]{1,200}\]:[^\n]*$/gm, ''],
  [/<(?:https?|mailto):[^<>\s]{0,500}>/gi, ' '],
  // Tags, but not the text between two formulas such as `i<j` and `k>0`.
  [
    /<\/?[a-z][a-z\d-]{0,30}(?:\s{1,5}[a-z][\w:-]{0,50}=(?:"[^"<>\n]{0,500}"|[^\s"<>]{1,500})){0,20}\s{0,5}\/?>/gi,
    ' ',
  ],
  [/\\([\\`*_{}[\]()#+\-.!|$&%~<>])/g, '$1'],
  // Names of TeX commands.
  [/\\[a-z]+\*?/gi, ' '],
  [/[*`$|{}]/g, ' '],
  [/^[ \t]*(?:#{1,6}|>|[-+]|\d{1,3}[.)])[ \t]+/gm, '\n'],
];

/**
 * Returns one paragraph a line. Empty if the text has only the abstract, because the rest of that page is not about the
 * paper.
 * @param answer see `parseFullText`
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
