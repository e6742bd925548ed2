import type { Paper } from '../../paper/paper';
import { FNV_START, fnv1a } from './fnv1a';

/** The indexed fields of a paper. Topics and dates are read from the paper itself. */
export type IndexedText = Pick<Paper, 'id' | 'title' | 'abstract' | 'authors' | 'repositories'>;

/** Marks in a token sequence. Higher tokens are words. */
export const Mark = {
  /** Ends the title, then the abstract, then the authors. */
  section: 0,
  /** Joins the words on both sides. */
  hyphen: 1,
  /** Ends one author, one repository. */
  item: 2,
  count: 3,
} as const;
export const FIRST_WORD = Mark.count;

/** In the order of a token sequence. */
export const Section = { title: 0, abstract: 1, authors: 2, repositories: 3 } as const;

/** Returns an FNV-1a hash of a paper's indexed text, to detect changed papers. */
export function fingerprintOf({ title, abstract, authors, repositories }: IndexedText): number {
  let hash = hashText(abstract, hashText(title, FNV_START));
  for (const author of authors) hash = hashText(author, hash);
  for (const { owner, name } of repositories) hash = hashText(name, hashText(owner, hash));
  return hash >>> 0;
}

/** Returns an FNV-1a hash of normalized title words. */
export function titleHash(words: readonly string[]): number {
  let hash = FNV_START;
  for (const word of words) hash = hashText(word, hash);
  return hash >>> 0;
}

function hashText(text: string, start: number): number {
  let hash = fnv1a(start, text.length);
  for (let i = 0; i < text.length; i++) hash = fnv1a(hash, text.charCodeAt(i));
  // Hashing the end of each text distinguishes a word that moved to the next field.
  return fnv1a(hash, 0x1ffff);
}
