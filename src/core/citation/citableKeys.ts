import { parseArxivId } from '../links/arxiv';
import type { Paper } from '../paper/paper';
import { keyInBibliography, type BibEntry } from './bibFile';
import { citationKey, freeKey } from './citationKey';

/** Paper with the key that cites it. */
export interface CitableKey {
  readonly paper: Paper;
  readonly key: string;
  /** The bibliography has the paper under this key. */
  readonly known: boolean;
}

/**
 * Moves the papers whose key begins with the typed text to the front: a user who types the beginning of a key wants that
 * key. The order is otherwise kept.
 */
export function begunKeysFirst(citable: readonly CitableKey[], typed: string): readonly CitableKey[] {
  const begins = ({ key }: CitableKey): boolean => key.toLowerCase().startsWith(typed.toLowerCase());
  return typed === '' ? citable : [...citable.filter(begins), ...citable.filter((one) => !begins(one))];
}

/** A citation key whose year is typed: `wang2021`, `wang2021co`. */
const BEGUN_KEY = /^(\p{L}{2,60})((?:19|20)\d\d)(\p{L}*)$/u;

/** Returns the query that finds the papers of a key that is typed up to its year or further; `undefined` for other text. */
export function begunKeyQuery(typed: string): string | undefined {
  const [, author = '', year = '', word = ''] = BEGUN_KEY.exec(typed) ?? [];
  return author === '' ? undefined : `author:${author} year:${year} ${word}`.trim();
}

/** Gives each paper the key that cites it with a bibliography: that of its entry, else a free one. */
export function citableKeys(papers: readonly Paper[], entries: readonly BibEntry[]): readonly CitableKey[] {
  const taken = new Set(entries.map(({ key }) => key.toLowerCase()));
  return papers.map((paper) => {
    const wanted = citationKey(paper);
    const cited = { arxivId: parseArxivId(paper.id), title: paper.title, key: wanted };
    const known = keyInBibliography(cited, entries);
    if (known !== undefined) return { paper, key: known, known: true };
    // Most keys are free, so the keys of a large bibliography are collected once.
    const key = taken.has(wanted.toLowerCase()) ? freeKey(wanted, taken) : wanted;
    return { paper, key, known: false };
  });
}
