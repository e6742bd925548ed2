/** A `[[key]]` link of a text, with UTF-16 offsets of its content without label and heading. */
export interface NoteLink {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

/** Wiki link: `[[key]]`, `[[key|label]]`, `[[key#heading]]`. */
const LINK = /\[\[([^[\]|#\n]{1,200})(?:[|#][^[\]\n]{0,400})?\]\]/g;
const MAX_LINKS = 2_000;

/**
 * Finds the links between notes in a Markdown text. Does not skip code spans and blocks, which rarely contain
 * such links.
 */
export function findNoteLinks(text: string): readonly NoteLink[] {
  const links: NoteLink[] = [];
  for (const match of text.matchAll(LINK)) {
    const [, content = ''] = match;
    const key = content.trim();
    if (key === '') continue;
    const start = match.index + 2 + content.indexOf(key);
    links.push({ key, start, end: start + key.length });
    if (links.length === MAX_LINKS) break;
  }
  return links;
}

/**
 * Returns the name that links use for a note's file: its last segment without extension, lowercase. A letter and its accent
 * are one character: macOS often writes them as two in names of files, and keyboards as one.
 */
export function noteName(file: string): string {
  const last = file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
  return last
    .replace(/\.[a-z]{2,8}$/i, '')
    .normalize('NFC')
    .toLowerCase();
}
