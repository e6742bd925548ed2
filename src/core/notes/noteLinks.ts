/** UTF-16 offsets of the key. */
export interface NoteLink {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

/** `[[key]]`, `[[key|label]]`, `[[key#heading]]`. */
const LINK = /\[\[([^[\]|#\n]{1,200})(?:[|#][^[\]\n]{0,400})?\]\]/g;
const MAX_LINKS = 2_000;

/** Does not skip code spans and blocks, which rarely contain such links. */
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

/** Returns the name of the note that a link with this key means: `dir/Key.md` and `key` mean the same. */
export function linkedName(key: string): string {
  return noteName(key.toLowerCase().endsWith('.md') ? key : `${key}.md`);
}

/**
 * Returns the name that links use for a note's file: its last segment without extension, lowercase. NFC joins letter
 * and accent: macOS often splits them in names of files, keyboards do not.
 */
export function noteName(file: string): string {
  const last = file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
  return last
    .replace(/\.[a-z]{2,8}$/i, '')
    .normalize('NFC')
    .toLowerCase();
}
