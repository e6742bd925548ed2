import type { Paper } from '../../paper/paper';

/** What of a paper is indexed as text; topics and dates are read from the paper when a query asks for them. */
export type IndexedText = Pick<Paper, 'id' | 'title' | 'abstract' | 'authors' | 'repositories'>;

/** Marks in a paper's sequence of words. What is higher is a word. */
export const Mark = {
  /** Ends the title, then the abstract, then the authors. */
  section: 0,
  /** The words on both sides are tied by a hyphen: `pre-training`. */
  hyphen: 1,
  /** Ends one author, one repository. */
  item: 2,
  /** How many marks there are. */
  count: 3,
} as const;
/** Number of the first word in a sequence. */
export const FIRST_WORD = Mark.count;

/** Sections of a paper's sequence, in order. */
export const Section = { title: 0, abstract: 1, authors: 2, repositories: 3 } as const;

const FNV_START = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** 32 bits that change when the indexed text of a paper changes (FNV-1a). */
export function fingerprintOf({ title, abstract, authors, repositories }: IndexedText): number {
  let hash = hashText(abstract, hashText(title, FNV_START));
  for (const author of authors) hash = hashText(author, hash);
  for (const { owner, name } of repositories) hash = hashText(name, hashText(owner, hash));
  return hash >>> 0;
}

/** 32 bits for a title's words, the same for every spelling in case, accents and punctuation. */
export function titleHash(words: readonly string[]): number {
  let hash = FNV_START;
  for (const word of words) hash = hashText(word, hash);
  return hash >>> 0;
}

function hashText(text: string, start: number): number {
  let hash = Math.imul(start ^ text.length, FNV_PRIME);
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), FNV_PRIME);
  // The end of a text counts, so that moving a word from one field to the next is a change.
  return Math.imul(hash ^ 0x1ffff, FNV_PRIME);
}
