import { parseArxivId } from '../links/arxiv';
import type { Paper } from '../paper/paper';
import type { BibEntry } from './bibFile';
import { citationKey, type KeysOfPapers } from './citationKey';
import { comparableTitle } from './comparableTitle';

export interface CitedPaper {
  readonly arxivId?: string | undefined;
  readonly title: string;
  readonly key: string;
}

/** "Attention" or "GPT-4" alone could be another work. */
const MIN_TITLE_CHARS = 20;

/**
 * Returns the key of the entry with the paper's arXiv id or arXiv DOI, else of one with the same title and no arXiv id,
 * such as a published version.
 */
export function keyInBibliography(paper: CitedPaper, entries: readonly BibEntry[]): string | undefined {
  const { arxivId } = paper;
  if (arxivId !== undefined) {
    const doi = `10.48550/arxiv.${arxivId.toLowerCase()}`;
    const same = entries.find((entry) => entry.arxivId === arxivId || entry.doi === doi);
    if (same) return same.key;
  }
  const title = comparableTitle(paper.title);
  if (title.length < MIN_TITLE_CHARS) return undefined;
  return entries.find((entry) => entry.arxivId === undefined && entry.title === title)?.key;
}

/**
 * Maps paper ids to the keys of their entries. Covers the given papers and all others of arXiv. If several entries
 * share an id or a key, the first counts.
 */
export function keysOfEntries(papers: readonly Paper[], entries: readonly BibEntry[]): KeysOfPapers {
  const ofPapers = papers.map((paper) => {
    const cited = { arxivId: parseArxivId(paper.id), title: paper.title, key: citationKey(paper) };
    return { id: paper.id, key: keyInBibliography(cited, entries) };
  });
  const ofEntries = entries.map(({ arxivId, key }) => ({ id: arxivId, key }));
  const keys = new Map<string, string>();
  const taken = new Set<string>();
  for (const { id, key } of [...ofPapers, ...ofEntries]) {
    if (id === undefined || key === undefined || keys.has(id) || taken.has(key.toLowerCase())) continue;
    keys.set(id, key);
    taken.add(key.toLowerCase());
  }
  return keys;
}
