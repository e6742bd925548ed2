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
