import { parseArxivId } from '../links/arxiv';
import type { Paper } from '../paper/paper';
import type { CitableEntry } from './bibFile';
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
 * such as a published version. LaTeX and Pandoc ignore an entry whose key an earlier entry has, as git's merge of two
 * branches may leave it. Such a key is returned only if the earlier entry is the same paper.
 */
export function keyInBibliography(paper: CitedPaper, entries: readonly CitableEntry[]): string | undefined {
  const { arxivId } = paper;
  const doi = arxivId === undefined ? undefined : `10.48550/arxiv.${arxivId.toLowerCase()}`;
  const title = comparableTitle(paper.title);
  const hasId = (entry: CitableEntry): boolean =>
    arxivId !== undefined && (entry.arxivId === arxivId || entry.doi === doi);
  const hasTitle = (entry: CitableEntry): boolean =>
    title.length >= MIN_TITLE_CHARS && entry.arxivId === undefined && entry.title === title;
  const counts = ({ key }: CitableEntry): boolean => {
    const first = entries.find((entry) => entry.key === key);
    return first !== undefined && (hasId(first) || hasTitle(first));
  };
  const found =
    entries.find((entry) => hasId(entry) && counts(entry)) ??
    entries.find((entry) => hasTitle(entry) && counts(entry));
  return found?.key;
}

/**
 * Maps paper ids to the keys of their entries. Covers the given papers and all others of arXiv. If several entries
 * share an id or a key, the first counts.
 */
export function keysOfEntries(papers: readonly Paper[], entries: readonly CitableEntry[]): KeysOfPapers {
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
