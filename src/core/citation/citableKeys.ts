import { parseArxivId } from '../links/arxiv';
import type { Paper } from '../paper/paper';
import { keyInBibliography } from './existingEntry';
import type { BibEntry } from './bibFile';
import { citationKey, freeKey } from './citationKey';

export interface CitableKey {
  readonly paper: Paper;
  readonly key: string;
  /** Whether the bibliography contains the paper under this key. */
  readonly known: boolean;
}

/** Moves papers whose key begins with the typed text to the front: the user may be typing a key. */
export function begunKeysFirst(citable: readonly CitableKey[], typed: string): readonly CitableKey[] {
  const begins = ({ key }: CitableKey): boolean => key.toLowerCase().startsWith(typed.toLowerCase());
  return typed === '' ? citable : [...citable.filter(begins), ...citable.filter((one) => !begins(one))];
}

/** At least up to the year: `wang2021`, `wang2021co`. */
const BEGUN_KEY = /^(\p{L}{2,60})((?:19|20)\d\d)(\p{L}*)$/u;

/** Returns the query for the papers of a partly typed citation key with a year; `undefined` for other text. */
export function begunKeyQuery(typed: string): string | undefined {
  const [, author = '', year = '', word = ''] = BEGUN_KEY.exec(typed) ?? [];
  return author === '' ? undefined : `author:${author} year:${year} ${word}`.trim();
}

/** Returns the key of each paper's entry in the bibliography, else an unused key. */
export function citableKeys(papers: readonly Paper[], entries: readonly BibEntry[]): readonly CitableKey[] {
  const taken = new Set(entries.map(({ key }) => key.toLowerCase()));
  return papers.map((paper) => {
    const wanted = citationKey(paper);
    const cited = { arxivId: parseArxivId(paper.id), title: paper.title, key: wanted };
    const known = keyInBibliography(cited, entries);
    if (known !== undefined) return { paper, key: known, known: true };
    // `freeKey` copies all keys of the bibliography, and most wanted keys are unused.
    const key = taken.has(wanted.toLowerCase()) ? freeKey(wanted, taken) : wanted;
    return { paper, key, known: false };
  });
}
