import type { NoteFields } from './noteFields';
import { firstLines, noteWords } from './noteText';

export interface Note extends NoteFields {
  /** First lines, without the leading heading. Plain text. */
  readonly beginning: string;
  /** See `noteWords`. */
  readonly words: string;
}

export interface NoteFile extends Note {
  readonly file: string;
}

/** @param body text after the front matter */
export function makeNote(fields: NoteFields, body: string): Note {
  return { ...fields, beginning: firstLines(body), words: noteWords(body) };
}
