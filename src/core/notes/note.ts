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

/** Creates a note from the fields of its front matter and the text after it. */
export function makeNote(fields: NoteFields, body: string): Note {
  return { ...fields, beginning: firstLines(body), words: noteWords(body) };
}
