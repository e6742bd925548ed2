import type { Paper } from '../../src/core/paper/paper';
import type { Random } from './random';

export interface KnownQuery {
  readonly text: string;
  readonly id: string;
}

/** Kind of query that is made from a paper. */
export type KnownSet = 'rare' | 'half' | 'three letters' | 'typo';
export const KNOWN_SETS: readonly KnownSet[] = ['rare', 'half', 'three letters', 'typo'];

/** A word is rare if at most this share of the papers contains it. */
const RARE = 0.02;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** Makes queries of every kind from random papers. Skips papers without enough words. */
export function knownQueries(
  papers: readonly Paper[],
  count: number,
  random: Random,
): Map<KnownSet, KnownQuery[]> {
  const documents = countDocuments(papers);
  const limit = Math.max(2, RARE * papers.length);
  const isRare = (word: string): boolean => (documents.get(word) ?? 0) <= limit;
  const sets = new Map<KnownSet, KnownQuery[]>();
  for (const set of KNOWN_SETS) {
    const queries: KnownQuery[] = [];
    for (let tries = 0; queries.length < count && tries < 20 * count; tries++) {
      const paper = papers[random.below(papers.length)];
      const text = paper === undefined ? undefined : queryFrom(paper, set, isRare, random);
      if (paper !== undefined && text !== undefined) queries.push({ text, id: paper.id });
    }
    sets.set(set, queries);
  }
  return sets;
}

function queryFrom(
  paper: Paper,
  set: KnownSet,
  isRare: (word: string) => boolean,
  random: Random,
): string | undefined {
  const title = plainWords(paper.title).filter((word) => word.length >= 4);
  switch (set) {
    case 'rare': {
      const words = plainWords(`${paper.title} ${paper.abstract}`).filter(
        (word) => word.length >= 4 && isRare(word),
      );
      return words.length < 3 ? undefined : random.pick(words, 3).join(' ');
    }
    case 'half': {
      const words = random.pick(title, 3);
      const last = words.pop();
      if (last === undefined || words.length < 2) return undefined;
      return [...words, last.slice(0, Math.ceil(last.length / 2))].join(' ');
    }
    case 'three letters': {
      const [first, last] = random.pick(title, 2);
      return first === undefined || last === undefined ? undefined : `${first} ${last.slice(0, 3)}`;
    }
    case 'typo': {
      const words = random.pick(
        title.filter((word) => word.length >= 5),
        3,
      );
      if (words.length < 3) return undefined;
      const at = random.below(3);
      return words.map((word, i) => (i === at ? misspell(word, random) : word)).join(' ');
    }
  }
}

/** Makes one random edit: removes, inserts or replaces a letter, or swaps two neighbours. */
function misspell(word: string, random: Random): string {
  const at = random.below(word.length);
  const letter = LETTERS.charAt(random.below(LETTERS.length));
  const before = word.slice(0, at);
  switch (random.below(4)) {
    case 0:
      return before + word.slice(at + 1);
    case 1:
      return before + letter + word.slice(at);
    case 2:
      return before + letter + word.slice(at + 1);
    default:
      return before + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
  }
}

/** Returns the distinct words of ASCII letters and digits, in lower case and in order. */
function plainWords(text: string): string[] {
  return [...new Set(text.toLowerCase().match(/[a-z0-9]+/g) ?? [])];
}

function countDocuments(papers: readonly Paper[]): Map<string, number> {
  const documents = new Map<string, number>();
  for (const { title, abstract } of papers)
    for (const word of plainWords(`${title} ${abstract}`))
      documents.set(word, (documents.get(word) ?? 0) + 1);
  return documents;
}
